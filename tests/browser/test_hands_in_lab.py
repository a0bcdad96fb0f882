"""Hands in the picture of demos in JupyterLab: mouse, finger and keys."""

import math

import pytest

from course_utils.maintain.browser.hands import follow_hand
from course_utils.maintain.browser.lab import write_notebook
from tests.browser.hands import (
    SOURCE,
    Scene,
    fingers,
    middle,
    send_pointers,
    shifted,
    strokes,
)

GRIPS, CLOUD, PAD, WALK, DIGIT = 1, 2, 3, 4, 6
READERS = "from course_utils.demos.lenet import YourDigit\nYourDigit()"
CELLS = SOURCE, "grips = Grips()\ngrips", "Cloud()", "Pad()", "Walk()", "grips", READERS
CENTRE, RIM, THRESHOLD, WINDOW = range(4)


@pytest.fixture(scope="module")
def desk(lab):
    """A page with all demos of tests/live/handy.py, one in each cell."""
    with lab.page(height=1400) as page:
        page.open(write_notebook(lab.folder, "hands.ipynb", *CELLS))
        page.run_all()
        assert page.failures() == []
        yield page
        assert page.errors == []


def opened(desk, cell):
    scene = Scene(desk, cell)
    scene.press("reset")
    desk.tab.mouse.move(2, 2)
    return scene


@pytest.fixture
def grips(desk):
    return opened(desk, GRIPS)


@pytest.fixture
def cloud(desk):
    scene = opened(desk, CLOUD)
    scene.layer = scene.output.locator(".course-points")
    scene.output.get_by_role("button", name="orange").click()
    return scene


@pytest.fixture
def pad(desk):
    scene = opened(desk, PAD)
    scene.layer = scene.output.locator(".course-pad")
    return scene


@pytest.fixture
def walk(desk):
    scene = opened(desk, WALK)
    scene.button = scene.output.locator(".course-player button").first
    yield scene
    desk.tab.emulate_media(reduced_motion="reduce")


# Grips -----------------------------------------------------------------------------


def test_a_grip_moves_the_sliders_and_the_picture(grips):
    before, start = grips.picture(), grips.grip(CENTRE)
    unit = (grips.grip(RIM)[0] - start[0]) / grips.slider("radius")
    grips.drag(start, shifted(start, 10, 0), shifted(start, unit, -1.5 * unit))
    assert grips.slider("to the side") == pytest.approx(1.5)
    assert grips.slider("up y") == pytest.approx(1.0)
    assert "x=1.5, y=1, radius=1," in grips.state()
    assert grips.picture() != before
    assert grips.grip(CENTRE) == pytest.approx(shifted(start, unit, -1.5 * unit), abs=2)


def test_a_grip_taken_at_its_side_does_not_jump(grips):
    start = shifted(grips.grip(CENTRE), 6, 5)
    grips.drag(start, shifted(start, 1, 0))
    assert "x=0.5, y=-0.5," in grips.state()


def test_a_line_can_be_taken_anywhere_and_the_window_by_its_whole_area(grips):
    line = grips.grip(THRESHOLD)
    grips.drag(shifted(line, 0, 70), shifted(line, 30, 70))
    assert grips.slider("threshold") > 1
    window = grips.grip(WINDOW)
    grips.drag(shifted(window, 14, -12), shifted(window, 80, -12))
    assert grips.slider("column") > 12
    assert grips.slider("row") == 4


def test_a_finger_moves_a_grip_as_the_mouse_does(grips):
    start = grips.grip(CENTRE)
    grips.touch(start, shifted(start, -8, 0), shifted(start, -40, 20))
    assert grips.slider("to the side") < 0
    assert grips.slider("up y") < -0.5
    assert grips.grip(CENTRE) == pytest.approx(shifted(start, -40, 20), abs=4)


def test_rings_and_cursors_say_what_can_be_taken_and_targets_suit_a_finger(grips):
    targets = grips.output.locator(".course-grip")
    assert targets.count() == 4
    for number in range(4):
        box = targets.nth(number).bounding_box()
        assert min(box["width"], box["height"]) >= 24
    looks = targets.evaluate_all("all => all.map((e) => getComputedStyle(e).cursor)")
    assert looks == ["move", "move", "ew-resize", "move"]
    assert targets.first.get_attribute("title") == "the circle's centre"


def test_a_slider_and_a_preset_move_the_ring(grips):
    start = grips.grip(CENTRE)
    handle = grips.page.slider("to the side", within=grips.output)
    handle.locator(".noUi-handle").press("ArrowRight")
    grips.settle()
    assert grips.grip(CENTRE)[0] > start[0]
    grips.press("middle")
    assert grips.grip(CENTRE)[1] < start[1]


