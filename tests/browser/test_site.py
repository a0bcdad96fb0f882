"""Every page of the site, from disk: links, requests, errors, sliders, search."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from course_utils.gallery.catalogue import entries, find
from course_utils.maintain.site.build import build
from tests.browser.axe import violations
from tests.rules import NOTEBOOKS

OPENED = """() => {
  const demos = document.querySelectorAll(".course-tabulated");
  const painted = document.querySelectorAll('canvas:not([data-frames="0"])');
  return demos.length === painted.length;
}"""
# Set every control of each demo to both of its ends; list how many pictures it has.
PICTURES = """async () => {
  const drawn = () => new Promise(
    (done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const counts = [];
  for (const demo of document.querySelectorAll(".course-tabulated")) {
    const seen = new Set(), canvas = demo.querySelector("canvas");
    for (const input of demo.querySelectorAll("input, select"))
      for (const last of [false, true]) {
        if (input.type === "checkbox") input.checked = last;
        else if (input.type === "range") input.value = last ? input.max : input.min;
        else input.selectedIndex = last ? input.options.length - 1 : 0;
        input.dispatchEvent(new Event("input"));
        await drawn();
        seen.add(canvas.toDataURL());
      }
    counts.push(seen.size);
  }
  return counts;
}"""

RIGHTMOST = """() => Math.max(
  document.documentElement.scrollWidth,
  ...[...document.querySelectorAll(".course-panel *")].map(
    (part) => part.getBoundingClientRect().right))"""

# Axe-core looks long at every word of code: one of each colour stays in a block. It
# does not judge single letters, so these do not stand for others.
ONE_OF_EACH = """() => {
  for (const block of document.querySelectorAll(".highlight")) {
    const known = new Set();
    for (const word of block.querySelectorAll("span")) {
      if (known.has(word.className)) word.replaceWith(word.textContent);
      else if (word.textContent.length > 1) known.add(word.className);
    }
  }
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Write the site, with few positions of each slider."""
    folder = tmp_path_factory.mktemp("site")
    build(folder, quick=True, workers=1)
    return folder


def pages_of(site):
    return sorted(site.glob("*.html"))


@dataclass
class Seen:
    """What was seen on a page of the site."""

    faults: list  # for those who do not see it, as axe-core finds them
    pictures: list  # how many different ones each demo has
    errors: list
    width: int  # CSS pixels in a window of 1200
    rightmost: float  # where its contents end in a window as narrow as a telephone


@pytest.fixture(scope="module")
def walk(site, lab):
    """Open each page of the site once; return {name: Seen} and what it asked for.

    What is on this disk may be asked for and is not listed.
    """
    seen, asked = {}, []
    with lab.page(fresh=True) as page:
        page.tab.on("request", lambda request: asked.append(request.url))
        for path in pages_of(site):
            page.forget()
            page.visit(path.as_uri())
            page.tab.wait_for_function(OPENED)
            width = page.tab.evaluate("document.documentElement.scrollWidth")
            page.tab.evaluate(ONE_OF_EACH)
            faults, pictures = violations(page), page.tab.evaluate(PICTURES)
            page.tab.set_viewport_size({"width": 390, "height": 800})
            rightmost = page.tab.evaluate(RIGHTMOST)
            page.tab.set_viewport_size({"width": 1200, "height": 900})
            seen[path.name] = Seen(faults, pictures, [*page.errors], width, rightmost)
    return seen, [a for a in asked if not a.startswith(("file:", "data:", "blob:"))]


def test_there_is_a_page_for_each_notebook_and_a_way_through_all(site):
    names = [path.name for path in pages_of(site)]
    visited, name = [], "00_start_here.html"
    while name != "index.html":
        visited.append(name)
        soup = BeautifulSoup((site / name).read_text("utf-8"), "html.parser")
        name = soup.select_one("a[rel=next]")["href"]
    assert sorted([*visited, "index.html"]) == names
    assert len(names) >= 21 + 2


def test_no_link_is_missing(site):
    soups = {
        path.name: BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in pages_of(site)
    }
    anchors = {
        name: {tag["id"] for tag in soup.select("[id]")} for name, soup in soups.items()
    }
    missing, checked = [], 0
    for name, soup in soups.items():
        for tag in soup.select("[href], [src]"):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if address.scheme in ("https", "data"):
                continue
            target = unquote(address.path) or name
            known = target in anchors or (site / target).exists()
            anchor = unquote(address.fragment)
            if not known or (anchor and anchor not in anchors[target]):
                missing.append(f"{name}: {address.geturl()}")
            checked += 1
    assert missing == []
    assert checked > 900


def test_every_demo_of_every_page_moves_and_no_page_asks_the_network(walk):
    seen, asked = walk
    for name, page in seen.items():
        assert all(count > 1 for count in page.pictures), name
        assert page.errors == [], name
        assert page.width <= 1200, name
    assert sum(len(page.pictures) for page in seen.values()) >= 75
    assert asked == []


def test_no_page_breaks_a_rule_for_those_who_do_not_see(walk):
    seen, _ = walk
    assert {name: page.faults for name, page in seen.items() if page.faults} == {}
    assert len(seen) >= 21 + 3


def test_the_list_of_what_was_found_breaks_no_rule_either(site, blank):
    blank.visit((site / "index.html").as_uri())
    blank.tab.wait_for_function(OPENED)
    blank.tab.get_by_role("searchbox").fill("learning")
    assert blank.tab.locator("#search li").count()
    assert violations(blank) == []


def test_pages_fit_a_telephone(walk):
    seen, _ = walk
    assert {n: page.rightmost for n, page in seen.items() if page.rightmost > 390} == {}


def test_the_front_page_shows_all_notebooks_and_demos_as_cards(site, blank):
    blank.visit((site / "index.html").as_uri())
    lessons, demos = (
        blank.tab.locator(f".{kind} .card") for kind in ("lessons", "demos")
    )
    assert lessons.count() == len(pages_of(site)) - 1
    assert demos.count() == len(entries())
    assert lessons.locator("img").count() == len(NOTEBOOKS)
    blank.tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    for image in blank.tab.locator(".card img").all():
        image.scroll_into_view_if_needed()
        blank.tab.wait_for_function(
            "i => i.naturalWidth === 432", arg=image.element_handle()
        )
    valley = demos.filter(has_text="Gradient descent in two dimensions")
    assert find("Valley").look_for in valley.inner_text()
    assert valley.locator(".meta").inner_text() == "Gradient descent · drag"
    valley.click(position={"x": 20, "y": 20})  # on the picture
    blank.tab.wait_for_url("**/05_gradient_descent.html#Valley")


def test_the_demo_on_the_front_page_has_its_full_width(site, blank):
    blank.visit((site / "index.html").as_uri())
    blank.tab.wait_for_function(OPENED)
    demo = blank.tab.locator(".front > .demo")
    assert demo.locator("canvas").bounding_box()["width"] > 700
    assert demo.bounding_box()["width"] < 1100


def test_a_slider_listens_to_the_keyboard_and_a_preset_to_the_mouse(site, blank):
    blank.visit((site / "05_gradient_descent.html").as_uri())
    blank.tab.wait_for_function(OPENED)
    demo = blank.tab.locator("#Parabola")
    canvas, slider = demo.locator("canvas"), demo.get_by_label("learning rate η")
    before = int(canvas.get_attribute("data-frames"))
    slider.press("End")
    blank.tab.wait_for_function(
        "([canvas, n]) => Number(canvas.dataset.frames) > n",
        arg=[canvas.element_handle(), before],
    )
    assert demo.locator("output").inner_text() == "2.40"
    assert demo.locator("code").inner_text().startswith("Parabola(eta=2.4,")
    demo.get_by_role("button", name="too large").click()
    assert demo.locator("output").inner_text() == "2.10"
    assert demo.locator(".course-note").inner_text().startswith("too large: η > 2/L")
    demo.get_by_role("button", name="reset").click()
    assert demo.locator("output").inner_text() == "0.30"
    assert "start w⁰: -3.5" in demo.locator(".course-fixed").inner_text()


def test_the_search_finds_a_heading_and_goes_there(site, blank):
    blank.visit((site / "index.html").as_uri())
    field = blank.tab.get_by_role("searchbox")
    field.fill("feeling slope")
    results = blank.tab.locator("#search li a")
    assert results.first.inner_text().splitlines() == [
        "Feeling the slope",
        "5 Gradient descent",
    ]
    field.press("Enter")
    blank.tab.wait_for_url("**/05_gradient_descent.html#Feeling-the-slope")
    heading = blank.tab.get_by_role("heading", name="Feeling the slope")
    blank.tab.wait_for_function(
        "heading => Math.abs(heading.getBoundingClientRect().top) < 300",
        arg=heading.element_handle(),
    )
    blank.tab.get_by_role("searchbox").fill("学习率")
    assert "learning rate" in results.first.inner_text()
    blank.tab.get_by_role("searchbox").fill("xyzzy")
    assert blank.tab.locator("#search li").inner_text() == "Nothing found."


def test_formulas_are_laid_out_by_the_browser(site, blank):
    blank.visit((site / "07_generative_classification.html").as_uri())
    fraction = blank.tab.locator("math mfrac").first
    top, bottom = (fraction.locator("> *").nth(i).bounding_box() for i in (0, 1))
    assert top["y"] + top["height"] <= bottom["y"] + 1
    assert "$" not in blank.tab.locator(".text_cell_render").all_inner_texts()[0]


def test_a_browser_too_old_for_the_demos_shows_the_stored_pictures(site, blank):
    blank.tab.add_init_script("delete window.DecompressionStream")
    blank.visit((site / "05_gradient_descent.html").as_uri())
    pictures = blank.tab.locator(".course-tabulated img")
    assert pictures.count() == 4
    assert "distance left" in pictures.first.get_attribute("alt")
