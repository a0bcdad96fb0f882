"""Demos in real JupyterLab: the picture follows mouse, keys, presets and seeds."""

import hashlib
import time

import pytest

from course_utils.maintain.browser.lab import write_notebook
from tests.waiting import shows

VALLEY = """
from course_utils.demos.gradient_descent import Valley

demo = Valley(eta=0.1)
demo"""
ACTIVE = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
BALLS = """
import numpy as np
from course_utils.live import Demo, Preset, Seed, Slider

class Balls(Demo):
    name = "Balls"
    look_for = "How far do they spread?"
    figsize = (5, 3)
    controls = (Slider("spread", "spread s", 0.1, 1.0, 0.5), Seed())
    presets = (
        Preset("narrow", "s = 0.1", spread=0.1),
        Preset("wide", "s = 1", spread=1.0),
    )

    @staticmethod
    def compute(spread, seed):
        if spread == 0.77:
            raise RuntimeError("no such spread")
        return {"xy": spread * np.random.default_rng(seed).uniform(-1, 1, (2, 20))}

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-1, 1), ylim=(-1, 1))
        (self.balls,) = ax.plot([], [], "o")
        return [self.balls]

    def update(self, result):
        self.balls.set_data(*result["xy"])

    @staticmethod
    def headline(result):
        return f"{len(result['xy'][0])} balls"

balls = Balls()
balls
"""


SIZE = "canvas => [canvas.width, canvas.previousElementSibling.naturalWidth]"


VIEW, OTHER, SPREAD, PRINTED = range(4)


@pytest.fixture(scope="module")
def desk(lab):
    """Two demos, one of them in two cells, on a page that all tests here share."""
    cells = VALLEY, "demo", BALLS, "print(balls)"
    with lab.page() as page:
        page.open(write_notebook(lab.folder, "demos.ipynb", *cells))
        page.run_all()
        assert (page.foreign, page.errors) == ([], [])
        yield page


@pytest.fixture
def fresh(desk):
    """The page with its cells run anew, which opens the demos anew."""
    desk.forget()
    desk.run_all()
    return desk


@pytest.fixture
def dense_page(lab):
    """Return a page on a screen with two pixels in the place of one."""
    with lab.page(scale=2) as page:
        yield page


class View:
    """The demo in the output of one cell."""

    def __init__(self, page, cell):
        self.page, self.output = page, page.show(cell)
        self.canvas = self.output.locator(".course-stage canvas")
        self.canvas.wait_for()
        self.settle()

    def picture(self):
        """Return a fingerprint of the pixels of the canvas alone."""
        data = self.canvas.evaluate("canvas => canvas.toDataURL()")
        return hashlib.sha256(data.encode()).hexdigest()

    def frames(self):
        return int(self.canvas.get_attribute("data-frames"))

    def settle(self):
        """Wait until no new frame has been painted for a quarter of a second."""
        seen, since = None, time.monotonic()
        while seen is None or time.monotonic() - since < 0.25:
            if self.frames() != seen:
                seen, since = self.frames(), time.monotonic()
            self.page.tab.wait_for_timeout(30)

    def state(self):
        return self.output.locator(".course-state code").inner_text()

    def note(self):
        return self.output.locator(".course-note").inner_text()

    def press(self, button):
        self.output.get_by_role("button", name=button, exact=True).click()
        self.settle()


@pytest.fixture
def view(fresh):
    """A demo of gradient descent, of which there is another view in cell OTHER."""
    return View(fresh, VIEW)


@pytest.fixture
def balls(fresh):
    return View(fresh, SPREAD)


def test_the_picture_follows_the_mouse(view):
    before, frames = view.picture(), view.frames()
    slider = view.page.slider("learning rate", within=view.output)
    view.page.drag(slider, [0.1, 0.15, 0.2, 0.25, 0.2])
    view.settle()
    assert view.picture() != before
    assert view.frames() > frames
    assert f"eta={view.page.value(slider):g}" in view.state()


def test_the_picture_follows_the_arrow_keys_and_the_notebook_does_not(view):
    page = view.page
    slider = page.slider("learning rate", within=view.output)
    handle = slider.locator(".noUi-handle")
    handle.focus()
    before, value, active = (
        view.picture(),
        page.value(slider),
        page.tab.evaluate(ACTIVE),
    )
    for key in ("ArrowRight", "ArrowUp", "ArrowRight"):
        handle.press(key)
    view.settle()
    assert page.value(slider) == pytest.approx(value + 0.03)
    assert view.picture() != before
    assert page.tab.evaluate(ACTIVE) == active


