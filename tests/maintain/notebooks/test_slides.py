"""Slides: the rule on small notebooks, and every stored notebook cut by it."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from course_utils.maintain.notebooks.slides import height_of, is_demo, mark, slide_types
from course_utils.maintain.notebooks.store import cut, dump

ROOT = Path(__file__).parents[3]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def text(source):
    return new_markdown_cell(source)


def code(source="x", lines=1):
    return new_code_cell("\n".join([source] * lines))


def demo():
    data = {"image/png": PIXEL, "text/plain": "Valley(eta=0.1)"}
    result = new_output("execute_result", data, execution_count=1)
    return new_code_cell("demos.Valley()", outputs=[result])


def types(*cells):
    return slide_types([text("# 5 Title"), code("import numpy"), *cells])[2:]


def test_the_title_is_a_slide_and_the_setup_is_skipped():
    assert slide_types([text("# 5 Title"), code("import numpy")]) == ["slide", "skip"]


def test_a_section_begins_a_slide_even_in_the_middle_of_a_text():
    assert types(text("## One"), code(), text("End.\n\n## Two"), code()) == [
        *("slide", "-"),
        *("slide", "-"),
    ]


def test_a_text_and_the_code_that_answers_it_share_a_step():
    assert types(text("## One"), text("Look:"), code(), code()) == [
        *("slide", "subslide"),
        *("-", "-"),
    ]


def test_a_last_remark_stays_on_the_slide_it_is_about():
    assert types(text("## One"), code(), text("So it is.")) == ["slide", "-", "-"]


def test_an_exercise_has_its_stub_and_its_check_beside_it():
    exercise = text("### Exercise 5.1: slope ★")
    assert types(exercise, code("..."), code("e.slope.check(f)"), text("Now:")) == [
        *("subslide", "-", "-"),
        "-",
    ]


def test_a_demo_stands_beside_its_question_and_nothing_follows_it_there():
    assert types(text("## One\n\n**Predict:** up?"), demo(), code()) == [
        *("slide", "-"),
        "subslide",
    ]


def test_a_demo_after_code_has_a_slide_of_its_own():
    assert types(text("## One"), code(), demo()) == ["slide", "-", "subslide"]


def test_what_would_be_higher_than_a_screen_goes_on_the_next():
    assert types(text("## One"), code(lines=15), code(lines=15)) == [
        *("slide", "-"),
        "subslide",
    ]


def test_a_figure_is_no_demo_and_counts_by_its_height():
    figure = new_output("display_data", {"image/png": PIXEL})
    cell = new_code_cell("plot()", outputs=[figure])
    assert not is_demo(cell)
    assert height_of(cell) > height_of(code("plot()")) - 10


def test_marking_changes_only_the_slide_metadata(tmp_path):
    path = tmp_path / "98_scratch.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[text("# 98"), code(), demo()])
    path.write_text(dump(notebook))
    cut(path)
    before, after = json.loads(dump(notebook)), json.loads(path.read_text())
    kinds = [cell["metadata"].pop("slideshow")["slide_type"] for cell in after["cells"]]
    assert kinds == ["slide", "skip", "subslide"]
    assert after == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_stored_slides_are_those_of_the_rule(path):
    notebook = nbformat.read(path, 4)
    stored = [cell.metadata.get("slideshow") for cell in notebook.cells]
    ruled = [cell.metadata["slideshow"] for cell in mark(notebook).cells]
    assert stored == ruled, "run: python -m course_utils notebooks --slides"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_section_begins_a_slide_and_every_demo_is_seen(path):
    cells = nbformat.read(path, 4).cells
    for cell, kind in zip(cells, slide_types(cells), strict=True):
        if re.search(r"^## ", cell.source, re.MULTILINE) and (
            cell.cell_type == "markdown"
        ):
            assert kind == "slide", cell.source
        if cell.cell_type == "code" and ".check(" in cell.source:
            assert kind == "-", cell.source
