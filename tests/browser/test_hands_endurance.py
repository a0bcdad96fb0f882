"""A thousand moves of a hand in the picture leave no trace in memory."""

import pytest

from course_utils.maintain.browser.hands import CIRCLE, go_round
from course_utils.maintain.browser.lab import write_notebook
from tests.browser.hands import SOURCE, Scene
from tests.browser.test_endurance import MOVES, PROCESS, WARM, hold_memory

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
        start = complex(*place)
        go_round(scene.page, start, start + CIRCLE, 1, 1200)
        assert scene.frames() > before
    scene.settle()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_thousand_moves_of_a_grip_leave_no_trace_in_memory(
    lab, blank, record_property
):
    page = blank  # with nothing in memory from before
    page.open(write_notebook(lab.folder, "moves.ipynb", SOURCE, PROCESS, VALLEY))
    page.run_all()
    scene = Scene(page, 2)
    move_until(scene, WARM)
    hold_memory(
        page, lambda moves: move_until(scene, WARM + moves), MOVES, record_property
    )
    assert "w1=" in scene.state()