def test_two_views_of_one_demo_agree(view):
    first = view.page.slider("learning rate", within=view.output)
    view.page.drag(first, [0.15, 0.2])
    view.settle()
    picture, state = view.picture(), view.state()
    other = View(view.page, OTHER)
    assert other.state() == state
    assert other.picture() == picture


def test_presets_reset_and_seeds_work(balls):
    opening = balls.picture(), balls.state()
    balls.press("wide")
    assert balls.note() == "wide: s = 1"
    assert balls.state() == "Balls(spread=1, seed=0)"
    wide = balls.picture()
    balls.press("new draw")
    assert balls.state() == "Balls(spread=1, seed=1)"
    assert len({opening[0], wide, balls.picture()}) == 3
    balls.press("reset")
    assert (balls.picture(), balls.state()) == opening
    assert balls.note() == "How far do they spread?"


def test_the_kernel_knows_what_the_page_shows(balls):
    balls.press("narrow")
    balls.page.run_cell(PRINTED)
    assert (
        balls.page.cells()[PRINTED]["outputs"][0]["text"]
        == "Balls(spread=0.1, seed=0)\n"
    )


def test_a_state_that_fails_is_said_below_the_picture(balls):
    readout = balls.page.slider("spread", within=balls.output).locator(
        ".widget-readout"
    )
    readout.fill("0.77")
    readout.press("Enter")
    balls.output.locator(".course-error").wait_for()
    assert "no such spread" in balls.note()


def test_a_screen_reader_hears_the_finding(view):
    view.press("diverges")
    assert view.canvas.get_attribute("aria-label").startswith("Diverges: η = 0.26")


def test_a_slider_answers_while_another_cell_runs(lab, dense_page):
    page = dense_page
    busy = """import os, pathlib, time
pathlib.Path("begun").touch()
while not os.path.exists("enough"): time.sleep(0.1)"""
    page.open(write_notebook(lab.folder, "busy.ipynb", VALLEY, busy))
    page.run_cell(0)
    view = View(page, 0)
    # The view has greeted the kernel when a screen this dense has got its picture.
    assert shows(page, lambda: view.canvas.evaluate(SIZE) == [1880, 1880])
    view.settle()
    page.run_cell(1, wait=False)
    assert shows(page, (lab.folder / "begun").exists)
    before = view.picture()
    page.drag(page.slider("learning rate", within=view.output), [0.15, 0.2])
    assert shows(page, lambda: view.picture() != before)
    assert page.tab.evaluate("window.courseRun") is None, "the cell had ended"
    (lab.folder / "enough").touch()
    page.finish()


def test_the_canvas_is_as_dense_as_the_screen(lab, dense_page):
    dense_page.open(write_notebook(lab.folder, "dense.ipynb", VALLEY))
    dense_page.run_all()
    view = View(dense_page, 0)
    assert shows(dense_page, lambda: view.canvas.evaluate(SIZE) == [1880, 1880])


def test_the_page_is_quiet_and_asks_no_other_host(view):
    view.press("zigzag")
    assert view.page.foreign == []
    assert view.page.errors == []


def test_a_recorded_demo_moves_on_an_exported_page_without_a_kernel(
    lab, blank, tmp_path
):
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    source = VALLEY + ".tabulate('eta', most=30)"
    name = write_notebook(tmp_path, "table.ipynb", source)
    notebook = nbformat.read(tmp_path / name, as_version=4)
    NotebookClient(notebook, store_widget_state=False).execute()
    html, _ = HTMLExporter(require_js_url="", mathjax_url="").from_notebook_node(
        notebook
    )
    (tmp_path / "table.html").write_text(html, encoding="utf-8")
    blank.visit((tmp_path / "table.html").as_uri())
    canvas = blank.tab.locator(".course-stage canvas")
    blank.tab.wait_for_selector("canvas:not([data-frames='0'])")
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    slider = blank.tab.locator(".course-tabulated input")
    slider.press("ArrowRight")
    assert shows(blank, lambda: canvas.evaluate("c => c.toDataURL()") != before)
    blank.tab.get_by_role("button", name="diverges").click()
    assert blank.tab.locator(".course-tabulated output").inner_text() == "0.26"
    assert blank.foreign == []
    assert blank.errors == []
