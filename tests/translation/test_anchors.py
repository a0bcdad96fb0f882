"""Links to a heading arrive on the Chinese pages, in JupyterLab and on the site."""

import re
from functools import cache
from html import unescape
from urllib.parse import unquote

import nbformat
import pytest

from course_utils.maintain.site.text import to_html
from course_utils.maintain.translation import anchors
from course_utils.maintain.translation.anchors import LINK, anchored, headings
from course_utils.maintain.translation.notebooks import path_in
from course_utils.maintain.translation.sources import NOTEBOOKS, pages

ENGLISH = [*sorted(NOTEBOOKS.glob("*.ipynb")), *pages().values()]
PAGES = [path_in("zh_CN", path) for path in ENGLISH]


@cache
def texts(path):
    if path.suffix == ".md":
        return [path.read_text(encoding="utf-8")]
    cells = nbformat.read(path, 4).cells
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


def links(path):
    """List (page, anchor) of the links to a heading on a page."""
    found = LINK.findall("\n".join(texts(path)))
    return [((path.parent / page if page else path).resolve(), a) for page, a in found]


@cache
def places_in_lab(path):
    """Return the anchors of a page that JupyterLab finds.

    It gives each heading its words with dashes, and keeps those that the text sets. It
    looks for what stands in the address, where Chinese is written in other letters.
    """
    said = "\n\n".join(texts(path))
    own = [match[1].replace(" ", "-") for match in headings(said)]
    own = [re.sub(r"<[^>]+>|[`*]", "", anchor) for anchor in own]
    return {a for a in [*own, *re.findall(r'<a id="([^"]+)">', said)] if a.isascii()}


@cache
def places_on_site(path):
    """Return the anchors of a page of the site, as a browser reads them."""
    html = "\n".join(to_html(text, {})[0] for text in texts(path))
    return {unescape(anchor) for anchor in re.findall(r'\bid="([^"]+)"', html)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("places", [places_in_lab, places_on_site])
def test_every_link_to_a_heading_arrives(path, places):
    for page, anchor in links(path):
        assert unquote(anchor) in places(page), f"{page.name}#{anchor}"


def test_the_page_of_common_errors_has_as_many_links_as_the_english_one():
    (path,) = (path for path in ENGLISH if path.stem == "common_errors")
    assert len(links(path)) == len(links(path_in("zh_CN", path))) == 24


def test_a_heading_that_is_linked_to_keeps_its_english_anchor():
    english = "# Top\n\n```\n# Inner sizes\n```\n## Inner `sizes`\ntext\n## ReLU"
    said = "# 顶\n\n```\n# 里面\n```\n## 里面的 `sizes`\n文\n## ReLU"
    wanted = {"Inner-sizes", "ReLU"}
    assert anchored(english, said, wanted) == said.replace(
        "的 `sizes`", '的 `sizes`<a id="Inner-sizes"></a>'
    )
    assert anchored(english, said, set()) == said
    assert anchored(english, "# 顶", wanted) == "# 顶"


def test_links_from_other_pages_are_found_too(tmp_path, monkeypatch):
    (tmp_path / "one.md").write_text("See [two](two.md#Its-end) and [here](#Here).")
    (tmp_path / "two.md").write_text("# Its end\n\n[to one](one.md)")
    found = {name: tmp_path / f"{name}.md" for name in ("one", "two")}
    monkeypatch.setattr(anchors, "pages", lambda: found)
    monkeypatch.setattr(anchors, "NOTEBOOKS", tmp_path)
    anchors._links.cache_clear()
    try:
        assert anchors.wanted_on(found["two"]) == {"Its-end"}
        assert anchors.wanted_on(found["one"]) == {"Here"}
    finally:
        anchors._links.cache_clear()
