"""What can be held in a picture is said in the words of the demo."""

from course_utils.gallery.holding import held, label_of, sentence
from course_utils.live import Choice, Grip, Points, Sketch, Slider
from tests.live.test_demo import Dots


class Handy(Dots):
    controls = (
        Slider("a", "height a", 0, 9, 1, step=1, playable=True),
        Choice("colour", "colour", ("r", "b"), "r"),
        Points("dots", "the data"),
        Sketch("digit", "a digit"),
    )
    grips = (
        Grip("a", label="the end"),
        Grip(y="a"),
        Grip(y="a", axes=1),
    )


def test_everything_that_a_demo_declares_is_named_once():
    assert held(Handy) == {
        "drag": ["the end", "height a"],
        "points": ["the data"],
        "draw": ["a digit"],
        "play": ["height a"],
    }
    assert sentence(Handy) == (
        "Drag “the end” and “height a”; set, drag and delete “the data”; "
        "draw “a digit”; play “height a”."
    )


def test_a_demo_that_only_has_sliders_says_nothing():
    assert held(Dots) == {}
    assert sentence(Dots) == ""


def test_a_grip_without_a_label_is_called_after_its_sliders():
    class Two(Handy):
        controls = (Slider("a", "side a", 0, 9, 1), Slider("b", "side b", 0, 9, 1))

    assert label_of(Two, Grip("a", "b")) == "side a, side b"
