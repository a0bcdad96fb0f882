import pytest

from course_utils.translation.templates import Template, endings, places


def test_values_are_carried_over_letter_by_letter():
    said = Template("{n} of {m:.2f} are {what}", "{what}：{m:.2f} 里有 {n}")
    assert said.values("3 of 4.10 are right") == ["3", "4.10", "right"]
    assert said.filled(["3", "4.10", "对"]) == "对：4.10 里有 3"


def test_another_sentence_has_no_values():
    said = Template("{n:.1f} of {m:.2f} are {what}", "")
    assert said.values("three of 4.10 are right") is None
    assert said.values("3 of 4.10 is right") is None


@pytest.mark.parametrize(
    "number", ["0.5", "-3", "−3", "1e-05", "12,000", "97%", "inf", "nan", "+2.0"]
)
def test_a_number_in_any_form_is_one(number):
    assert Template("loss {x:.2f}", "{x:.2f}").values(f"loss {number}") == [number]


def test_a_place_that_stands_twice_gets_its_own_value_each_time():
    said = Template("from {x} to {x}, then {y}", "先 {y}，从 {x} 到 {x}")
    assert said.filled(["1", "2", "3"]) == "先 3，从 1 到 2"


def test_a_value_ends_where_its_brackets_do():
    said = Template("{kind}, shape {shape}, {dtype}", "{kind}，形状 {shape}，{dtype}")
    assert said.values("a list, shape (3, 2), float64") == [
        "a list",
        "(3, 2)",
        "float64",
    ]
    assert said.values("(a, shape 1, b") == ["(a", "1", "b"], "one that is never closed"


def test_doubled_braces_are_braces():
    said = Template("{{{n}}} elements", "{{{n}}} 个元素")
    assert said.filled(said.values("{3} elements")) == "{3} 个元素"


def test_places_with_brackets_and_endings_are_found():
    text = "{float(f'{r:.2g}'):,.0f} update{s} of {names[0]}"
    assert places(text) == ["{float(f'{r:.2g}'):,.0f}", "{s}", "{names[0]}"]
    assert endings(text) == ["{s}"]
