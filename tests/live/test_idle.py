"""A control that changes nothing is grey and says why, wherever the demo is shown."""

import pytest

from course_utils.live import Choice, Grip, Idle, Toggle
from course_utils.live.tabulated import Tabulated
from tests.demos.alive import check_alive
from tests.live.test_demo import Dots
from tests.live.test_tabulated import recorded

WHY = "all dots are on the floor"


class Floor(Dots):
    """Dots that lie on the floor when told to; then their slope does not matter."""

    controls = (*Dots.controls, Toggle("flat", "on the floor"))
    presets = ()
    redraws = ()
    idle = (
        Idle("slope", WHY, lambda v, r: v["flat"]),
        Idle("slope", "the dots are all in one place", lambda v, r: v["seed"] == 99),
        Idle("colour", "nothing has a colour", lambda v, r: True),
    )
    grips = (Grip(y="slope", at=lambda v, r: (1, v["slope"]), label="the end"),)

    @staticmethod
    def compute(slope, colour, seed, flat):
        still = flat or seed == 99
        return Dots.compute(0.0 if still else slope, colour, seed)


def test_what_changes_nothing_is_disabled_and_the_page_is_told_why():
    demo = Floor()
    assert not demo.widgets["slope"].disabled
    assert demo.stage.idle == {"colour": "nothing has a colour"}
    demo.widgets["flat"].value = True
    assert demo.widgets["slope"].disabled
    assert demo.stage.idle["slope"] == WHY
    demo.reset()
    assert not demo.widgets["slope"].disabled


def test_a_demo_opened_by_a_copied_call_is_grey_at_once_and_the_first_reason_counts():
    demo = Floor(flat=True, seed=99, slope=0.3)
    again = eval(repr(demo), {"Floor": Floor})
    assert again.stage.idle["slope"] == WHY
    assert again.values["slope"] == 0.3
    assert again.widgets["slope"].disabled


def test_a_grip_that_moves_nothing_is_put_away():
    demo = Floor()
    assert demo.stage.places[0] is not None
    demo.set(flat=True)
    assert demo.stage.places == [None]


def test_there_is_nothing_to_draw_where_the_seed_rests():
    class Fixed(Dots):
        idle = (
            Idle("seed", "red dots do not move", lambda v, r: v["colour"] == "red"),
        )

    demo = Fixed()
    assert not demo.buttons["new draw"].disabled
    demo.set(colour="red")
    assert demo.buttons["new draw"].disabled


def test_a_recorded_page_knows_in_each_frame_which_control_rests():
    data = recorded(Floor().tabulate("slope", "flat", most=3))
    assert data["idle"]["texts"] == ["", WHY]
    assert data["idle"]["worn"] == [[0, 0], [1, 0]] * 3
    assert Tabulated(Dots(), ("slope",), 3).data()["idle"]["worn"] == []


def test_a_dead_control_is_found():
    class Dead(Floor):
        idle = Floor.idle[:2]

    with pytest.raises(AssertionError, match="colour is dead in Dead"):
        check_alive(Dead())


def test_a_control_that_is_seen_in_the_still_picture_alone_is_alive():
    class Behind(Floor):
        controls = (Choice("shade", "shade", ("r", "b"), default="r"),)
        presets, grips, idle, redraws = (), (), (), ("shade",)

        @staticmethod
        def compute(shade):
            return {}

        def draw(self, figure, values):
            figure.subplots().plot([0, 1], color=values["shade"])
            return []

        def update(self, result):
            pass

        @staticmethod
        def headline(result):
            return "always the same"

    class Blind(Behind):
        def draw(self, figure, values):
            return super().draw(figure, {"shade": "r"})

    check_alive(Behind())
    with pytest.raises(AssertionError, match="shade is dead in Blind"):
        check_alive(Blind())


def test_a_control_that_is_grey_for_no_reason_is_found():
    class Grey(Floor):
        idle = (*Floor.idle, Idle("slope", "so it is said", lambda v, r: v["seed"] > 0))

    with pytest.raises(AssertionError, match="slope is grey, but changes"):
        check_alive(Grey())


def test_a_control_that_wakes_itself_is_found():
    class Waking(Floor):
        idle = (
            Idle("slope", "only at 0.5", lambda v, r: v["flat"] and v["slope"] == 0.5),
            Floor.idle[2],
        )

    with pytest.raises(AssertionError, match="wakes itself"):
        check_alive(Waking(), states=[{**Waking.defaults(), "flat": True}])


def test_a_demo_that_keeps_its_word_passes():
    check_alive(Floor())
