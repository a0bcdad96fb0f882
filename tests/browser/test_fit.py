"""Demos fit the screen of a small laptop, a narrow pane and a telephone."""

import pytest

from course_utils.demos.batch_and_momentum import HeavyBall
from course_utils.gallery.catalogue import entries
from course_utils.maintain.browser.heights import ROOM, SCREEN, heights, open_all, seen
from tests.waiting import shows

# A demo may be higher than the room that JupyterLab leaves, for a reason named here.
HIGHER = {
    "GaussiansOnYourPoints": "the buttons of the points take a line of their own",
    "YourDigit": "the buttons of the pad take a line of their own",
}

COLUMNS = """demo => new Set([...demo.querySelectorAll(".course-control")].map(
  (part) => Math.round(part.getBoundingClientRect().left))).size"""
TRACKS = """demo => [...demo.querySelectorAll(".noUi-target")].map(
  (track) => track.getBoundingClientRect().width)"""
# Parts of the panel that are cut off or lie over each other.
CLASHES = """demo => {
  const inside = demo.getBoundingClientRect(), found = [];
  const parts = [...demo.querySelectorAll(`.course-buttons button, .course-panel
    :is(.widget-label, .slider-container, .widget-readout, select, .widget-label-basic,
    .course-player)`)].filter((part) => part.offsetParent);
  const boxes = parts.map((part) => part.getBoundingClientRect());
  parts.forEach((part, i) => {
    const box = boxes[i], name = part.textContent || part.className;
    if (box.right > inside.right + 1 || box.left < inside.left - 1
      || part.scrollWidth > part.clientWidth + 1 && part.matches(
        ".widget-label, .widget-label-basic, button")) found.push(name + " is cut off");
    boxes.slice(0, i).forEach((other, j) => {
      if (box.left < other.right - 1 && other.left < box.right - 1
        && box.top < other.bottom - 1 && other.top < box.bottom - 1)
        found.push(`${name} lies over ${parts[j].textContent || parts[j].className}`);
    });
  });
  return found;
}"""
REASON = """box => getComputedStyle(box, "::after").content"""


@pytest.fixture(scope="module")
def laptop(lab):
    """All demos, each open in a cell, on the screen of a small laptop."""
    with lab.page(**SCREEN) as page:
        assert open_all(page, lab.folder) == entries()
        yield page


@pytest.fixture(scope="module")
def measured(laptop):
    """Each demo's Height and the clashes in its panel, by the name of its class."""
    return {
        height.name: (height.height, seen(laptop, cell).evaluate(CLASHES))
        for cell, height in enumerate(heights(laptop, entries()))
    }


def test_every_demo_leaves_its_picture_in_view(laptop, measured):
    assert len(measured) == len(entries()) > 70
    assert laptop.failures() == laptop.errors == []
    high = {name: height for name, (height, _) in measured.items() if height > ROOM}
    assert set(high) == set(HIGHER), high


def test_nothing_of_a_panel_is_cut_off_or_covered(measured):
    assert {name: clashes for name, (_, clashes) in measured.items() if clashes} == {}


def cell_of(name):
    return [entry.title for entry in entries()].index(name)


def test_controls_stand_in_two_columns_where_there_is_room_and_in_one_elsewhere(
    laptop,
):
    cell = cell_of("BatchSize")
    demo = seen(laptop, cell)
    assert demo.evaluate(COLUMNS) == 2
    assert min(demo.evaluate(TRACKS)) > 180
    try:
        laptop.tab.set_viewport_size({"width": 860, "height": 768})
        assert shows(laptop, lambda: seen(laptop, cell).evaluate(COLUMNS) == 1)
        assert seen(laptop, cell).evaluate(CLASHES) == []
    finally:
        laptop.tab.set_viewport_size(SCREEN)


def test_a_grey_control_says_why_and_wakes_up(laptop):
    demo = seen(laptop, cell_of("FlatAndSharp"))
    seed = demo.locator(".course-control-seed")
    draw = demo.get_by_role("button", name="new draw")
    why = "without noise nobody moves"
    assert shows(laptop, lambda: seed.get_attribute("title") == why)
    assert seed.evaluate(REASON) == f'"{why}"'
    assert draw.is_disabled()
    call = demo.locator(".course-state code").inner_text()
    seed.locator(".noUi-handle").press("ArrowRight")
    demo.get_by_role("button", name="too much noise").click()
    assert shows(laptop, lambda: seed.get_attribute("title") is None)
    assert seed.evaluate(REASON) == "none"
    assert draw.is_enabled()
    demo.get_by_role("button", name="reset").click()
    assert shows(laptop, lambda: seed.get_attribute("title") == why)
    assert demo.locator(".course-state code").inner_text() == call


def test_a_recorded_page_greys_and_wakes_its_controls_too(lab, blank, tmp_path):
    table = HeavyBall().tabulate("lam", "nesterov", most=5)
    (tmp_path / "page.html").write_text(table._repr_html_(), encoding="utf-8")
    blank.visit((tmp_path / "page.html").as_uri())
    momentum, ahead = (
        blank.tab.get_by_label("momentum λ"),
        blank.tab.locator("input").nth(1),
    )
    blank.tab.wait_for_selector("canvas:not([data-frames='0'])")
    assert ahead.is_enabled()
    momentum.press("Home")
    assert ahead.is_disabled()
    box = blank.tab.locator(".course-control[data-idle]")
    assert box.get_attribute("title") == "without momentum there is no ahead"
    momentum.press("End")
    assert ahead.is_enabled()
    assert box.count() == 0


def test_a_telephone_shows_a_recorded_demo_in_one_column(lab, tmp_path):
    table = HeavyBall().tabulate("lam", "nesterov", most=5)
    head = '<meta name="viewport" content="width=device-width">'
    html = head + table._repr_html_()
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    with lab.page(width=390, height=800, fresh=True) as phone:
        phone.visit((tmp_path / "page.html").as_uri())
        phone.tab.wait_for_selector("canvas:not([data-frames='0'])")
        assert phone.tab.locator(".course-demo").evaluate(COLUMNS) == 1
        assert phone.tab.evaluate("document.documentElement.scrollWidth") <= 390
