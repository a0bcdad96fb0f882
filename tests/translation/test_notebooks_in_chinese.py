"""The Chinese notebooks are the English ones, but for texts and comments."""

import re

import nbformat
import pytest

from course_utils.maintain.notebooks.tolerance import Tolerance, take_apart, texts
from course_utils.maintain.translation.cell_texts import bare
from course_utils.maintain.translation.notebooks import (
    LINK,
    notebook_in,
    page_in,
    path_in,
)
from course_utils.maintain.translation.sources import NOTEBOOKS, pages
from tests import rules
from tests.translation.later import LATER

PATHS = [
    path
    for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    if f"notebooks/{path.stem}" not in LATER
]
STORED = (
    rules.the_file_is_small,
    rules.every_code_cell_was_run_in_order,
    rules.outputs_are_for_readers,
    rules.metadata_is_that_of_every_notebook,
)
PAGES = [name for name in pages() if f"pages/{name}" not in LATER]


def both(path):
    return nbformat.read(path, 4).cells, nbformat.read(path_in("zh_CN", path), 4).cells


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_the_one_that_the_catalog_makes(path):
    made = [cell.source for cell in notebook_in("zh_CN", path).cells]
    stored = [cell.source for cell in nbformat.read(path_in("zh_CN", path), 4).cells]
    assert made == stored, f"python -m course_utils notebooks {path.stem}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_code_differs_in_texts_and_comments_only(path):
    for one, other in zip(*both(path), strict=True):
        assert (one.id, one.cell_type) == (other.id, other.cell_type)
        assert one.metadata.get("tags") == other.metadata.get("tags")
        if one.cell_type == "code":
            assert bare(one.source) == bare(other.source), other.source


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_cells_show_the_same_numbers_and_pictures(path):
    for one, other in zip(*both(path), strict=True):
        if one.cell_type != "code" or "nbval-ignore-output" in one.metadata.get(
            "tags", ()
        ):
            continue
        assert kinds(one.outputs) == kinds(other.outputs), other.source
        for (old, key), (new, _) in zip(
            shown(one.outputs), shown(other.outputs), strict=True
        ):
            here, there = numbers(old[key]), numbers(new[key])
            near = Tolerance.of(one.metadata.get("tags", ())) or Tolerance()
            assert len(here) == len(there), other.source
            assert all(map(near.allows, here, there)), other.source


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_links_of_a_notebook_lead_to_its_neighbours(path):
    page = path_in("zh_CN", path)
    for cell in nbformat.read(page, 4).cells:
        if cell.cell_type == "markdown":
            check_links(cell.source, page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_one_that_the_catalog_makes(name):
    page = path_in("zh_CN", pages()[name])
    text = page.read_text(encoding="utf-8")
    assert text == page_in("zh_CN", name)
    check_links(text, page)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", STORED, ids=lambda rule: rule.__name__)
def test_what_is_stored_follows_the_rules_of_every_notebook(rule, path):
    complaints = list(rule(rules.Lesson.read(path_in("zh_CN", path))))
    assert not complaints, "\n".join(complaints)


def check_links(text, page):
    for _, link, _ in LINK.findall(text):
        target = (page.parent / link).resolve()
        assert target.exists(), link
        if target.is_relative_to(NOTEBOOKS):
            in_chinese = target.is_relative_to(NOTEBOOKS / "zh_CN")
            assert in_chinese or not path_in("zh_CN", target).exists(), link


def kinds(outputs):
    return [(o.output_type, *sorted(o.get("data", {}))) for o in outputs]


def shown(outputs):
    return [pair for pairs in texts(outputs).values() for pair in pairs]


def numbers(text):
    plain = re.sub(r"<[^>]*>", " ", text)
    found = [n for line in plain.splitlines() for n in take_apart(line)[1]]
    return sorted(found, key=lambda number: number.value)
