"""The statement's example is tried, and the solution can be pasted over the stub."""

import numpy as np
import pytest

from course_utils.practice import Exercise
from tests.exercises.answers import answers_of, attacked_topics
from tests.exercises.pages import (
    Page,
    faults_of_example,
    faults_of_solution,
    numbers_in_text,
    page_of,
)

PLACES = {
    f"{topic}-{name}": (topic, name, answers)
    for topic in attacked_topics()
    for name, answers in answers_of(topic).items()
    if answers is not None
}


def find_page(place):
    topic, name, answers = PLACES[place]
    return answers, page_of(topic, name, answers.exercise)


@pytest.mark.parametrize("place", PLACES)
def test_the_example_of_the_statement_is_a_case(place):
    answers, page = find_page(place)
    if callable(answers.exercise.reference) and not answers.no_example:
        assert list(faults_of_example(answers.exercise, page)) == []
    elif answers.no_example:
        assert answers.exercise.example is None


@pytest.mark.parametrize("place", PLACES)
def test_the_solution_can_be_pasted_over_the_stub(place):
    answers, page = find_page(place)
    assert list(faults_of_solution(answers.exercise, page)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("For x = 2, w = 0.5 it is \u22122.0.", [2, 0.5, -2]),
        ("`[[3, 1, -3]]` gives `[[0.879]]`", [3, 1, -3, 0.879]),
        ("10\u202f000 pictures, 1,000 of them at 1e-10", [10_000, 1_000, 1e-10]),
        ("rains with \u00bd, or 3/7", [0.5, 3 / 7]),
    ],
)
def test_numbers_are_read_from_a_text(text, values):
    found = numbers_in_text(text)
    for wanted in values:
        assert any(abs(wanted - value) <= slack for value, slack in found), wanted
    assert not any(abs(4.4 - value) <= slack for value, slack in found)


def test_a_rounded_number_stands_for_what_rounds_to_it():
    value, slack = numbers_in_text("0.24")[0]
    assert abs(0.2395 - value) <= slack < abs(0.2451 - value)


def share(values, total):
    return np.asarray(values) / total


def make_exercise(**options):
    usual = {
        "stars": 1,
        "reference": share,
        "example": ([1, 3], 4),
        "cases": [([2], 4)],
    }
    return Exercise("1.1", "n", hints=("a", "b"), **(usual | options))


def make_page(statement="", stub="def share(values, total): ...", before=()):
    return Page(statement, stub, "share", before)


def test_an_example_must_stand_in_the_statement():
    page = make_page("`share([1, 3], 4)` gives `[0.25, 0.75]`.")
    assert list(faults_of_example(make_exercise(), page)) == []
    page = make_page("`share([1, 3], 4)` gives `[0.4, 0.75]`.")
    assert "does not show 0.25" in " ".join(faults_of_example(make_exercise(), page))
    undeclared = faults_of_example(make_exercise(example=None), page)
    assert list(undeclared) == ["declares no example"]


def test_a_text_in_an_example_must_be_said():
    exercise = make_exercise(
        reference=lambda kind, n: [kind] * n, example=("dog", 2), cases=[("cat", 1)]
    )
    assert list(faults_of_example(exercise, make_page("two of dog: 2"))) == []
    assert "'dog'" in " ".join(faults_of_example(exercise, make_page("2 cats")))


SOLUTION = "import numpy as np\n\n\ndef share(values, total):\n    return "


@pytest.mark.parametrize(
    ("solution", "fault"),
    [
        (SOLUTION + "np.asarray(values) / total", ""),
        (SOLUTION + "np.asarray(values) * total", "is not right alone"),
        (SOLUTION + "rest(values) / total", "NameError"),
        ("def part(values, total):\n    return [v / total for v in values]", "part"),
        ("def share(v, n):\n    return [i / n for i in v]", "arguments are ['v', 'n']"),
        (
            "from course_utils.ml.regression import linear\n\n\n"
            "def share(values, total):\n    return [v / total for v in values]",
            "hides its work in course_utils.ml.regression: linear",
        ),
        ("1 +", "is no Python"),
        ("x = 3", "defines nothing"),
    ],
)
def test_a_solution_that_is_none_is_found(solution, fault):
    exercise = make_exercise(model_answer=solution)
    faults = " ".join(faults_of_solution(exercise, make_page()))
    assert fault in faults
    assert bool(fault) == bool(faults)


def test_a_solution_may_use_of_the_course_what_the_statement_offers():
    solution = (
        "from course_utils.ml.regression import linear\n\n\n"
        "def share(values, total):\n    return linear.predict(values, 1 / total, 0)"
    )
    before = ("from course_utils.ml.regression import linear",)
    exercise = make_exercise(model_answer=solution)
    page = make_page("`linear.predict` helps.", before=before)
    assert list(faults_of_solution(exercise, page)) == []
    page = make_page("Nothing helps.", before=before)
    assert "hides its work" in " ".join(faults_of_solution(exercise, page))
