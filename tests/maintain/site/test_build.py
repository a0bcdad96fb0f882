import base64
import json
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_utils.gallery.catalogue import find
from course_utils.live import Choice, Seed, Slider
from course_utils.maintain.site.build import Page, clear, found, parts, search_index
from course_utils.maintain.site.demos import (
    HEAVIEST,
    LARGEST,
    fitting,
    lightest,
    live_controls,
    record,
    stored_demo,
    weight,
)
from course_utils.maintain.site.glossary import glossary_body
from course_utils.maintain.site.pages import gallery, notebook_body
from course_utils.maintain.site.text import mathml, to_html
from course_utils.maintain.translation.anchors import anchor_of
from course_utils.parts import lessons
from tests.demos.test_all_demos import ALL
from tests.live.test_demo import Dots
from tests.live.test_tabulated import Photographs
from tests.rules import NOTEBOOKS

PAGES = {"05_walk.ipynb": "05_walk.html"}
PICTURE = base64.b64encode(Dots().png()).decode()


def html_of(text):
    return to_html(text, PAGES)[0]


def shown(text, picture=PICTURE):
    """Return a stored output with a picture."""
    return new_output("execute_result", {"text/plain": text, "image/png": picture})


# Text --------------------------------------------------------------------------------


def test_formulas_become_mathml_and_code_stays_code():
    html = html_of(r"half is $\frac12$, price `$5`" + "\n\n" + r"$$\sum_i w_i$$")
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in html
    assert html.count('<math xmlns="http://www.w3.org/1998/Math/MathML" display=') == 2
    assert 'display="block"' in html
    assert "<code>$5</code>" in html
    assert "$" not in html.replace("$5", "")


def test_a_formula_that_cannot_be_shown_is_refused_by_name():
    with pytest.raises(ValueError, match=r"\\nosuch cannot be shown, in 'x \\\\nosuch"):
        mathml(r"x \nosuch y", "inline")


def test_large_brackets_stretch_and_primes_can_be_seen():
    assert mathml(r"\Big| a \Big|", "inline") == mathml(r"\left| a \right|", "inline")
    html = mathml(r"\sigma'(z'')", "inline")
    assert "msup" not in html
    assert html.count('<mo lspace="0" rspace="0">') == 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_can_be_shown(path):
    cells = nbformat.read(path, 4).cells
    text = "\n\n".join(c.source for c in cells if c.cell_type == "markdown")
    html, headings = to_html(text, {})
    assert not re.search(
        r"\$[^$]*\\[a-z]+[^$]*\$", re.sub("<code>.*?</code>", "", html)
    )
    assert headings[0][0] == 1


def test_links_lead_to_pages_to_the_web_or_nowhere():
    assert '<a href="05_walk.html">on</a>' in html_of("[on](05_walk.ipynb)")
    assert 'href="05_walk.html#A-b"' in html_of("[on](05_walk.ipynb#A-b)")
    assert 'href="https://a.org/x"' in html_of("[web](https://a.org/x)")
    assert 'href="#here"' in html_of("[here](#here)")
    assert html_of("[data](../data/README.md)") == "<p>data</p>\n"


def test_a_column_without_a_name_has_no_heading():
    html = html_of("| | yes |\n|---|---|\n| a | b |\n")
    assert html.count("<th") - html.count("<thead") == 1
    assert html.count("<td") == 3


def test_headings_have_the_anchors_of_jupyterlab_and_are_noted_as_plain_text():
    html, headings = to_html("## The `loss` of *all*", {})
    assert headings == [(2, "The loss of all", "The-loss-of-all")]
    assert '<h2 id="The-loss-of-all">The <code>loss</code> of <em>all</em>' in html
    assert anchor_of("a b c") == "a-b-c"


def test_terms_of_the_glossary_have_anchors_and_lead_to_notebooks():
    text = (
        "# Glossary\n\n| Term | 中文 | In one line | Notebook |\n|---|---|---|---|\n"
        "| batch size | 批量大小 | how many, say 64 | 5, 14 |\n"
    )
    html, headings, terms = glossary_body(text, {}, {5: "05_walk.html"})
    assert headings == [(1, "Glossary", "Glossary")]
    assert terms == [("batch size", "批量大小", "batch-size")]
    assert '<tr id="batch-size">' in html
    assert '<td><a href="05_walk.html">5</a>, 14</td>' in html
    assert "say 64" in html


# Demos -------------------------------------------------------------------------------


def test_a_stored_call_opens_the_demo_in_its_state():
    demo = stored_demo(shown("Parabola(eta=0.5, start=-3.5, curvature=1)"))
    assert demo.values == {"eta": 0.5, "start": -3.5, "curvature": 1.0}
    text = "step_through('a*b', a=1, b=-2, step=1)"
    assert stored_demo(shown(text)).values["b"] == -2


@pytest.mark.parametrize(
    "text", ["<Figure size 640x480>", "Nobody(a=1)", "[1, 2]", "largest_stable_rate(1)"]
)
def test_other_pictures_stay_what_they_are(text):
    assert stored_demo(shown(text)) is None


def test_an_output_without_a_picture_is_no_demo():
    text = {"text/plain": "Parabola(eta=0.5)"}
    assert stored_demo(new_output("execute_result", text)) is None


def test_the_control_that_reaches_the_presets_stays_live_never_a_seed():
    assert live_controls(Dots()) == ("slope",)

    class Seeded(Dots):
        controls = (Slider("slope", "a", 0, 1, 0, 1), Dots.controls[1], Seed())
        presets = ()

    assert live_controls(Seeded()) == ("slope",)


