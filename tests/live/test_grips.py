"""A hand in the picture moves sliders, and sliders move what it can hold."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.live import Demo, Grip, Slider
from course_utils.live.grips import box, to_data, to_pixels
from course_utils.live.hands import NO_WIDTH
from tests.live.handy import Grips, Walk

CENTRE, RIM, THRESHOLD, WINDOW = range(4)


def hold(demo, hand, at):
    """Ask for a place as the front end does."""
    turn = demo.stage.held.get("turn", ["test", 0])[1] + 1
    demo.stage.held = {"hand": hand, "at": list(at), "turn": ["test", turn]}


def pixels(demo, axes, x, y):
    return to_pixels(demo.figure.axes[axes], x, y)


def test_a_grip_moves_two_sliders_at_once_and_the_picture_follows_once(monkeypatch):
    demo, calls = Grips(), []
    compute = Grips.compute
    monkeypatch.setattr(
        Grips, "compute", staticmethod(lambda **v: calls.append(v) or compute(**v))
    )
    frame = demo.stage.frame
    hold(demo, CENTRE, pixels(demo, 0, -1.02, 1.48))
    assert (demo.values["x"], demo.values["y"]) == (-1.0, 1.5)
    assert (demo.widgets["x"].value, demo.widgets["y"].value) == (-1.0, 1.5)
    assert len(calls) == 1
    assert demo.stage.frame != frame
    assert demo.stage.call == repr(demo)
    assert demo.stage.answered == ["test", 1]


def test_a_grip_stands_where_its_values_are_in_every_state():
    demo = Grips()
    for values in ({"x": 1.5}, {"y": -2.0, "threshold": 10.0}, {"column": 24}):
        demo.set(**values)
        v = demo.values
        places = demo.stage.places
        assert places[CENTRE] == pixels(demo, 0, v["x"], v["y"])
        assert places[RIM] == pixels(demo, 0, v["x"] + v["radius"], v["y"])
        assert places[THRESHOLD] == pixels(demo, 1, v["threshold"], None)
        middle = pixels(demo, 2, v["column"] + 3, v["row"] + 3)
        assert places[WINDOW][:2] == middle


def test_holding_a_grip_where_it_stands_moves_nothing():
    demo = Grips()
    for hand, place in enumerate(demo.stage.places):
        before, frame = dict(demo.values), demo.stage.frame
        hold(demo, hand, place[:2])
        assert demo.values == before
        assert demo.stage.frame is frame
        assert demo.stage.answered == ["test", hand + 1]


def test_values_stay_on_steps_and_within_ends_on_a_logarithmic_scale_too():
    demo = Grips()
    hold(demo, CENTRE, (1e5, -1e5))
    assert (demo.values["x"], demo.values["y"]) == (2.0, 2.0)
    hold(demo, THRESHOLD, pixels(demo, 1, 3.1, 0.1))
    assert demo.values["threshold"] == pytest.approx(10**0.5)
    hold(demo, THRESHOLD, (-1e5, 50))
    assert demo.values["threshold"] == 0.01
    for value in demo.values.values():
        assert np.isfinite(value)


def test_a_rim_and_a_window_follow_by_their_own_rule():
    demo = Grips(x=0.0, y=0.0)
    hold(demo, RIM, pixels(demo, 0, 1.2, 1.6))
    assert demo.values["radius"] == 2.0
    assert demo.values["x"] == 0.0
    hold(demo, WINDOW, pixels(demo, 2, 20.2, 6.9))
    assert (demo.values["column"], demo.values["row"]) == (17, 4)
    left, top = pixels(demo, 2, 17, 4)
    right, bottom = pixels(demo, 2, 23, 10)
    expected = [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]
    assert demo.stage.places[WINDOW] == pytest.approx(expected, abs=0.2)


def test_a_place_outside_the_axes_is_shown_at_their_edge():
    demo = Walk(step=20, speed=1.0)
    left, _, width, _ = demo.stage.hands[0]["box"]
    assert demo.stage.places[0][0] < left + width
    demo.figure.axes[0].set_xlim(0, 5)
    assert demo._hands.places()[0][0] == pytest.approx(left + width)


def test_the_front_end_is_told_which_way_a_grip_goes():
    specs = Grips().stage.hands
    assert [spec["cursor"] for spec in specs] == [
        "move",
        "move",
        "ew-resize",
        "move",
    ]
    assert [spec["across"] for spec in specs] == ["", "", "x", ""]
    assert Walk().stage.hands[0]["cursor"] == "ew-resize"
    assert specs[CENTRE]["label"] == "the circle's centre"
    assert specs[THRESHOLD]["label"] == "threshold t"


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"hand": 99, "at": [1, 1]},
        {"hand": -1, "at": [1, 1]},
        {"hand": True, "at": [1, 1]},
        {"hand": "0", "at": [1, 1]},
        {"hand": 0},
        {"hand": 0, "at": [1]},
        {"hand": 0, "at": [None, 1]},
        {"hand": 0, "at": "ab"},
        {"hand": 0, "at": [float("nan"), 1]},
        {"hand": 0, "at": [float("inf"), 1]},
        {"hand": 0, "at": {"x": 1}, "turn": "soon"},
    ],
)
def test_a_message_without_sense_moves_nothing_and_is_no_error(held):
    demo = Grips()
    before, frame = dict(demo.values), demo.stage.frame
    demo.stage.held = held
    assert demo.values == before
    assert demo.stage.frame == frame
    assert not demo.stage.failed


class Narrow(Demo):
    """A demo with an axis of zero width."""

    name = "Narrow"
    look_for = "Does anything move?"
    figsize = (3, 2)
    controls = (Slider("x", "x", 0.0, 1.0, 0.5),)
    grips = (Grip("x"), Grip(at=lambda v, r: None, take=lambda x, y, v: {"x": x}))

    @staticmethod
    def compute(x):
        return {"x": x}

    def draw(self, figure, values):
        ax = figure.subplots()
        return [ax.axvline(0.5)]

    def update(self, result):
        self.figure.axes[0].viewLim.intervalx = (0.5, 0.5)

    headline = staticmethod(lambda result: "one")


def test_on_an_axis_of_zero_width_nothing_moves_and_a_sentence_says_so():
    demo = Narrow()
    assert demo.stage.places == [None, None]
    hold(demo, 0, (100, 100))
    assert demo.values == {"x": 0.5}
    assert demo.stage.note == NO_WIDTH
    assert not demo.stage.failed
    demo.set(x=0.6)
    assert demo.stage.note == Narrow.look_for


def test_a_rule_that_fails_is_said_and_the_next_place_works():
    class Broken(Walk):
        grips = (Grip("step", take=lambda x, y, v: {"step": 1 / (x > 3)}, way="x"),)

    demo = Broken()
    hold(demo, 0, pixels(demo, 0, 1, 0.5))
    assert demo.stage.failed
    assert "ZeroDivisionError" in demo.stage.note
    hold(demo, 0, pixels(demo, 0, 4, 0.5))
    assert (demo.values["step"], demo.stage.failed) == (1, False)


def test_a_rule_without_a_number_leaves_its_slider_alone():
    class Lost(Walk):
        grips = (Grip("step", take=lambda x, y, v: {"step": float("nan")}, way="x"),)

    demo = Lost(step=3)
    hold(demo, 0, (50, 50))
    assert (demo.values["step"], demo.stage.failed) == (3, False)


def test_a_grip_of_an_unknown_slider_is_refused_when_the_demo_opens():
    class Wrong(Walk):
        grips = (Grip("stepp"),)

    with pytest.raises(ValueError, match="no control 'stepp'; it has: step, speed"):
        Wrong()


def test_pixels_and_data_are_each_others_inverse_from_the_top_left():
    figure = Figure(figsize=(4, 3), dpi=100)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 4), ylim=(0, 3))
    assert to_pixels(ax, 1, 1) == [100, 200]
    assert to_data(ax, 100, 200) == pytest.approx((1, 1))
    assert to_pixels(ax, 99, None) == [400, 150]
    assert to_pixels(ax, None, 1) == [200, 200]
    ax.set(xscale="log", xlim=(0.01, 100))
    assert to_pixels(ax, 1, 3) == [200, 0]
    assert to_pixels(ax, -1, 3) == [0, 0]
    assert to_pixels(ax, np.nan, 3) is None


def test_pixels_are_those_of_the_whole_figure_in_a_part_of_it_too():
    figure = Figure(figsize=(4, 3), dpi=100)
    upper, lower = figure.subfigures(2, 1)
    for part, down in ((upper, 75), (lower, 225)):
        ax = part.add_axes((0, 0, 1, 1))
        assert to_pixels(ax, 0.5, 0.5) == [200, down]
        assert to_data(ax, 200, down) == pytest.approx((0.5, 0.5))
        assert box(ax) == [0, down - 75, 400, 150]


def test_dragging_redraws_where_the_slider_does():
    class Redrawn(Walk):
        redraws = ("step",)

    demo = Redrawn()
    still = demo.stage.still
    hold(demo, 0, pixels(demo, 0, 5, 0.5))
    assert demo.values["step"] == 10
    assert demo.stage.still is not still


def test_nearest_is_the_closest_position_whatever_the_number():
    rng = np.random.default_rng(0)
    for slider in (
        Slider("n", "n", 1, 9, 3, step=2),
        Slider("x", "x", -1.0, 0.75, 0.1, step=0.1),
        Slider("t", "t", 0.01, 100, 1, step=0.25, log=True),
    ):
        places = np.array(slider.positions())
        scale = np.log10 if slider.log else np.asarray
        for value in rng.uniform(slider.low, slider.high, 50):
            far = np.abs(scale(places) - scale(value)).min()
            got = slider.nearest(value)
            assert abs(scale(got) - scale(value)) == pytest.approx(far, abs=1e-9)
            assert slider.check(got) == got
        assert slider.nearest(-1e300) == slider.low
        assert slider.nearest(float("inf")) == slider.high
