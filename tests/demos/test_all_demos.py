"""What must hold for the demos of the course together."""

import importlib
import pkgutil
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from course_utils import demos
from course_utils.live import Demo, Toggle

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LABEL_PIXELS = 185  # beside a slider
REASON_PIXELS = 270  # in the place of a track, in two lines


def modules():
    for info in pkgutil.walk_packages(demos.__path__, "course_utils.demos."):
        yield importlib.import_module(info.name)


def demo_classes():
    return [
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Demo)
        and value.__module__ == module.__name__
        and value.name
    ]


ALL = demo_classes()


def notebook_sources():
    """Return the code of all notebooks as one text."""
    cells = [
        cell.source
        for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]
    return "\n".join(cells)


@pytest.mark.parametrize("demo", ALL, ids=lambda demo: demo.__name__)
def test_every_demo_is_swept(demo):
    *_, topic, name = demo.__module__.split(".")
    tests = HERE / topic / f"test_{name}.py"
    call = rf"sweep\(\s*(\w+\.)?{demo.__name__}\b"
    assert re.search(call, tests.read_text(encoding="utf-8"))


@pytest.mark.parametrize("demo", ALL, ids=lambda demo: demo.__name__)
def test_every_demo_stands_in_a_notebook(demo):
    assert re.search(rf"\b{demo.__name__}\(", notebook_sources())


@pytest.mark.parametrize("demo", ALL, ids=lambda demo: demo.__name__)
def test_labels_fit_beside_their_controls(demo):
    for control in (c for c in demo.controls if not isinstance(c, Toggle)):
        assert width(control.label, 13) <= LABEL_PIXELS, f"{control.label!r} is cut off"


@pytest.mark.parametrize("demo", ALL, ids=lambda demo: demo.__name__)
def test_reasons_fit_in_the_place_of_a_track(demo):
    for idle in demo.idle:
        assert width(idle.why, 11.7) <= REASON_PIXELS, f"{idle.why!r} is cut off"


def width(text, size):
    """Return how many pixels wide a text is in type of this size."""
    font = FontProperties(size=size)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


@pytest.mark.parametrize(
    "demo", [demo for demo in ALL if demo.redraw], ids=lambda demo: demo.__name__
)
def test_what_is_redrawn_is_shown_as_if_it_were_opened(demo):
    rng, moved = np.random.default_rng(0), demo()
    for name in demo.redraws:
        for value in demo.control(name).positions():
            state = {control.name: control.draw(rng) for control in demo.controls}
            moved.set(**{**state, name: value})
            opened = demo(**{**state, name: value})
            for seen in ("still", "frame", "hands", "places", "axes"):
                now, wanted = getattr(moved.stage, seen), getattr(opened.stage, seen)
                assert now == wanted, f"{seen} differs in {moved!r}"


def test_names_are_not_used_twice():
    for names in ([d.name for d in ALL], [d.__name__ for d in ALL]):
        assert len(set(names)) == len(names)
