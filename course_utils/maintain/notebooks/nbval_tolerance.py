"""Teach nbval the tags of `tolerance`: a plugin for pytest, named in pyproject.toml.

There it is loaded before nbval, in time to leave out what nbval never uses.
"""

from functools import partial
from pathlib import Path

from course_utils.lab import leave_out
from course_utils.maintain.notebooks.tolerance import Tolerance, settle
from course_utils.translation.language import languages

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
RUN_IN_ALL_LANGUAGES = {"00_start_here", "05_gradient_descent"}

leave_out()


def pytest_ignore_collect(collection_path):
    """Run few notebooks of other languages, unless they are named one by one.

    The code of the others is that of the English ones, and so are the stored numbers:
    `tests/translation` compares them.
    """
    home = collection_path.parent
    translated = home.parent == NOTEBOOKS and home.name in languages()
    if translated and collection_path.stem not in RUN_IN_ALL_LANGUAGES:
        return collection_path.suffix == ".ipynb" or None
    return None


def pytest_itemcollected(item):
    """Give a notebook's cell that has such a tag a comparison that reads it."""
    if cell := getattr(item, "cell", None):
        tolerance = Tolerance.of(cell.metadata.get("tags", ()))
        if tolerance:
            item.compare_outputs = partial(compare, item, tolerance)


def compare(item, tolerance, new, stored):
    """Compare as nbval does, after near numbers were replaced by the stored ones."""
    complaints = settle(new, stored, tolerance)
    same = type(item).compare_outputs(item, new, stored)
    if not same:
        item.comparison_traceback += complaints
    return same
