"""Thousands of moves of a hand in the picture leave no trace in memory."""

import gc

import pytest

from course_utils.maintain.browser.hands import circle
from course_utils.maintain.browser.lab import write_notebook
from tests.browser.hands import SOURCE, Scene
from tests.browser.test_endurance import PROCESS, kernel_memory, page_memory

MOVES = 5000
VALLEY = """
from course_utils.live import Grip
from course_utils.demos.gradient_descent import Valley

class Held(Valley):
    grips = (Grip("w1", "w2"),)

Held()"""


def move_until(scene, frames):
    while scene.frames() < frames:
        before, place = scene.frames(), scene.grip()
        scene.tab.mouse.move(*place)
        scene.tab.mouse.down()
        circle(scene.page, *place, 1200)
        assert scene.frames() > before
    scene.settle()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_five_thousand_moves_of_a_grip_leave_no_trace_in_memory(
    lab, page, record_property
):
    page.open(write_notebook(lab.folder, "moves.ipynb", SOURCE, PROCESS, VALLEY))
    page.run_all()
    scene = Scene(page, 2)
    move_until(scene, 1000)  # fills the caches, the kernel's and the page's
    gc.collect()
    before = kernel_memory(page), page_memory(page)
    move_until(scene, 1000 + MOVES)
    after = kernel_memory(page), page_memory(page)
    for what, old, new in zip(("kernel", "page"), before, after, strict=True):
        record_property(what, f"{old / 2**20:.1f} MB, then {new / 2**20:.1f} MB")
        print(f"{what}: {old / 2**20:.1f} MB, then {new / 2**20:.1f} MB")
        assert new < 1.05 * old, f"the {what} holds {new / old - 1:.1%} more"
    assert "w1=" in scene.state()
