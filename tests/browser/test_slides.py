"""A notebook as slides of jupyterlab-rise: live demos, keys, and nothing cut off."""

import hashlib
import shutil
from pathlib import Path

import nbformat
import pytest

from course_utils.maintain.notebooks.slides import mark
from tests.waiting import shows

pytest.importorskip("jupyterlab_rise")

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STEP = ".slides > section.present > section.present"
TOO_LARGE = """step => [...step.querySelectorAll(
    ".jp-Cell, .course-demo, img, canvas, .jp-OutputArea-output, .cm-scroller")]
  .filter((part) => part.offsetParent && (
    part.getBoundingClientRect().right > innerWidth + 1
    || part.scrollWidth > part.clientWidth + 2 && part.matches(".cm-scroller, .jp-OutputArea-output")))
  .map((part) => part.className)"""  # noqa: E501


class Slides:
    """The slideshow of one notebook, at the step in view."""

    def __init__(self, page):
        self.page, self.tab = page, page.tab
        self.step = self.tab.locator(STEP)
        self.steps = self.tab.locator(".slides > section > section")

    def name(self):
        return self.step.get_attribute("id")

    def press(self, key):
        """Press a key, and leave a moment to what it may do."""
        self.tab.keyboard.press(key)
        self.tab.wait_for_timeout(200)

    def turn(self, key="Space"):
        """Press a key that turns the slide, and wait until it has turned."""
        before = self.name()
        self.tab.keyboard.press(key)
        assert shows(self, lambda: self.name() != before), f"{key} turned nothing"

    def to_start(self):
        self.tab.evaluate("document.activeElement.blur()")
        first = self.steps.first.get_attribute("id")
        while self.name() != first:
            self.turn("Shift+Space")

    def to_demo(self):
        """Turn to the first step with a demo; return the locator of its canvas."""
        self.to_start()
        while not self.step.locator("canvas").count():
            self.turn()
        return self.step.locator("canvas").first

    def picture(self):
        data = self.step.locator("canvas").evaluate("c => c.toDataURL()")
        return hashlib.sha256(data.encode()).hexdigest()


@pytest.fixture(scope="module")
def slides(lab):
    notebook = nbformat.read(NOTEBOOKS / "05_gradient_descent.ipynb", 4)
    del notebook.cells[32:]
    nbformat.write(mark(notebook), lab.folder / "slides.ipynb")
    shutil.copy(NOTEBOOKS / "rise.css", lab.folder)
    with (
        lab.page(width=1280, height=720) as page,
        lab.page(width=1280, height=720, fresh=True) as show,
    ):
        page.open("slides.ipynb")
        page.run_all()
        page.command("docmanager:save")
        page.finish()
        show.tab.goto(
            f"{lab.url}/rise/slides.ipynb?activeCellIndex=0&token={lab.token}"
        )
        show.tab.wait_for_selector(STEP)
        show.tab.wait_for_function("document.querySelectorAll('canvas').length == 2")
        show.tab.wait_for_timeout(1000)
        yield Slides(show)


def test_a_slider_in_a_slide_moves_its_picture(slides):
    slides.to_demo()
    before = slides.picture()
    slider = slides.page.slider("learning rate", within=slides.step)
    slides.page.drag(slider, [0.1, 0.3, 0.5])
    assert slides.page.value(slider) == pytest.approx(1.2, abs=0.1)
    assert shows(slides, lambda: slides.picture() != before)


def test_arrow_keys_move_the_slider_and_not_the_slides(slides):
    slides.to_demo()
    slider = slides.page.slider("learning rate", within=slides.step)
    value, step = slides.page.value(slider), slides.name()
    slider.locator(".noUi-handle").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowRight"):
        slides.press(key)
    assert slides.page.value(slider) > value
    assert slides.name() == step


def test_after_a_preset_the_keys_turn_the_slides(slides):
    slides.to_demo()
    step = slides.name()
    slides.step.get_by_role("button", name="too large", exact=True).click()
    slides.turn("Space")
    assert slides.name() != step
    slides.turn("PageUp")
    assert slides.name() == step


def test_the_still_picture_lies_under_the_canvas(slides):
    canvas = slides.to_demo()
    still = slides.step.locator(".course-stage img").bounding_box()
    assert still == pytest.approx(canvas.bounding_box(), abs=1)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_off_on_any_slide(slides, size):
    slides.tab.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    slides.tab.wait_for_timeout(500)
    slides.to_start()
    steps = slides.steps.count()
    seen = set()
    for turned in range(steps):
        if turned:
            slides.turn()
        seen.add(slides.name())
        assert slides.step.evaluate(TOO_LARGE) == [], slides.name()
        beyond, way = slides.step.evaluate(
            "s => [s.scrollHeight - s.clientHeight, getComputedStyle(s).overflowY]"
        )
        assert beyond < 30 or way == "auto", slides.name()
    assert len(seen) == steps > 10


def test_the_slides_ask_no_other_host(slides):
    assert slides.page.foreign == []
