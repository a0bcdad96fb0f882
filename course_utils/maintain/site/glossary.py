"""The glossary as a page: each term has an anchor, each number leads to a notebook."""

import re
from html import escape, unescape

from course_utils.maintain.site.text import to_html
from course_utils.maintain.translation.anchors import anchor_of

ROW = re.compile(r"<tr>\s*<td>(.*?)</td>\s*<td>(.*?)</td>.*?</tr>", re.DOTALL)
NUMBERS = re.compile(r"<td>([\d, ]+)</td>")


def glossary_body(text, pages, numbered):
    """Return the HTML of the glossary, its headings, and its terms.

    `numbered` gives the page of each notebook by its number; the terms are a list of
    (term, Chinese name, anchor).
    """
    html, headings = to_html(text, pages)
    terms = []

    def row(match):
        term, chinese = (unescape(re.sub("<[^>]+>", "", g)) for g in match.groups())
        terms.append((term, chinese, anchor_of(term)))
        cells = NUMBERS.sub(lambda found: f"<td>{linked(found[1])}</td>", match[0])
        return cells.replace("<tr>", f'<tr id="{escape(anchor_of(term))}">', 1)

    def linked(numbers):
        return re.sub(
            r"\d+",
            lambda n: (
                f'<a href="{numbered[int(n[0])]}">{n[0]}</a>'
                if int(n[0]) in numbered
                else n[0]
            ),
            numbers,
        )

    return ROW.sub(row, html), headings, terms