def test_a_second_small_control_moves_too_and_a_demo_may_say_which():
    class Two(Dots):
        redraws = ()

    assert live_controls(Two()) == ("slope", "colour")

    class Telling(Two):
        telling = ("seed",)

    assert live_controls(Telling()) == ("seed",)


@pytest.mark.parametrize("demo", ALL, ids=lambda demo: demo.__name__)
def test_what_a_demo_calls_telling_can_stay_live(demo):
    names = {control.name for control in demo.controls} - set(demo.redraws)
    assert set(demo.telling) <= names
    assert len(demo.telling) <= 2


def test_two_controls_share_the_positions_of_a_page():
    class Grid(Dots):
        redraws = ()
        controls = (Dots.controls[0], Choice("colour", "c", tuple("rgbk"), "r"), Seed())

    assert fitting(Grid(), ("slope", "colour")) == 56
    assert fitting(Grid(), ("slope", "seed")) == 15
    assert fitting(Grid(), ("slope",)) == 61


def test_a_heavy_demo_gets_fewer_positions(monkeypatch):
    light = record(Dots())
    assert len(light.frames) == 61
    assert len(light.packed) < LARGEST
    monkeypatch.setattr("course_utils.maintain.site.demos.LARGEST", 3000)
    assert 9 <= len(record(Dots()).frames) < 30


def test_a_photograph_that_stays_takes_no_positions_away(monkeypatch):
    table = Photographs().tabulate("slope", "colour", most=5)
    guess = weight(table, 61)
    real = len(Photographs().tabulate("slope", "colour", most=61).packed)
    assert real < guess < 3 * real
    assert guess < len(table.packed) * 61 / 5 / 2
    monkeypatch.setattr("course_utils.maintain.site.demos.LARGEST", real + 2000)
    assert lightest(table, 61) > 20


@pytest.mark.parametrize("name", ["TransformPlayground", "WindowOverAPhotograph"])
def test_a_photograph_can_be_explored_on_a_page(name):
    table = record(find(name).load()())
    assert len(table.controls) == 2
    assert min(map(len, table.positions)) >= 9
    assert len(table.packed) < HEAVIEST


# Pages -------------------------------------------------------------------------------


@pytest.fixture
def notebook(tmp_path):
    parabola = "Parabola(eta=0.5, start=-3.5, curvature=1)"
    cells = [
        new_markdown_cell("# 5 Walking\n\n**How?**"),
        new_code_cell("demos.Parabola()", outputs=[shown(parabola)]),
        new_code_cell("demos.Parabola()", outputs=[shown(parabola)]),
        new_code_cell("plt.show()", outputs=[shown("<Figure size 300x200>")]),
        new_code_cell("print(2)", outputs=[new_output("stream", text="2 < 3\n")]),
    ]
    path = tmp_path / "05_walk.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_a_page_shows_text_code_outputs_and_live_demos(notebook):
    html, headings, demos = notebook_body(notebook, PAGES, quick=True)
    assert headings == [(1, "5 Walking", "5-Walking")]
    assert demos == [("Gradient descent in one dimension", "Parabola")] * 2
    assert html.count('id="Parabola"') == 1
    assert "2 &lt; 3" in html
    tables = re.findall(r'<script type="application/json">(.*?)</script>', html)
    fixed = [json.loads(table)["fixed"] for table in tables]
    assert fixed == ["Fixed on this page: start w⁰: -3.5, curvature L: 1.0."] * 2
    assert html.count(PICTURE) == 3  # in each demo until it opens, and the figure
    assert 'alt="What the code above draws"' in html


def test_pages_are_found_in_order_with_title_and_question(notebook):
    folder = notebook.parent
    nbformat.write(
        new_notebook(cells=[new_markdown_cell("# Slips\n\n**Why?**")]),
        folder / "errors.ipynb",
    )
    (folder / "GLOSSARY.md").write_text("# Glossary\n")
    pages = found(folder)
    assert [(p.name, p.title, p.question, p.number) for p in pages] == [
        ("05_walk.html", "Walking", "How?", 5),
        ("errors.html", "Slips", "Why?", None),
        ("glossary.html", "Glossary", "", None),
    ]
    assert parts(pages) == [("Beside the notebooks", pages)]


def test_the_search_knows_headings_demos_and_terms(tmp_path):
    page = Page(tmp_path / "05_walk.ipynb", "05_walk.html", "Walking")
    page.headings = [(1, "5 Walking", "5-Walking"), (2, "Uphill", "Uphill")]
    page.demos = [("A valley", "Valley"), ("A valley", "Valley")]
    words = Page(tmp_path / "GLOSSARY.md", "glossary.html", "Glossary")
    words.terms = [("batch", "批次", "batch"), ("Adam", "", "Adam")]
    assert search_index([page, words]) == [
        ("5 Walking", "", "05_walk.html#5-Walking"),
        ("Uphill", "5 Walking", "05_walk.html#Uphill"),
        ("A valley", "demo in 5 Walking", "05_walk.html#Valley"),
        ("batch (批次)", "Glossary", "glossary.html#batch"),
        ("Adam", "Glossary", "glossary.html#Adam"),
    ]


def test_the_gallery_leads_to_every_demo():
    html = gallery()
    for lesson in lessons():
        for demo in lesson.demos:
            name = demo.rpartition(".")[2]
            assert f'href="{lesson.notebook}.html#{name}"' in html


def test_an_earlier_site_gives_way_and_other_pages_do_not(tmp_path):
    (tmp_path / "old.html").write_text("")
    with pytest.raises(FileExistsError, match="none of the course"):
        clear(tmp_path)
    (tmp_path / "search.js").write_text("")
    (tmp_path / "CNAME").write_text("")
    clear(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"search.js", "CNAME"}
