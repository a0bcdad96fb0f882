"""Let links to headings arrive in another language: its headings keep the English name.

A heading is reached by an anchor made of its words. JupyterLab follows no link with
Chinese in its anchor, so a translated heading that is linked to gets an anchor with
the English words besides its own.
"""

import re
from functools import cache

import nbformat

from course_utils.maintain.translation.sources import NOTEBOOKS, pages

FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)
MARKS = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)|<[^>]+>")
LINK = re.compile(r"\]\(([^)#\s:]*)#([^)\s]+)\)")


def anchor_of(text):
    """Return the anchor of a heading, the same as JupyterLab gives it."""
    return text.replace(" ", "-")


def anchored(english, said, wanted):
    """Return a text with an anchor at each heading whose English one is `wanted`.

    `english` is what it was translated from: its headings stand in the same order.
    """
    anchors = [anchor_of(MARKS.sub(r"\1", match[1])) for match in headings(english)]
    places = [match.end(1) for match in headings(said)]
    own = [anchor_of(MARKS.sub(r"\1", match[1])) for match in headings(said)]
    if len(anchors) != len(places):
        return said
    for anchor, there, place in reversed(list(zip(anchors, own, places, strict=True))):
        if anchor in wanted and anchor != there:
            said = f'{said[:place]}<a id="{anchor}"></a>{said[place:]}'
    return said


def headings(text):
    """List the matches of the headings in a text; group 1 holds the words."""
    fenced = [match.span() for match in FENCED.finditer(text)]
    return [
        match
        for match in HEADING.finditer(text)
        if not any(start <= match.start() < end for start, end in fenced)
    ]


def wanted_on(path):
    """Return the anchors of an English page that links of the course lead to."""
    return frozenset(anchor for page, anchor in _links() if page == path.resolve())


@cache
def _links():
    """List (page, anchor) of all links to a heading in the English course."""
    texts = {path: path.read_text(encoding="utf-8") for path in pages().values()}
    for path in NOTEBOOKS.glob("*.ipynb"):
        cells = nbformat.read(path, 4).cells
        texts[path] = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    return [
        ((path.parent / page if page else path).resolve(), anchor)
        for path, text in texts.items()
        for page, anchor in LINK.findall(text)
    ]