def test_a_pointer_that_leaves_the_window_while_pressed_loses_nothing(grips):
    start = grips.grip(CENTRE)
    grips.drag(start, shifted(start, 20, 0), (-300, 5000), up=False)
    grips.settle()
    assert "x=-2, y=-2," in grips.state()
    grips.tab.mouse.move(*shifted(start, 40, 0))
    grips.tab.mouse.up()
    grips.settle()
    kept = grips.state()
    grips.tab.mouse.move(*shifted(start, 90, 0))
    grips.settle()
    assert grips.state() == kept, "let go is let go"


def test_a_button_let_go_unseen_ends_the_gesture(grips):
    element = grips.output.locator(".course-grip").first
    x, y = grips.grip(CENTRE)
    send_pointers(
        element,
        [
            ["pointerdown", {"clientX": x, "clientY": y, "pointerId": 77}],
            ["pointermove", {"clientX": x + 9, "clientY": y, "pointerId": 77}],
            [
                "pointermove",
                {"clientX": x, "clientY": y, "pointerId": 77, "buttons": 0},
            ],
            ["pointermove", {"clientX": x - 99, "clientY": y, "pointerId": 77}],
        ],
    )
    grips.settle()
    assert grips.slider("to the side") > 0
    start = grips.grip(CENTRE)
    grips.drag(start, shifted(start, 30, 0))
    assert grips.grip(CENTRE)[0] > start[0] + 20


def test_a_second_finger_is_not_heard_and_does_not_take_over(grips):
    start, far = grips.grip(CENTRE), grips.on_screen(20, 300)
    with fingers(grips.tab) as put:
        put("touchStart", start)
        put("touchMove", shifted(start, 20, 0))
        put("touchStart", shifted(start, 20, 0), far)
        put("touchMove", shifted(start, 20, 0), shifted(far, 60, -100))
        put("touchEnd")
    grips.settle()
    moved = grips.grip(CENTRE)
    assert moved == pytest.approx(shifted(start, 20, 0), abs=4)
    grips.drag(moved, shifted(moved, 20, 0))
    assert grips.grip(CENTRE)[0] > moved[0] + 10


def test_ten_thousand_moves_a_second_end_where_the_hand_is(grips):
    element = grips.output.locator(".course-grip").first
    x, y = grips.grip(CENTRE)
    moves = [
        ["pointermove", {"clientX": x + 60 * math.sin(k / 9), "clientY": y + k % 50}]
        for k in range(10_000)
    ]
    down = ["pointerdown", {"clientX": x, "clientY": y}]
    up = ["pointerup", {"clientX": x + 20, "clientY": y}]
    last = ["pointermove", {"clientX": x + 20, "clientY": y}]
    frames = grips.frames()
    send_pointers(element, [down, *moves, last, up])
    grips.settle()
    assert grips.grip(CENTRE) == pytest.approx((x + 20, y), abs=4)
    assert grips.frames() - frames < 20


def test_two_views_of_a_demo_have_the_same_grips(desk, grips):
    start = grips.grip(CENTRE)
    grips.drag(start, shifted(start, 30, 30))
    state = grips.state()
    other = Scene(desk, 5)
    assert other.state() == state
    start = other.grip(CENTRE)
    other.drag(start, shifted(start, -50, 0))
    state = other.state()
    assert Scene(desk, GRIPS).state() == state


def test_how_a_picture_follows_a_hand_can_be_measured(desk, grips):
    seen = follow_hand(desk, GRIPS, "grip", seconds=1)
    assert 5 < len(seen.inputs) <= 61
    assert 1 < len(seen.frames) <= len(seen.inputs)
    assert len(seen.latencies()) == len(seen.frames)
    assert 0 < seen.latency < 5000


# Points ----------------------------------------------------------------------------


def test_a_click_adds_a_point_of_the_chosen_class_and_a_drag_moves_it(cloud):
    before = cloud.picture()
    x, y = middle(cloud.layer)
    cloud.output.get_by_role("button", name="blue").click()
    cloud.drag((x, y))
    assert cloud.state().count("(0.0, 0.0, 1)") == 1
    assert cloud.said().startswith("point 4 of 4 points: 0, 0")
    added = cloud.picture()
    assert added != before
    cloud.drag((x, y), (x + 30, y), (x + 80, y - 40))
    assert "(0.0, 0.0, 1)" not in cloud.state()
    assert cloud.state().count("(") == 1 + 1 + 4
    assert cloud.picture() not in (before, added)
    cloud.tab.keyboard.press("Delete")
    cloud.settle()
    assert cloud.state() == "Cloud(scale=1)"
    assert cloud.picture() == before


def test_a_press_that_moves_on_places_the_new_point_where_it_ends(cloud):
    x, y = middle(cloud.layer)
    cloud.drag((x, y), (x + 20, y), (x + 40, y + 30))
    assert cloud.said().startswith("point 4 of 4")
    assert "(0.0, 0.0, 0)" not in cloud.state()


