"""Near numbers pass, everything else is compared as it stands."""

import pytest

from course_utils.maintain.notebooks.tolerance import (
    Tolerance,
    complaints,
    settle,
    take_apart,
)


def numbers_in(line):
    return [number.text for number in take_apart(line)[1]]


def passes(stored, new, *tags):
    return not complaints(stored, new, Tolerance.of(tags))


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("accuracy 0.969 on 360 digits", ["0.969", "360"]),
        ("loss -1.5e-05, gain +0.2, minus −3.5", ["-1.5e-05", "+0.2", "−3.5"]),
        ("[ 0.98 -1.   2. ]", ["0.98", "-1.", "2."]),
        ("tensor([1., 2.])", ["1.", "2."]),
        ("1,544,832 weights in .25 s", ["1,544,832", ".25"]),
        ("(12, 34), [1,2]", ["12", "34", "1", "2"]),
        ("conv2 of layer1.0, 8x8 pixels, 3D, 2nd, 0x7f3a", []),
        ("torch 2.13.0, nan and -inf", []),
        ("2026-11-26, 3-5, x-1.5", ["2026", "11", "26", "3", "5", "1.5"]),
        ("after epoch 3. Then 0.5.", ["3", "0.5"]),
        ("96.2% in 0.31ms, 2.5x...0.1", ["96.2", "0.31", "2.5", "0.1"]),
        ("3(-4) and η=0.05, w₁ 10⁻³", ["3", "-4", "0.05", "10"]),
    ],
)
def test_numbers_are_found_and_digits_in_words_are_not(line, numbers):
    assert numbers_in(line) == numbers


def test_what_counts_is_told_from_what_measures():
    _, numbers = take_apart("3 of 1,200 at 96% and 96 % or 2.0 and 1e3")
    kinds = [number.counts for number in numbers]
    assert kinds == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("tag", "near", "far"),
    [
        ("numbers-within-5%", ["0.95", "1.05", "1.0", "1", "1.000"], ["0.94", "1.06"]),
        ("numbers-within-0.02", ["0.98", "1.02", "1.0e+00"], ["0.97", "1.03", "-1.00"]),
        ("numbers-within-2.5%", ["0.975", "1.025"], ["0.974", "1.026", "1.0001e3"]),
    ],
)
def test_a_number_may_lie_as_far_away_as_the_tag_says(tag, near, far):
    stored = "accuracy: 1.00"
    assert all(passes(stored, f"accuracy: {new}", tag) for new in near)
    assert not any(passes(stored, f"accuracy: {new}", tag) for new in far)


def test_per_cent_are_of_the_stored_number_whatever_its_sign():
    assert passes("-200.0", "-210.0", "numbers-within-5%")
    assert not passes("-200.0", "-210.1", "numbers-within-5%")
    assert not passes("-200.0", "200.0", "numbers-within-99%")
    assert not passes("0.0", "0.001", "numbers-within-50%")
    assert passes("-0.00", "0.00", "numbers-within-1%")


def test_of_two_tags_the_kinder_one_decides():
    both = "numbers-within-5%", "numbers-within-0.02"
    assert passes("0.01 and 100.0", "-0.01 and 105.0", *both)
    assert not passes("0.01", "-0.02", *both)
    assert not passes("100.0", "105.1", *both)


