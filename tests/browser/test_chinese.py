"""The Chinese pages in real JupyterLab."""

import shutil

import nbformat

from course_utils.maintain.translation.anchors import LINK
from course_utils.maintain.translation.sources import NOTEBOOKS

ERRORS = NOTEBOOKS / "zh_CN" / "common_errors.ipynb"
IN_VIEW = """anchor => {
  const place = document.querySelector(`[data-jupyter-id="${CSS.escape(anchor)}"]`);
  const box = place?.closest("h1, h2, h3").getBoundingClientRect();
  return box && box.top > 0 && box.bottom < innerHeight;
}"""


def test_links_to_a_heading_lead_there(lab, page):
    shutil.copy(ERRORS, lab.folder)
    page.open(ERRORS.name)
    cells = nbformat.read(ERRORS, 4).cells
    for number, cell in enumerate(cells[:6]):
        for _, anchor in LINK.findall(cell.source):
            page.show(number)
            page.tab.locator(f'.jp-MarkdownOutput a[href="#{anchor}"]').first.click()
            page.tab.wait_for_function(IN_VIEW, arg=anchor, timeout=20_000)
    assert page.errors == []
