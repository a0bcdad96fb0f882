"""The gallery in real JupyterLab, and alone on Voilà's page for the projector."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest

from course_utils import projector
from course_utils.classroom.settings import free_port
from course_utils.gallery.catalogue import entries, find
from course_utils.maintain.browser.lab import answers, settings, stop, write_notebook
from tests.browser.axe import DARK, LIGHT, violations, wearing
from tests.gallery.test_notebook import PATH
from tests.waiting import shows

OPEN = "from course_utils.demos.gradient_descent import Parabola\nParabola()"
LARGE = "from course_utils.draw import style\nstyle.projector()\nParabola()"
SHOWN = ".course-shelf-picture img"
ALL_SHOWN = """() => {
  const cards = [...document.querySelectorAll(".course-shelf-demo")];
  return cards.length && cards.every((card) => card.querySelector("img")?.naturalWidth);
}"""
PAINTED = "canvas:not([data-frames='0'])"
TYPE_SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"


def choose(page, demo):
    """Click a demo in the list and wait until its first picture is painted."""
    page.tab.locator(f'[data-demo="{demo}"]').click()
    page.tab.locator(f'[data-demo="{demo}"][aria-current]').wait_for()
    page.tab.locator(".course-state code", has_text=f"{demo}(").wait_for()
    page.tab.locator(PAINTED).wait_for()


def picture(page):
    return page.tab.locator("canvas").evaluate("canvas => canvas.toDataURL()")


def follows(page, label):
    """Drag a slider; say whether the picture has changed when the call under it has."""
    before, call = picture(page), page.tab.locator(".course-state code").inner_text()
    page.drag(page.slider(label), [0.3, 0.4, 0.5, 0.6])
    page.tab.wait_for_function(
        "call => document.querySelector('.course-state code').innerText !== call",
        arg=call,
    )
    return shows(page, lambda: picture(page) != before)


@pytest.fixture(scope="module")
def desk(lab):
    """The gallery's notebook on a page that the tests here share."""
    shutil.copy(PATH, lab.folder)
    with lab.page() as page:
        page.open(PATH.name)
        yield page


@pytest.fixture
def gallery(desk):
    """The page with its cells run anew, which opens the gallery anew."""
    desk.forget()
    desk.run_all()
    desk.show(2).locator(SHOWN).first.wait_for()
    return desk


def test_one_click_opens_a_demo_and_the_next_takes_its_place(gallery):
    choose(gallery, "Parabola")
    title = gallery.tab.locator(".course-place h2")
    assert title.inner_text() == "Gradient descent in one dimension"
    assert follows(gallery, "learning rate")
    choose(gallery, "LogSumExp")
    assert gallery.tab.locator(".course-demo").count() == 1
    assert follows(gallery, "shift")
    cards = gallery.tab.locator(".course-shelf-demo:visible")
    gallery.tab.get_by_role("button", name="all demos").click()
    gallery.tab.locator(".course-place").wait_for(state="hidden")
    assert cards.count() == len(entries())
    cards.locator("nth=0").locator(":text('Fit a line by hand')").wait_for()
    gallery.tab.locator('[data-demo="LogSumExp"]').click()  # still open: it comes back
    gallery.tab.locator(".course-place").wait_for(state="visible")
    assert gallery.failures() == []
    assert (gallery.foreign, gallery.errors) == ([], [])


def test_every_card_has_its_picture_name_and_question(gallery):
    gallery.tab.wait_for_function(ALL_SHOWN, timeout=120_000)
    card = gallery.tab.locator('[data-demo="Valley"]')
    entry = find("Valley")
    for text in (entry.name, entry.look_for, "5 Gradient descent · drag"):
        assert card.locator(f":text('{text}')").count() >= 1
    wide = card.bounding_box()["width"]
    assert 150 < wide < 400
    rows = {
        c.bounding_box()["y"]
        for c in gallery.tab.locator(
            ".course-shelf-part:first-child .course-shelf-demo"
        ).all()
    }
    assert len(rows) < 4  # side by side


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_gallery_can_be_used_by_those_who_do_not_see(gallery, theme):
    with wearing(gallery, theme):
        gallery.tab.wait_for_function(ALL_SHOWN, timeout=120_000)
        assert violations(gallery, ".course-gallery") == []
        choose(gallery, "Parabola")
        assert violations(gallery, ".course-gallery") == []


def test_a_few_letters_narrow_the_list_down_and_are_no_commands(gallery):
    field = gallery.tab.get_by_label("find a demo")
    shown = gallery.tab.locator(".course-shelf-demo:visible")
    field.press_sequentially("lenet")
    assert shown.count() == sum(entry.topic == "lenet" for entry in entries())
    field.press_sequentially("b")  # in the notebook: a new cell
    assert shown.count() == 0
    field.fill("")
    assert shown.count() == len(entries())
    assert len(gallery.cells()) == 5


def measures(output):
    """Return width, height and pixels of a demo's picture, and its sizes of type."""
    canvas = output.locator(PAINTED)
    canvas.wait_for()
    box = canvas.bounding_box()
    picture = box["width"], box["height"], canvas.evaluate("canvas => canvas.width")
    words = (
        ".widget-label",
        ".widget-readout",
        ".course-note",
        "button",
        ".course-state code",
    )
    return picture, [output.locator(w).first.evaluate(TYPE_SIZE) for w in words]


def test_projector_mode_makes_pictures_and_type_larger(lab):
    name = write_notebook(lab.folder, "projector.ipynb", OPEN, LARGE)
    with lab.page(width=1920, height=1080) as page:
        page.open(name)
        page.run_all()
        picture, words = measures(page.show(0))
        large_picture, large_words = measures(page.show(1))
        assert page.failures() == []
    assert large_picture == pytest.approx([projector.ZOOM * v for v in picture], 0.01)
    for word, large in zip(words, large_words, strict=True):
        assert large >= 1.4 * word


@contextmanager
def served(private):
    """Serve the gallery as `make demos` does; give its address."""
    port = free_port()
    command = ["demos", "--serve", "--no-browser", f"--port={port}"]
    environment = os.environ | settings(private) | {projector.VARIABLE: "1"}
    with ExitStack() as stack, (private / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "course_utils", *command],
            env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        stack.callback(stop, server)
        url = f"http://127.0.0.1:{port}"
        assert answers(server, f"{url}/voila/static/voila.js")
        yield url


def test_the_page_for_the_projector_shows_the_gallery_alone(lab, tmp_path):
    pytest.importorskip("voila")
    with served(tmp_path) as url, lab.page(width=1920, height=1080, fresh=True) as page:
        page.visit(url)
        page.tab.locator(SHOWN).first.wait_for(timeout=90_000)
        names = page.tab.locator(".course-shelf-name")
        assert names.first.evaluate(TYPE_SIZE) >= 18
        assert page.tab.title().startswith("Demos")
        assert page.tab.locator(".jp-InputArea-editor:visible").count() == 0
        choose(page, "Parabola")
        assert follows(page, "learning rate")
        picture, words = measures(page.tab.locator(".course-place"))
        assert picture[0] > 1200
        assert min(words) >= 18
        assert page.tab.evaluate("document.body.scrollWidth") <= 1920
        assert (page.foreign, page.errors) == ([], [])
