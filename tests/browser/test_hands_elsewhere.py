"""Hands without a kernel, on dense screens, in large type, in narrow windows."""

import io

import numpy as np
import pytest
from PIL import Image

from course_utils import projector
from course_utils.live import tabulated
from course_utils.maintain.browser.lab import write_notebook
from tests.browser.hands import SOURCE, Scene, middle, shifted, strokes
from tests.live.handy import Cloud, Grips, Walk

GRIPS, WALK, CLOUD, ZOOMED = range(4)


class Zoomed(Walk):
    """A walk whose axes show more from step 10 on."""

    name = "Zoomed"

    def update(self, result):
        super().update(result)
        self.figure.axes[0].set_xlim(-1, 21 if result["step"] < 10 else 41)


def write_page(path):
    """Write a page with four recorded demos, as the site has them."""
    tables = (
        Grips().tabulate("x", "y", most=15),
        Walk().tabulate("step", most=21),
        Cloud().tabulate("points"),
        Zoomed().tabulate("step", most=21),
    )
    fragments = "\n".join(table.fragment() for table in tables)
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><title>page</title>'
        f"<style>{tabulated.styles()}</style>{fragments}"
        f"<script>{tabulated.scripts()}</script>",
        encoding="utf-8",
    )
    return path.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return write_page(tmp_path_factory.mktemp("page") / "page.html")


@pytest.fixture
def scenes(blank, address):
    page = blank
    page.visit(address)
    page.tab.wait_for_function(
        "document.querySelectorAll('canvas[role=img]:not([data-frames=\"0\"])')"
        ".length === 4"
    )
    demos = page.tab.locator(".course-tabulated")
    yield [Scene(page, output=demos.nth(number)) for number in range(4)]
    assert page.errors == []


def sliders(scene):
    return scene.output.locator("output").all_inner_texts()


@pytest.mark.parametrize("way", ["drag", "touch"])
def test_a_grip_moves_its_sliders_without_a_kernel(scenes, way):
    scene = scenes[GRIPS]
    scene.output.scroll_into_view_if_needed()
    before, start = scene.picture(), scene.grip()
    assert sliders(scene) == ["0.5", "-0.5"]
    goal = shifted(start, 20, -30)
    getattr(scene, way)(start, shifted(start, 5, -5), goal)
    x, y = map(float, sliders(scene))
    assert x > 0.8
    assert y > 0.2
    assert f"x={x:g}, y={y:g}," in scene.state()
    assert scene.picture() != before
    assert scene.grip() == pytest.approx(goal, abs=6)
    getattr(scene, way)(scene.grip(), shifted(goal, 900, 0))
    assert sliders(scene)[0] == "2.0"


def test_only_grips_with_a_living_slider_are_there_without_a_kernel(scenes):
    (grip,) = scenes[GRIPS].output.locator(".course-grip").all()
    assert grip.get_attribute("title") == "the circle's centre"
    assert scenes[WALK].output.locator(".course-grip").count() == 1
    assert scenes[CLOUD].output.locator(".course-grip").count() == 0


def test_a_grip_that_goes_one_way_does_so_without_a_kernel(scenes):
    scene = scenes[WALK]
    scene.output.scroll_into_view_if_needed()
    start = scene.grip()
    scene.drag(start, shifted(start, 70, 60))
    moved = scene.grip()
    assert moved[0] == pytest.approx(start[0] + 70, abs=10)
    assert moved[1] == pytest.approx(start[1], abs=1)
    assert float(sliders(scene)[0]) > 3


def test_play_runs_to_the_end_without_a_kernel(scenes):
    scene = scenes[WALK]
    scene.tab.emulate_media(reduced_motion="no-preference")
    scene.output.get_by_role("button", name="play step k").click()
    player = scene.output.locator(".course-player")
    assert player.get_attribute("data-playing") == "yes"
    scene.tab.wait_for_selector(
        ".course-tabulated:nth-of-type(2) .course-player[data-playing='no']",
        timeout=20_000,
    )
    assert sliders(scene) == ["20"]
    assert scene.frames() >= 20
    scene.output.get_by_role("button", name="step k: back to the start").click()
    assert sliders(scene) == ["0"]


def test_a_ghost_is_hidden_while_the_axes_are_others(scenes):
    scene = scenes[ZOOMED]
    slider = scene.output.locator("input[type=range]")
    scene.press("pin")
    assert scene.ghost() > 0
    slider.fill("5")
    assert scene.ghost() > 0
    slider.fill("15")
    assert scene.ghost() is None
    assert scene.output.locator(".course-pin").inner_text() == "pinned, other axes"
    slider.fill("3")
    assert scene.ghost() > 0
    scene.press("unpin")
    assert scene.ghost() is None


