"""Grips on pages without a kernel, pins, players, and a demo that answers hands."""

import json
import re
from itertools import product

import numpy as np
import pytest

from course_utils.live import Grip, Slider
from course_utils.live.player import QUICKEST, SLOWEST, Player, pace
from tests.live.handy import Cloud, Grips, Pad, Walk
from tests.live.holding import check_hands
from tests.live.test_demo import Dots


def _twice(x, y, values):
    return {"step": 2 * x}


def _greedy(x, y, values):
    grown = values["radius"] + 10 * abs(round(x - values["x"], 1))
    return {"x": x, "y": y, "radius": grown}


def recorded(table):
    text = re.search(r'json">(.*?)</script>', table._repr_html_(), re.S).group(1)
    return json.loads(text.replace("<\\/", "</"))


def test_a_page_keeps_the_place_of_each_living_grip_in_every_frame():
    demo = Grips()
    table = demo.tabulate("x", "radius", most=4)
    data = recorded(table)
    assert [grip["label"] for grip in data["grips"]] == [
        "the circle's centre",
        "the circle's rim",
    ]
    assert [grip["moves"] for grip in data["grips"]] == [[0], [1]]
    places = data["grips"][0]["places"]
    assert len(places) == len(data["lengths"])
    for (x, radius), place in zip(product(*table.positions), places, strict=True):
        demo.set(x=x, radius=radius)
        assert place == demo.stage.places[0]


def test_a_grip_whose_sliders_are_fixed_is_no_grip_on_a_page():
    assert (
        recorded(Grips().tabulate("row", most=2))["grips"][0]["label"] == "the window"
    )
    assert recorded(Walk().tabulate("speed", most=3))["grips"] == []


def test_a_page_knows_how_to_play_a_time_and_nothing_else():
    data = recorded(Walk().tabulate("step", "speed", most=5))
    assert data["controls"][0]["play"] == pace(5)
    assert "play" not in data["controls"][1]


def test_a_page_marks_frames_whose_axes_differ():
    class Zoomed(Walk):
        def update(self, result):
            super().update(result)
            self.figure.axes[0].set_xlim(0, 21 if result["step"] < 10 else 30)

    axes = recorded(Zoomed().tabulate("step", most=21))["axes"]
    assert len(axes) == 21
    assert len(set(axes)) == 2
    assert axes.index(axes[-1]) == 10
    assert recorded(Walk().tabulate("step", most=3))["axes"] == []


def test_the_mark_of_the_axes_changes_with_their_range_alone():
    demo = Walk()
    before = demo.stage.axes
    demo.set(step=5)
    assert demo.stage.axes == before
    demo.figure.axes[0].set_xlim(0, 3)
    demo.set(step=6)
    assert demo.stage.axes != before


@pytest.mark.parametrize("demo", [Cloud, Grips, Pad, Walk])
def test_hands_keep_what_they_promise_in_any_state(demo):
    check_hands(demo())


def test_a_grip_that_stands_or_goes_elsewhere_is_found_out():
    class Astray(Walk):
        grips = (Grip(at=lambda v, r: (v["step"], 0.5), take=_twice, moves=("step",)),)

    class Greedy(Grips):
        grips = (Grip("x", "y", take=_greedy),)

    with pytest.raises(AssertionError, match="held still, it moved"):
        check_hands(Astray())
    with pytest.raises(AssertionError, match=r"'radius'.* moved"):
        check_hands(Greedy())


@pytest.mark.parametrize("count", [1, 2, 5, 21, 101, 1000, 100_000])
def test_a_slider_is_played_at_a_speed_that_one_can_follow(count):
    chosen = pace(count)
    assert QUICKEST <= chosen["interval"] <= SLOWEST
    assert chosen["stride"] >= 1
    if count > 20:
        took = chosen["interval"] * count / chosen["stride"]
        assert 4500 <= took <= 8500


def test_only_a_slider_that_is_a_time_has_a_player_and_it_knows_its_positions():
    def players(demo):
        boxes = demo.panel.children[1].children
        inner = [w for box in boxes for w in getattr(box, "children", ())]
        return [w for w in inner if isinstance(w, Player)]

    (player,) = players(Walk())
    assert player.values == Walk.control("step").positions()
    assert players(Dots()) == []
    assert not Slider("x", "x", 0.0, 1.0, 0.5).playable


def test_what_lives_in_the_picture_has_no_widget_beside_it():
    for demo, count in ((Cloud(), 1), (Pad(), 2), (Grips(), 6)):
        assert len(demo.panel.children[1].children) == count
        assert set(demo.widgets) == {control.name for control in demo.controls}


def test_a_value_set_by_hand_is_not_lost_when_a_slider_moves_and_the_other_way():
    demo = Cloud()
    demo.stage.held = {"hand": 0, "points": [[1, 1, 1]], "turn": ["a", 1]}
    demo.widgets["scale"].value = 1.5
    assert demo.values == {"points": ((1.0, 1.0, 1),), "scale": 1.5}
    demo.stage.held = {"hand": 0, "points": [], "turn": ["a", 2]}
    assert demo.values == {"points": (), "scale": 1.5}
    assert demo.widgets["points"].value == ()


def test_a_hand_that_meets_an_error_leaves_a_demo_that_works():
    class Fragile(Cloud):
        @staticmethod
        def compute(points, scale):
            if len(points) == 2:
                raise RuntimeError("not two")
            return Cloud.compute(points, scale)

    demo = Fragile()
    demo.stage.held = {"hand": 0, "points": [[0, 0, 0]] * 2, "turn": ["a", 1]}
    assert demo.stage.failed
    assert demo.stage.answered == ["a", 1]
    assert len(demo.stage.places[0]) == 2, "what was made is not lost"
    demo.stage.held = {"hand": 0, "points": [[0, 0, 0]] * 3, "turn": ["a", 2]}
    assert not demo.stage.failed
    assert len(demo.values["points"]) == 3


def test_hundreds_of_moves_end_in_the_state_of_the_last_one():
    demo = Grips()
    rng = np.random.default_rng(0)
    left, top, width, height = demo.stage.hands[0]["box"]
    for turn in range(200):
        at = [left + width * rng.uniform(), top + height * rng.uniform()]
        demo.stage.held = {"hand": 0, "at": at, "turn": ["a", turn]}
    assert demo.stage.frame == Grips(**demo.values).stage.frame
    assert demo.stage.places == Grips(**demo.values).stage.places