def test_points_are_added_moved_and_deleted_by_keys(cloud):
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    cell = cloud.tab.evaluate(active)
    cloud.layer.focus()
    for key in ("Enter", "Escape", "Space", "Space", "ArrowRight", "Shift+ArrowUp"):
        cloud.tab.keyboard.press(key)
    cloud.settle()
    assert cloud.said().startswith("point 2 of 4")
    assert "(0.0, 0.0, 0)" in cloud.state()
    assert "(1.0, 0.5, 1)" not in cloud.state()
    cloud.tab.keyboard.press("1")
    cloud.settle()
    assert cloud.state().count(", 1)") == 1
    for _ in range(4):
        cloud.tab.keyboard.press("Delete")
    cloud.settle()
    assert cloud.state() == "Cloud(points=(), scale=1)"
    assert cloud.said() == "no points: click in the picture"
    cloud.tab.keyboard.press("Delete")
    cloud.tab.keyboard.press("ArrowLeft")
    assert cloud.tab.evaluate(active) == cell


def test_undo_goes_back_step_by_step_even_over_clear_and_presets(cloud):
    states = [cloud.state()]
    x, y = middle(cloud.layer)
    for k in range(3):
        cloud.drag((x + 25 * k, y + 30))
        states.append(cloud.state())
    cloud.press("clear")
    states.append(cloud.state())
    cloud.press("a pile")
    cloud.layer.focus()
    for state in reversed(states):
        cloud.tab.keyboard.press("Control+z")
        cloud.settle()
        assert cloud.state() == state
    assert len(set(states)) == 5


def test_a_finger_adds_and_moves_points(cloud):
    x, y = middle(cloud.layer)
    cloud.touch((x, y))
    assert "(0.0, 0.0, 0)" in cloud.state()
    cloud.touch((x + 15, y), (x + 30, y), (x + 75, y))
    assert "(0.0, 0.0, 0)" not in cloud.state()
    assert cloud.said().startswith("point 4 of 4")
    cloud.press("delete")
    assert cloud.state() == "Cloud(scale=1)"


def test_a_point_dragged_out_of_the_picture_stays_at_its_edge(cloud):
    x, y = middle(cloud.layer)
    cloud.drag((x, y), (x, y + 20), (x + 3000, y - 3000))
    assert "(2.0, 1.0, 0)" in cloud.state()


def test_points_on_top_of_each_other_are_taken_one_by_one(cloud):
    cloud.press("a pile")
    x, y = middle(cloud.layer)
    cloud.drag((x, y), (x + 50, y))
    assert cloud.state().count("(0.0, 0.0, 0)") == 1


