import ast
import textwrap

import pytest

from course_utils.maintain.translation.cell_texts import bare, pieces_of, translated
from course_utils.maintain.translation.python_texts import texts_of
from course_utils.translation import web_texts


def found(source):
    texts = texts_of(ast.parse(textwrap.dedent(source)))
    return list(dict.fromkeys(text.message for text in texts))


def test_titles_labels_and_notes_are_texts_and_keys_colours_and_names_are_not():
    source = '''
        """The module."""
        class Walk(Demo):
            """A walk."""
            name = "A walk"
            redraws = ("data",)
            controls = (Slider("eta", "learning rate", 0, 1),)
            def update(self, result):
                self.ax.plot(result["steps"], "o-", color="black", label="the steps")
                if result["kind"] == "plain walk":
                    raise ValueError("no such walk")
    '''
    assert found(source) == ["A walk", "learning rate", "the steps"]


def test_what_an_f_string_chooses_between_is_written_out():
    source = (
        "said = f\"{n} update{'s' if n > 1 else ''} to {'left' if a else 'right'}\""
    )
    assert found(source) == [
        "{n} updates to left",
        "{n} updates to right",
        "{n} update to left",
        "{n} update to right",
    ]


def test_what_is_added_up_is_one_sentence():
    source = """
        def headline(result):
            said, t = "Over", 3
            said += f" after {t:.1f} step" + "s" * (t > 1)
            return said + (f", {result['loss']:.2f} left" if t else "")
    """
    assert found(source) == [
        "Over",
        "Over after {t:.1f} step",
        "Over after {t:.1f} steps",
        "Over, {result['loss']:.2f} left",
        "Over after {t:.1f} step, {result['loss']:.2f} left",
        "Over after {t:.1f} steps, {result['loss']:.2f} left",
    ]


def test_a_name_glued_to_a_place_is_replaced_by_what_it_can_be():
    source = """
        step = f", stride {s}" if s else ""
        says = f"window {kernel}{step}: it moves"
    """
    assert found(source) == [
        ", stride {s}",
        "window {kernel}, stride {s}: it moves",
        "window {kernel}: it moves",
    ]


def test_options_are_keys_in_capitals():
    assert found('SHAPES = {"one bump": 1}\nplaces = {"one dip": 1}') == ["one bump"]


CELL = '''
def bar(w):  # how high
    """Return the bar."""
    return table["mean loss"][w]


print(f"at {w:.1f}: {bar(w)}", "two", sep="\\n")
plt.plot(x, color="black", label='the ' "line")'''


def test_texts_and_comments_of_a_cell_are_found():
    assert [piece.message for piece in pieces_of(CELL)] == [
        "how high",
        "Return the bar.",
        "at {w:.1f}: {bar(w)}",
        "two",
        "the line",
    ]


def test_a_cell_is_said_and_its_code_stays():
    said = {"how high": "多高", "two": "两个", "the line": "直线"}
    cell = translated(CELL, lambda text: said.get(text, text))
    assert "def bar(w):  # 多高\n" in cell
    assert '"两个", sep="\\n")' in cell
    assert "label='直线')" in cell
    assert bare(cell) == bare(CELL)


@pytest.mark.parametrize(
    ("old", "new"),
    [("[w]", "[w + 1]"), ('"mean loss"', '"loss"'), ("bar(w)}", "bar(2)}"),
     ("return table", "return 2 * table"), ("plt.plot", "plt.bar")],
)  # fmt: skip
def test_code_that_differs_is_seen(old, new):
    assert bare(CELL.replace(old, new)) != bare(CELL)


def test_a_cell_with_a_magic_or_a_question_is_left_alone():
    assert translated("linear.mse??", str.upper) == "linear.mse??"
    cell = "%matplotlib inline\nprint('one two')"
    assert translated(cell, str.upper) == "%matplotlib inline\nprint('ONE TWO')"


def test_texts_of_scripts_and_pages_are_found():
    script = 'b.textContent = "play"; make("div", "a-b", `go to ${place}`); x("up");'
    assert [m for *_, m in web_texts.in_script(script)] == ["play", "go to ${place}"]
    page = '<p class="all">{{ here }} of {{ most }}</p><a title="x">{{ "Log in" }}</a>'
    texts = [m for *_, m in web_texts.in_page(page)]
    assert texts == ["{{ here }} of {{ most }}", "Log in"]
    assert "再来" in web_texts.page("<b>Look again</b>", lambda text: "再来")


def test_what_a_style_sheet_writes_is_found_and_said():
    sheet = 'a::after { content: " … opening"; } b { content: ""; content: attr(x); }'
    assert [m for *_, m in web_texts.in_style(sheet)] == ["… opening"]
    said = web_texts.style(sheet, lambda text: "打开")
    assert said == sheet.replace("… opening", "打开")
