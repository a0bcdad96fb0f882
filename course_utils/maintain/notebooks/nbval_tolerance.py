"""Teach nbval the tags of `tolerance`: a plugin for pytest, named in conftest.py."""

from functools import partial

from course_utils.maintain.notebooks.tolerance import Tolerance, settle


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