def test_two_hundred_points_fit_and_a_sentence_says_so(cloud):
    cloud.press("none")
    left, top = shifted(middle(cloud.layer), -190, -60)
    events = []
    for k in range(205):
        at = {"clientX": left + 24 * (k % 17), "clientY": top + 24 * (k // 17)}
        events += [["pointerdown", at], ["pointerup", {**at, "buttons": 0}]]
    send_pointers(cloud.layer, events)
    cloud.settle()
    assert cloud.said() == "There is room for 200 points: delete some first."
    assert cloud.state().count("(") == 2 + 200
    assert cloud.output.locator(".course-error").count() == 0


# The pad ---------------------------------------------------------------------------


def test_a_digit_drawn_by_mouse_is_answered(pad):
    before = pad.picture()
    x, y = middle(pad.layer)
    pad.drag((x - 40, y - 50), (x, y - 50), (x + 40, y - 50), (x, y), (x - 20, y + 50))
    assert pad.state().startswith("Pad(strokes=((")
    assert len(strokes(pad)) == 1
    drawn = pad.picture()
    assert drawn != before
    pad.drag((x - 20, y), (x + 20, y))
    assert len(strokes(pad)) == 2
    pad.press("undo")
    assert pad.picture() == drawn
    pad.press("clear")
    assert pad.picture() == before
    assert pad.said() == "draw here with mouse, pen or finger"
    pad.press("undo")
    assert pad.picture() == drawn


def test_three_networks_read_a_digit_as_it_is_drawn(desk):
    scene = opened(desk, DIGIT)
    scene.press("clear")
    said = lambda: scene.canvas.get_attribute("aria-label")  # noqa: E731
    assert said().startswith("Nothing there; the three read ")
    x, y = middle(scene.output.locator(".course-pad"))
    corners = ((x - 60, y - 90), (x + 60, y - 90), (x, y), (x - 30, y + 90))
    scene.drag(*corners)
    assert said().startswith("All three read 7, ")


def test_a_finger_draws_too(pad):
    x, y = middle(pad.layer)
    pad.touch((x, y - 50), (x + 5, y - 10), (x + 5, y + 50))
    assert pad.state().startswith("Pad(strokes=((")
    assert pad.canvas.get_attribute("aria-label") == "1 strokes"


def test_keys_draw_too(pad):
    pad.layer.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowRight", "Space", "ArrowUp"):
        pad.tab.keyboard.press(key)
    pad.settle()
    assert "strokes=((140, 140, 140, 150, 140, 160, 150, 160),)" in pad.state()
    pad.tab.keyboard.press("Delete")
    pad.settle()
    assert "strokes" not in pad.state()


def test_a_stroke_that_leaves_the_pad_is_cut_at_its_edge_and_goes_on_inside(pad):
    x, y = middle(pad.layer)
    pad.drag(
        (x, y),
        (x + 40, y),
        (x + 400, y),
        (x + 400, y + 60),
        (x + 40, y + 60),
        (x, y + 60),
    )
    drawn = strokes(pad)
    assert len(drawn) == 2
    assert all(0 <= v <= 280 for stroke in drawn for v in stroke)
    assert len({v for stroke in drawn for v in stroke[1::2]}) == 2, "no slanting line"


def test_ten_thousand_points_a_second_are_thinned_and_nothing_breaks(pad):
    x, y = middle(pad.layer)
    moves = [
        [
            "pointermove",
            {
                "clientX": x + 60 * math.cos(k / 40) + 15 * math.cos(k),
                "clientY": y + 60 * math.sin(k / 40),
            },
        ]
        for k in range(10_000)
    ]
    down = ["pointerdown", {"clientX": x, "clientY": y}]
    up = ["pointerup", {"clientX": x, "clientY": y}]
    send_pointers(pad.layer, [down, *moves, up])
    pad.settle()
    assert pad.said() == "The pad is full: clear it to go on."
    assert 3900 <= sum(map(len, strokes(pad))) <= 4000
    pad.press("clear")
    assert "strokes" not in pad.state()


def test_a_second_finger_draws_nothing(pad):
    x, y = middle(pad.layer)
    with fingers(pad.tab) as put:
        put("touchStart", (x - 40, y))
        put("touchMove", (x - 40, y + 30))
        put("touchStart", (x - 40, y + 30), (x + 40, y))
        put("touchMove", (x - 40, y + 50), (x + 40, y + 30))
        put("touchEnd")
    pad.settle()
    (drawn,) = strokes(pad)
    assert max(drawn[::2]) < 140


# Play and pin ----------------------------------------------------------------------


def test_play_runs_to_the_end_and_stops_there(walk):
    walk.tab.emulate_media(reduced_motion="no-preference")
    before, frames = walk.picture(), walk.frames()
    walk.button.click()
    assert walk.button.get_attribute("aria-label") == "pause step k"
    walk.tab.wait_for_selector(".course-player[data-playing='no']", timeout=20_000)
    walk.settle()
    assert walk.slider("step") == 20
    assert walk.state().startswith("Walk(step=20,")
    assert walk.frames() - frames >= 20, "each step was seen"
    assert walk.picture() != before
    walk.button.click()
    walk.tab.wait_for_timeout(900)
    walk.button.click()
    walk.settle()
    assert 0 < walk.slider("step") < 20, "once more from the start, then paused"


def test_a_hand_on_the_slider_ends_the_play(walk):
    walk.tab.emulate_media(reduced_motion="no-preference")
    walk.button.click()
    walk.tab.wait_for_timeout(700)
    handle = walk.page.slider("step", within=walk.output).locator(".noUi-handle")
    handle.press("End")
    walk.tab.wait_for_selector(".course-player[data-playing='no']", timeout=5000)
    handle.press("Home")
    walk.tab.wait_for_timeout(900)
    assert walk.slider("step") == 0
    walk.output.get_by_role("button", name="back to the start").click()
    assert walk.slider("step") == 0


def test_nothing_moves_by_itself_for_those_who_asked_for_less_motion(walk):
    assert walk.button.get_attribute("aria-label") == "step step k"
    walk.button.click()
    walk.settle()
    walk.tab.wait_for_timeout(900)
    assert walk.slider("step") == 1
    walk.button.focus()
    walk.tab.keyboard.press("Enter")
    walk.settle()
    assert walk.slider("step") == 2


def test_pin_keeps_the_picture_as_a_ghost_until_it_is_let_go(grips):
    assert grips.ghost() is None
    grips.press("pin")
    pinned = grips.ghost()
    assert pinned > 0
    assert grips.output.locator(".course-pin").get_attribute("aria-pressed") == "true"
    start = grips.grip(CENTRE)
    grips.drag(start, shifted(start, 40, 0))
    assert grips.ghost() == pinned
    grips.press("unpin")
    assert grips.ghost() is None
