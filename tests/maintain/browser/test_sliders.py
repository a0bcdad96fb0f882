import pytest

from course_utils.live import Demo, Slider
from course_utils.maintain.browser.sliders import (
    Following,
    first_slider,
    same,
)


def test_latency_is_counted_from_the_last_move_to_the_value_that_is_shown():
    inputs = [(0, "0.1"), (10, "0.2"), (20, "0.3"), (30, "0.2")]
    frames = [(25, "0.2"), (28, "0.3"), (70, "0.2")]
    seen = Following(inputs, frames, 0.1)
    assert seen.latencies() == [15, 8, 40]
    assert seen.latency == 15
    assert seen.rate == pytest.approx(30)
    assert seen.changes == pytest.approx(40)


def test_a_picture_of_a_value_never_taken_tells_nothing():
    assert Following([(0, "0.1")], [(5, "0.7"), (6, None)], 1).latencies() == []


def test_two_drags_add_up():
    both = Following([(0, "1")], [(1, "1")], 2) + Following([(9, "1")], [(12, "1")], 2)
    assert both.latencies() == [1, 3]
    assert both.rate == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("readout", "value", "expected"),
    [
        ("0.30", "0.3", True),
        ("−3.5", "-3.5", True),
        ("7", "7", True),
        ("0.012", "0.0123456", True),
        ("0.30", "0.31", False),
        ("0.30", "None", False),
    ],
)
def test_a_readout_shows_a_value_rounded(readout, value, expected):
    assert same(readout, value) is expected


def test_the_slider_with_the_most_positions_is_dragged():
    class Shown(Demo):
        controls = (
            Slider("k", "k", 1, 9, default=2, step=1),
            Slider("eta", "η", 0.0, 1.0, default=0.5, step=0.01),
        )

    assert first_slider(Shown).name == "eta"
