"""Strokes on a pad are a value: checked, copied as a call, drawn by a hand."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.data import sketches
from course_utils.live import Ink, Sketch, sketch
from tests.live.handy import Pad

STROKES = Pad.controls[0]


def hold(demo, strokes):
    turn = demo.stage.held.get("turn", ["test", 0])[1] + 1
    demo.stage.held = {"hand": 0, "strokes": strokes, "turn": ["test", turn]}


def test_the_pad_is_the_one_that_pictures_are_made_from():
    assert sketch.PAD == sketches.PAD


def test_a_value_becomes_tuples_of_whole_numbers():
    assert STROKES.check([[1, 2, 3, 4], np.array([5, 6])]) == ((1, 2, 3, 4), (5, 6))
    assert STROKES.check([]) == ()


@pytest.mark.parametrize(
    "value",
    [
        None,
        4,
        "abc",
        [1, 2],
        [[1]],
        [[1, 2, 3]],
        [[]],
        [[0, 281]],
        [[-1, 0]],
        [[0.5, 0.5]],
        [[True, 1]],
        [[float("nan"), 1]],
        [[10**400, 1]],
        [[1, 2]] * 51,
        [[1, 2] * 2001],
    ],
)
def test_what_are_no_strokes_is_refused_in_one_short_sentence(value):
    with pytest.raises(ValueError, match="strokes must be at most 50 strokes") as error:
        Pad(strokes=value)
    assert len(str(error.value)) < 250


def test_a_copied_call_opens_the_same_drawing_and_an_empty_pad_is_left_out():
    demo = Pad(strokes=[[1, 2, 3, 4]])
    assert repr(demo) == "Pad(strokes=((1, 2, 3, 4),), pen=2.2, doubled=False)"
    assert eval(repr(demo)).values == demo.values
    assert repr(Pad()) == "Pad(pen=2.2, doubled=False)"


def test_what_a_hand_draws_is_the_value_and_the_picture_follows():
    demo = Pad()
    frame = demo.stage.frame
    hold(demo, [[10, 10, 100, 100]])
    assert demo.values["strokes"] == ((10, 10, 100, 100),)
    assert demo.stage.frame != frame
    assert demo.stage.answered == ["test", 1]
    assert demo.stage.places == [{"strokes": [[10, 10, 100, 100]], "brush": 22}]
    demo.set(pen=4.0)
    assert demo.stage.places[0]["brush"] == 40


@pytest.mark.parametrize(
    ("drawn", "kept"),
    [
        (None, ()),
        ({"a": 1}, ()),
        ("abc", ()),
        ([None, 3, "abc", [], [1], [None, 2], ["a", "b"], [1, float("inf")]], ()),
        ([[1, 2, 3]], ((1, 2),)),
        ([[-50, 1e300]], ((0, 280),)),
        ([[1.4, 2.6]], ((1, 3),)),
    ],
)
def test_what_cannot_be_a_stroke_is_left_out_or_brought_onto_the_pad(drawn, kept):
    demo = Pad()
    hold(demo, drawn)
    assert demo.values["strokes"] == kept
    assert not demo.stage.failed


def test_a_hand_that_draws_too_much_loses_nothing_of_what_was_there():
    demo = Pad()
    hold(demo, [[1, 2] * 3000, [5, 5]])
    assert demo.values["strokes"] == ((1, 2) * 2000,)
    hold(demo, [[k, k] for k in range(100)])
    assert demo.values["strokes"] == tuple((k, k) for k in range(50))


def test_random_strokes_are_valid_and_move_the_demo_without_trouble():
    rng, demo = np.random.default_rng(0), Pad()
    counts = set()
    for _ in range(60):
        drawn = STROKES.draw(rng)
        assert STROKES.check(drawn) == drawn
        demo.set(strokes=drawn)
        assert np.isfinite(demo.result["ink"])
        assert np.isfinite(sketches.rasterize(drawn)).all()
        counts |= {len(drawn), *map(len, drawn)}
    assert {0, 2, 5} <= counts
    for value in STROKES.ends:
        assert STROKES.check(value) == value


def test_ink_is_as_wide_as_the_pen_and_shows_a_dot():
    figure = Figure(figsize=(2.8, 2.8), dpi=100)
    ink = Ink(figure.add_axes((0, 0, 1, 1)))
    ink.set_strokes([(10, 10, 50, 10), (140, 140)], brush=2)
    assert ink.get_linewidth()[0] * 100 / 72 == pytest.approx(20)
    assert [len(segment) for segment in ink.get_segments()] == [2, 2]
    ink.set_strokes([])
    assert ink.get_segments() == []


def test_strokes_and_points_are_counted_in_words():
    assert [STROKES.counted(s) for s in ((), ((1, 1),), ((1, 1), (2, 2)))] == [
        "no strokes",
        "1 stroke",
        "2 strokes",
    ]


def test_a_brush_may_be_a_number():
    assert Sketch("s", "s", brush=3.0).pen({}) == 3.0


def test_a_page_without_a_kernel_offers_the_drawings_of_the_presets():
    table = Pad().tabulate("strokes", "doubled")
    assert table.data()["controls"][0]["readouts"] == ["empty", "one"]
    assert len(set(table.frames)) == 4