def test_whole_numbers_must_be_the_same_unless_a_tag_is_for_them():
    assert not passes("17 of 20: 0.85", "18 of 20: 0.90", "numbers-within-10%")
    both = "numbers-within-10%", "counts-within-2"
    assert passes("17 of 20: 0.85", "18 of 20: 0.90", *both)
    assert not passes("17 of 20: 0.85", "20 of 20: 0.90", *both)
    assert passes("1,200 words", "1,320 words", "counts-within-10%")
    assert not passes("0.85", "0.86", "counts-within-2")
    assert passes("96% right", "97 % right", "numbers-within-1")


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("accuracy 0.5", "precision 0.5"),
        ("accuracy 0.5", "Accuracy 0.5"),
        ("accuracy 0.5", "accuracy 0.5 %"),
        ("0.5 s", "0.5 ms"),
        ("conv2 0.5", "conv3 0.5"),
        ("0.5 0.6", "0.5"),
        ("0.5", "nan"),
        ("0.5 inf", "0.5 -inf"),
        ("a 0.5", "a 0.5\nb"),
        ("a 0.5\n", "a 0.5\n\n"),
        ("a 0.5\nb", "a 0.5"),
        ("a 0.5\nb 0.6", "a 0.5 b 0.6"),
        ("right: True", "right: False"),
        ("<b>0.5</b>", "<i>0.5</i>"),
    ],
)
def test_words_lines_and_the_count_of_numbers_must_be_the_same(stored, new):
    assert not passes(stored, new, "numbers-within-50%", "counts-within-9")
    assert passes(stored, stored, "numbers-within-50%", "counts-within-9")


def test_columns_may_shift_with_the_width_of_a_number():
    assert passes(
        "  9.99 |  a\n10.00 |  b", "10.00 | a\n 9.99 | b", "numbers-within-1%"
    )
    assert passes("[ 0.99 -1.  ]", "[1.   -0.99]", "numbers-within-2%")
    assert not passes("0.5 a b", "0.5 ab", "numbers-within-1%")


def test_no_difference_between_nan_and_nan_nor_between_huge_numbers():
    assert passes("nan, inf, 1e999", "nan, inf, 1e999", "numbers-within-1%")
    assert not passes("1e999", "2e999", "numbers-within-1%")


@pytest.mark.parametrize(
    "tag",
    [
        "numbers-within-0",
        "numbers-within-100%",
        "numbers-within-150%",
        "numbers-within-x",
        "number-within-5%",
        "numbers-within-5%%",
        "counts-within-0",
        "counts-within--2",
        "hide-input",
    ],
)
def test_a_tag_that_allows_nothing_or_everything_is_none(tag):
    assert Tolerance.of([tag]) is None


def test_a_complaint_names_the_number_the_stored_one_and_the_tolerance():
    tolerance = Tolerance.of(["numbers-within-5%", "numbers-within-0.02"])
    (said,) = complaints("a\nb 0.80", "a\nb 0.60", tolerance)
    assert said == (
        "line 2: 0.60 where 0.80 is stored: 0.20 (25.0%) away, "
        "allowed within 5% or 0.02"
    )
    (said,) = complaints("0 runs", "1 runs", tolerance)
    assert said == (
        "line 1: 1 where 0 is stored: 1 away, allowed exactly (no tag counts-within-…)"
    )


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def display(**data):
    data = {kind.replace("_", "/"): value for kind, value in data.items()}
    return {"output_type": "display_data", "data": data}


def test_settled_outputs_show_the_stored_texts_and_the_new_picture():
    stored = [stream("0.50\n"), display(text_plain="1.0", image_png="old")]
    new = [stream("0.51\n"), display(text_plain="1.01", image_png="new")]
    assert settle(new, stored, Tolerance.of(["numbers-within-5%"])) == []
    assert new == [stored[0], display(text_plain="1.0", image_png="new")]


@pytest.mark.parametrize(
    "new",
    [
        [stream("0.51\n"), display(text_plain="2.0")],
        [stream("0.51\n")],
        [stream("0.51\n", "stderr"), display(text_plain="1.0")],
        [stream("0.51\n"), display(text_plain="1.0", text_html="1.0")],
        [stream("0.51\n"), display(text_plain="1.0"), display(text_plain="1.0")],
    ],
)
def test_with_one_complaint_nothing_is_settled(new):
    stored = [stream("0.50\n"), display(text_plain="1.0")]
    assert settle(new, stored, Tolerance.of(["numbers-within-5%"]))
    assert new[0]["text"] == "0.51\n"
