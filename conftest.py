"""Tests and nbval runs leave the learner's progress alone, on CPU, in usual size."""

import gc
import os
from functools import cache
from pathlib import Path

import pytest

from tests.forked_kernels import fork_kernels

os.environ.setdefault("COURSE_PROGRESS", "off")
os.environ.setdefault("COURSE_DEVICE", "cpu")
os.environ["COURSE_LANGUAGE"] = "en"  # but in the notebooks of another language
os.environ["COURSE_PROJECTOR"] = "0"
os.environ.setdefault("OMP_NUM_THREADS", "1")

# What takes longest goes first, so that the workers end together.
LONG = (
    "tests/browser",
    "tests/classroom",
    "tests/accelerator",
    "notebooks",
    "tests/demos",
)


def pytest_configure():
    """Let kernels start with large packages loaded."""
    fork_kernels()


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for no rubbish among thousands of tests, neither now nor between them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items):
    """Bring the long rooms to the front."""
    rooms = [(Path(__file__).parent / room) for room in LONG]

    @cache
    def rank(path):
        inside = [room in path.parents for room in rooms]
        return inside.index(True) if any(inside) else len(rooms)

    items.sort(key=lambda item: rank(item.path))
