"""A set of points is a value: checked, copied as a call, made by a hand."""

import numpy as np
import pytest

from course_utils.live import Points
from course_utils.live.grips import to_pixels
from tests.live.handy import Cloud

POINTS = Cloud.controls[0]
PLAIN = Points("points", "points", xs=(0.0, 1.0), ys=(0.0, 1.0))


def hold(demo, rows):
    turn = demo.stage.held.get("turn", ["test", 0])[1] + 1
    demo.stage.held = {"hand": 0, "points": rows, "turn": ["test", turn]}


def test_a_value_becomes_tuples_of_numbers():
    assert POINTS.check([[1, 0, 1]]) == ((1.0, 0.0, 1),)
    assert POINTS.check(np.array([[1, 0.5, 1.0]])) == ((1.0, 0.5, 1),)
    assert PLAIN.check([]) == ()
    assert PLAIN.check(np.zeros((2, 2), np.float32)) == ((0.0, 0.0), (0.0, 0.0))


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "points",
        [1, 2],
        [[1]],
        [[0, 0]],
        [[0, 0, 2]],
        [[0, 0, 0.5]],
        [[0, 0, -1]],
        [[3, 0, 0]],
        [[0, np.nan, 0]],
        [[0, 10**400, 0]],
        [[0, "0", 0]],
        [[0, 0, 0, 0]],
        [[0, 0, 0]] * 201,
        [[0, 0, 0]] * 100_000,
    ],
)
def test_what_are_no_points_is_refused_in_one_short_sentence(value):
    with pytest.raises(
        ValueError, match=r"at most 200 points: x from -2 to 2, y fr"
    ) as e:
        Cloud(points=value)
    assert len(str(e.value)) < 250
    assert "class from 0 to 1; but got" in str(e.value)


def test_a_copied_call_opens_the_same_set_and_the_default_is_left_out():
    demo = Cloud(points=((0.25, -0.5, 1), (0, 0, 0)), scale=2)
    assert repr(demo) == "Cloud(points=((0.25, -0.5, 1), (0.0, 0.0, 0)), scale=2)"
    assert eval(repr(demo)).values == demo.values
    assert repr(Cloud()) == "Cloud(scale=1)"
    assert eval(repr(Cloud())).values == Cloud().values


def test_presets_are_ready_made_sets_and_reset_brings_the_first_back():
    demo = Cloud()
    demo.apply("a pile")
    assert demo.values["points"] == ((0.0, 0.0, 0), (0.0, 0.0, 0))
    demo.apply("none")
    assert demo.stage.places == [[]]
    demo.reset()
    assert demo.values["points"] == POINTS.default


def test_a_hand_adds_and_moves_on_steps_and_leaves_the_others_as_they_are():
    demo = Cloud(points=((0.123456, 0.5, 0),))
    at = to_pixels(demo.figure.axes[0], 1.017, -0.249)
    hold(demo, [[0.123456, 0.5, 0], [*at, 1, 1]])
    assert demo.values["points"] == ((0.123456, 0.5, 0), (1.02, -0.25, 1))
    assert demo.stage.answered == ["test", 1]
    rows = demo.stage.places[0]
    assert [row[:3] for row in rows] == [[0.123456, 0.5, 0], [1.02, -0.25, 1]]
    assert rows[1][3:] == pytest.approx(at, abs=1.5)
    hold(demo, [row[:3] for row in rows[1:]])
    assert demo.values["points"] == ((1.02, -0.25, 1),)


def test_a_hand_outside_stays_at_the_edge_and_no_more_than_fit_are_kept():
    demo = Cloud()
    hold(demo, [[-1e6, 1e6, 0, 1]])
    assert demo.values["points"] == ((-2.0, -1.0, 0),)
    hold(demo, [[0, 0, 0]] * 1000)
    assert len(demo.values["points"]) == 200
    assert not demo.stage.failed


def test_a_hand_beyond_all_numbers_stays_at_the_edge():
    assert PLAIN._on_step(1.7e308, (0.0, 10.0)) == 10.0  # over a step it is infinite
    assert PLAIN._on_step(-1.7e308, (0.0, 10.0)) == 0.0


@pytest.mark.parametrize(
    "rows",
    [
        None,
        7,
        "abc",
        {"a": 1},
        [None, 3, "abc", [], [1], [1, 2]],
        [[None, 0, 0], [0, 0, 9], [0, 0, 0.5], ["0", 0, 0], [True, 0, 0]],
        [[float("nan"), 0, 0, 1], [1e308, 1e308, 1, 0, 0, 0]],
    ],
)
def test_rows_without_sense_are_left_out(rows):
    demo = Cloud()
    hold(demo, rows)
    assert not demo.stage.failed
    for x, y, label in demo.values["points"]:
        assert -2 <= x <= 2
        assert -1 <= y <= 1
        assert label in (0, 1)
    hold(demo, [[0, 0, 1]])
    assert demo.values["points"] == ((0.0, 0.0, 1),)


def test_points_on_top_of_each_other_and_of_one_class_are_points():
    demo = Cloud(points=[(1, 1, 1)] * 5)
    assert demo.stage.places[0] == [demo.stage.places[0][0]] * 5
    assert np.isfinite(demo.result["apart"])


def test_random_sets_are_valid_and_sometimes_awkward():
    rng = np.random.default_rng(0)
    for control in (POINTS, PLAIN):
        drawn = [control.draw(rng) for _ in range(80)]
        for value in drawn:
            assert control.check(value) == value
        assert {0, 1, 200} <= set(map(len, drawn))
        assert any(len(v) > 1 and len(set(v)) == 1 for v in drawn)
        for value in control.ends:
            assert control.check(value) == value


def test_random_sets_move_the_demo_without_trouble():
    rng, demo = np.random.default_rng(1), Cloud()
    read = {"Cloud": lambda **values: demo._checked(values)}
    for _ in range(30):
        demo.set(points=POINTS.draw(rng))
        assert len(demo.stage.places[0]) == len(demo.values["points"])
        assert eval(repr(demo), read) == demo.values


def test_the_front_end_knows_where_points_may_lie():
    spec = Cloud().stage.hands[0]
    ax = Cloud().figure.axes[0]
    left, top = to_pixels(ax, -2, 1)
    right, bottom = to_pixels(ax, 2, -1)
    assert spec["box"] == pytest.approx(
        [left, top, right - left, bottom - top], abs=0.2
    )
    assert spec["classes"] == ["orange", "blue"]
    assert spec["stride"] >= 0.01 * (right - left) / 4


def test_a_page_without_a_kernel_offers_the_sets_of_the_presets():
    table = Cloud().tabulate("points", most=5)
    control = table.data()["controls"][0]
    assert control["kind"] == "choice"
    assert control["readouts"] == ["3 points", "none", "a pile"]
    assert len(set(table.frames)) == 3
    assert table.data()["presets"][1]["at"] == [2]