def test_ready_made_points_are_chosen_without_a_kernel(scenes):
    scene = scenes[CLOUD]
    before = scene.picture()
    menu = scene.output.locator("select")
    assert menu.locator("option").all_inner_texts() == [
        "3 points",
        "none",
        "a pile",
    ]
    menu.select_option("a pile")
    scene.settle()
    assert scene.picture() != before
    assert scene.output.locator(".course-points").count() == 0


@pytest.mark.parametrize("scale", [2, 3])
def test_on_a_dense_screen_grips_are_where_they_look_and_ghosts_are_crisp(
    lab, address, scale
):
    with lab.page(scale=scale, fresh=True) as page:
        page.visit(address)
        page.tab.wait_for_selector("canvas[role=img]:not([data-frames='0'])")
        scene = Scene(page, output=page.tab.locator(".course-tabulated").first)
        start = scene.grip()
        scene.drag(start, shifted(start, 30, 0))
        assert scene.grip() == pytest.approx(shifted(start, 30, 0), abs=6)
        scene.press("pin")
        size = "veil => [veil.width, veil.height]"
        ghost = scene.output.locator(".course-ghost")
        assert ghost.evaluate(size) == [900 * scale, 320 * scale]


def test_in_a_narrow_window_the_hand_meets_what_it_sees(lab, address):
    with lab.page(width=420, fresh=True) as page:
        page.visit(address)
        page.tab.wait_for_selector("canvas[role=img]:not([data-frames='0'])")
        scene = Scene(page, output=page.tab.locator(".course-tabulated").first)
        assert scene.box.bounding_box()["width"] < 420
        target = scene.output.locator(".course-grip").first.bounding_box()
        assert min(target["width"], target["height"]) >= 24
        start = scene.grip()
        scene.touch(start, shifted(start, 8, 0), shifted(start, 16, 0))
        assert scene.grip()[0] == pytest.approx(start[0] + 16, abs=5)
        assert float(sliders(scene)[0]) > 1


def test_projector_mode_makes_grips_points_and_pads_larger_alike(lab):
    large = 'import os\nos.environ["COURSE_PROJECTOR"] = "1"\n' + SOURCE
    cells = large, "Grips()", "Cloud()", "Pad()", "Walk()"
    with lab.page(width=1900, height=1400) as page:
        page.open(write_notebook(lab.folder, "large.ipynb", *cells))
        page.run_all()
        scene = Scene(page, 1)
        assert scene.box.bounding_box()["width"] == 900 * projector.ZOOM
        start = scene.grip()
        scene.drag(start, shifted(start, 60, 0))
        assert scene.grip() == pytest.approx(shifted(start, 60, 0), abs=4)
        ring = scene.output.locator(".course-ring").first.bounding_box()
        assert ring["width"] > 24
        cloud = Scene(page, 2)
        layer = cloud.output.locator(".course-points")
        cloud.drag(middle(layer))
        assert "(0.0, 0.0, 0)" in cloud.state()
        pad = Scene(page, 3)
        x, y = middle(pad.output.locator(".course-pad"))
        pad.drag((x, y), (x + 60, y))
        ((left, _, right, _),) = strokes(pad)
        width = pad.output.locator(".course-pad").bounding_box()["width"]
        assert left == pytest.approx(140, abs=1)
        assert right - left == pytest.approx(60 * 280 / width, abs=2)
        icon = page.show(4).locator(".course-icon").first.bounding_box()
        assert icon["width"] >= 40
        assert page.errors == []


def test_ink_shows_at_once_and_the_kernel_draws_it_where_it_was(lab):
    with lab.page(scale=2) as page:
        page.open(write_notebook(lab.folder, "ink.ipynb", SOURCE, "Pad()"))
        page.run_all()
        pad = Scene(page, 1)
        layer = pad.output.locator(".course-pad")
        x, y = middle(layer)
        pad.drag((x - 50, y), (x, y - 30), (x + 50, y), up=False)
        pad.settle()
        pressed = dark(layer.screenshot())
        pad.tab.mouse.up()
        pad.settle()
        assert layer.locator("canvas").count() == 0
        drawn = dark(layer.screenshot())
        assert pressed.sum() > 2000
        assert (pressed != drawn).mean() < 0.01


def dark(png):
    """Return which pixels of a screenshot are ink."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
