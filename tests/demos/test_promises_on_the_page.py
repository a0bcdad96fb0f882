"""Presets start from the state in which a page opens a demo: they hold there, too."""

import ast
import importlib
import re

import nbformat
import pytest

from course_utils.parts import lessons
from tests.rules import ROOT


def opening_in(cell):
    """Return the call `demos.Class(...)` that a cell ends with, or None."""
    last = cell.source.splitlines()[-1]
    return ast.parse(last, mode="eval").body if last.startswith("demos.") else None


def openings():
    """List (topic, class, values) of every demo that a notebook opens by its call."""
    found = []
    for lesson in lessons():
        page = nbformat.read(ROOT / "notebooks" / f"{lesson.notebook}.ipynb", 4)
        names = {name.partition(".")[2] for name in lesson.demos}
        for cell in page.cells:
            call = opening_in(cell) if cell.cell_type == "code" else None
            if call and call.func.attr in names:
                values = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
                found.append((lesson.topic, call.func.attr, values))
    return found


OPENINGS = openings()


def test_every_demo_is_opened_by_its_page():
    listed = {name for lesson in lessons() for name in lesson.demos}
    assert {f"{topic}.{name}" for topic, name, _ in OPENINGS} == listed


@pytest.mark.parametrize(
    ("topic", "name", "opening"), OPENINGS, ids=[name for _, name, _ in OPENINGS]
)
def test_presets_keep_their_promises_as_the_page_opens(topic, name, opening):
    demo = getattr(importlib.import_module(f"course_utils.demos.{topic}"), name)
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    tests = importlib.import_module(f"tests.demos.{topic}.test_{snake}")
    for preset in demo.presets:
        values = {**demo.defaults(), **opening, **preset.values}
        kept = tests.PROMISES[preset.name](values, demo.compute(**values))
        assert kept, f"{preset.name!r} from {opening}"
