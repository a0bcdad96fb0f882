"""Every demo of the course with points or a pad, by finger; and play to its end."""

import pytest

from course_utils.gallery.catalogue import entries
from course_utils.live import Points, Sketch
from course_utils.maintain.browser.lab import write_notebook
from tests.browser.hands import Scene, middle, shifted, strokes

DEMOS = {entry.title: entry.load() for entry in entries()}


def with_a(kind):
    return [
        name
        for name, demo in DEMOS.items()
        if any(isinstance(control, kind) for control in demo.controls)
    ]


def playable(name):
    return next(
        (c for c in DEMOS[name].controls if getattr(c, "playable", False)), None
    )


HELD = with_a(Points) + with_a(Sketch)
PLAYED = [name for name in HELD if playable(name)]


@pytest.fixture(scope="module")
def lessons(lab):
    """A page with each of these demos in a cell."""
    cells = [f"from {DEMOS[n].__module__} import {n}\n{n}()" for n in HELD]
    with lab.page(height=1400) as page:
        page.open(write_notebook(lab.folder, "lessons.ipynb", *cells))
        page.run_all()
        assert page.failures() == []
        yield page
        assert page.errors == []


def scene_of(lessons, name):
    return Scene(lessons, HELD.index(name))


def test_the_course_has_points_and_pads():
    assert len(with_a(Points)) >= 5
    assert len(with_a(Sketch)) >= 2
    assert PLAYED


@pytest.mark.parametrize("name", with_a(Points))
def test_a_finger_adds_a_point_and_moves_it_and_undo_takes_both_back(lessons, name):
    scene = scene_of(lessons, name)
    scene.press("clear")
    empty = scene.picture()
    place = shifted(middle(scene.output.locator(".course-points").first), -15, 10)
    scene.touch(place)
    assert scene.said().startswith("point 1 of 1")
    added = scene.state(), scene.picture()
    assert added[1] != empty
    scene.touch(place, shifted(place, 12, 0), shifted(place, 50, -30))
    assert scene.said().startswith("point 1 of 1")
    assert scene.state() != added[0]
    assert scene.picture() != added[1]
    scene.press("undo")
    assert (scene.state(), scene.picture()) == added
    scene.press("undo")
    assert scene.picture() == empty


@pytest.mark.parametrize("name", with_a(Sketch))
def test_a_finger_draws_a_digit_and_the_demo_answers(lessons, name):
    scene = scene_of(lessons, name)
    scene.press("clear")
    empty = scene.picture(), scene.canvas.get_attribute("aria-label")
    x, y = middle(scene.output.locator(".course-pad"))
    scene.touch((x, y - 70), (x + 4, y - 30), (x, y + 10), (x + 3, y + 70))
    assert len(strokes(scene)) == 1
    assert scene.picture() != empty[0]
    assert scene.canvas.get_attribute("aria-label") != empty[1]


@pytest.mark.parametrize("name", PLAYED)
def test_play_goes_to_the_end_of_the_training_on_ones_own_points(lessons, name):
    scene, control = scene_of(lessons, name), playable(name)
    scene.press("reset")
    lessons.tab.emulate_media(reduced_motion="no-preference")
    try:
        before = scene.picture()
        player = scene.output.locator(".course-player")
        player.get_by_role("button", name=f"play {control.label}").click()
        if scene.slider(control.label) > control.low:  # it goes on from where it stands
            assert player.get_attribute("data-playing") == "yes"
        lessons.tab.wait_for_function(
            "player => player.dataset.playing === 'no'",
            arg=player.element_handle(),
            timeout=60_000,
        )
        scene.settle()
    finally:
        lessons.tab.emulate_media(reduced_motion="reduce")
    assert scene.slider(control.label) == control.high
    assert scene.picture() != before
