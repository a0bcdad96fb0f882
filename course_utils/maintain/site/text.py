"""Text of notebooks as HTML: formulas as MathML, links between pages, headings."""

import re
from html import escape, unescape
from urllib.parse import quote, unquote

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from course_utils.maintain.translation.anchors import anchor_of

COMMAND = re.compile(r"\\[A-Za-z]+")
PAIR = re.compile(r"\\[Bb]igg?([(\[|])(.*?)\\[Bb]igg?([)\]|])", re.DOTALL)
PRIMED = re.compile(r"<msup>(<mi>[^<]*</mi>)<mi>(&#x0203[234];)</mi></msup>")


def to_html(text, pages):
    """Return markdown as HTML, and its headings as a list of (level, text, anchor).

    `pages` says which page stands for which file that a link may name.
    """
    renderer = PageRenderer(pages)
    html = MarkdownWithMath(renderer=renderer).render(text)
    return html, renderer.headings


def mathml(formula, display):
    """Return a formula of LaTeX as MathML; `display` is "block" or "inline".

    Raises ValueError where it uses a command that cannot be shown.
    """
    formula = PAIR.sub(r"\\left\1\2\\right\3", formula)  # browsers stretch only these
    html = convert(formula.strip(), display=display)
    # A prime is raised by its own shape: raised once more, it is too small to see.
    html = PRIMED.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', html)
    unknown = COMMAND.search(html)
    if unknown:
        raise ValueError(f"{unknown.group()} cannot be shown, in {formula.strip()!r}.")
    return html


def plain(html):
    """Return HTML without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


class PageRenderer(IPythonRenderer):
    """Write HTML for a page of the site and note the headings on the way."""

    def __init__(self, pages):
        super().__init__(escape=False)
        self.pages, self.headings = pages, []

    def inline_math(self, body):
        return mathml(body, "inline")

    def block_math(self, body):
        return mathml(body, "block")

    def latex_environment(self, name, body):
        return mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")

    def heading(self, text, level, **attributes):
        title = plain(text)
        anchor = anchor_of(title)
        self.headings.append((level, title, anchor))
        return (
            f'<h{level} id="{escape(anchor)}">{text}'
            f'<a class="anchor" href="#{quote(anchor)}" aria-label="link to this">¶</a>'
            f"</h{level}>\n"
        )

    def link(self, text, url, title=None):
        """Link to a page of the site or to the web; keep only the text of others."""
        target, _, anchor = url.partition("#")
        if "://" in target or url.startswith(("#", "mailto:")):
            return super().link(text, url, title)
        page = self.pages.get(unquote(target))
        if page is None:
            return text
        return super().link(text, page + (f"#{anchor}" if anchor else ""), title)

    def table(self, text):
        text = text.replace("<th></th>", "<td></td>")  # a heading must say something
        return f'<div class="table"><table>\n{text}</table></div>\n'
