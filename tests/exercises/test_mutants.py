"""Every solution is changed in one place, and every check refuses the change."""

import ast

import pytest

from course_utils.practice import Exercise
from tests.exercises.answers import Answers, answers_of, attacked_topics
from tests.exercises.mutants import (
    accepted,
    accepted_of_answer,
    faults_of_mutants,
    mutants_of,
    mutants_of_source,
)

ANSWERS = {
    f"{topic}-{name}": answers
    for topic in attacked_topics()
    for name, answers in answers_of(topic).items()
    if answers and not answers.exercise.choices
}


@pytest.mark.parametrize("place", ANSWERS)
def test_no_mutant_is_accepted_but_those_that_are_right(place):
    answers = ANSWERS[place]
    faults = faults_of_mutants(answers.exercise, answers.equivalents)
    assert "\n".join(faults) == ""


def names(source):
    return [name for name, _ in mutants_of_source(source)]


@pytest.mark.parametrize(
    ("line", "mutants"),
    [
        (
            "x + 1",
            [
                "x + 1 -> x - 1",
                "x + 1 -> x",
                "1 -> 2",
                "return x + 1 -> return -(x + 1)",
            ],
        ),
        ("x.max(axis=1)", ["x.max -> x.min", "1 -> 0", "x.max(axis=1) -> x.max()"]),
        ("0 < x <= y", ["0 < x <= y -> 0 <= x <= y", "0 < x <= y -> 0 < x < y"]),
        ("x[1:]", ["x[1:] -> x[:]", "1 -> 0"]),
        ("x[:, :-1]", ["x[:, :-1] -> x[:, :]", "-1 -> 1"]),
        ("x.T @ y", ["x.T @ y -> y @ x.T", "x.T -> x", "x.T @ y -> x.T @ y.T"]),
        ("f(x, y)", ["f(x, y) -> f(y, x)"]),
        ("f(x, y, 1)", ["f(x, y, 1) -> f(x, 1, y)"]),
        ("np.abs(x)", ["np.abs(x) -> x"]),
        ("x if x < 0 else y", ["x < 0 -> x <= 0", "x if x < 0 else y -> x"]),
        ("x and not y", ["x and (not y) -> x or not y", "not y -> y"]),
        ("(x, y)", ["return (x, y) -> return (y, x)"]),
        ("[i for i in x if i]", ["[i for i in x if i] -> [i for i in x]"]),
        ("range(x)", ["range(x) -> range(1, x)", "range(x) -> range(x - 1)"]),
    ],
)
def test_these_changes_are_made(line, mutants):
    made = [
        name.removeprefix("line 2: ") for name in names(f"def f(x, y):\n return {line}")
    ]
    assert set(mutants) <= set(made), made


def test_statements_defaults_and_loops_are_changed():
    source = """
def f(x, step=1):
    total = 0
    for i in x:
        if i < 0:
            break
        total += i
    return total
"""
    made = names(source.strip())
    for name in (
        "line 1: 1 -> 2",
        "line 2: total = 0 -> pass",
        "line 3: for i in x: ... -> pass",
        "line 4: if i < 0: ... -> pass",
        "line 5: break -> continue",
        "line 6: total += i -> total -= i",
        "line 6: total += i -> total = i",
        "line 6: total += i -> pass",
    ):
        assert name in made, made


def test_names_of_mutants_are_different_and_always_the_same():
    source = "def f(x):\n    return (x + 1) * (x + 1) - x.sum(axis=1)"
    assert names(source) == names(source)
    assert len(set(names(source))) == len(names(source))
    assert "line 2: x + 1 -> x - 1 (2)" in names(source)


def test_messages_annotations_and_docstrings_are_left_alone():
    source = '''
def f(x: int = None) -> 1:
    """Return 77."""
    if x:
        raise ValueError(f"{x + 1}", 2)
'''
    made = " ".join(names(source.strip()))
    assert "x + 1" not in made
    assert "77" not in made
    assert "2 ->" not in made


def test_every_mutant_is_another_program_that_parses():
    source = "def f(x, y):\n    z = x[1:] @ y.T\n    return z.mean(axis=0) if x else -z"
    for name, mutant in mutants_of_source(source):
        assert callable(mutant), name
        ast.parse(name.split(": ", 1)[1].split(" -> ")[0])


def double(x):
    return x + x


def make_exercise(reference=double, cases=((1.0,), (2.0,)), **options):
    return Exercise(
        "1.1",
        "n",
        stars=1,
        hints=("a", "b"),
        reference=reference,
        cases=cases,
        **options,
    )


def test_a_mutant_that_no_case_betrays_is_accepted():
    assert (
        "line 3: x + x -> x * x" in accepted(make_exercise(cases=((2.0,), (0.0,))))[1]
    )
    assert accepted(make_exercise())[1] == []


def test_a_right_answer_has_mutants_like_the_solution():
    answers = Answers(make_exercise())

    @answers.right
    def by_two(x):
        return 2 * x

    assert accepted_of_answer(answers.exercise, by_two) == []
    exercise = make_exercise(cases=((0.0,), (0.0,)))
    assert "line 2: 2 -> 3" in accepted_of_answer(exercise, by_two)


def test_a_mutant_must_be_explained_and_every_explanation_must_be_needed():
    exercise = make_exercise(cases=((2.0,), (0.0,)))
    product = "line 3: x + x -> x * x"
    assert list(faults_of_mutants(exercise, {product: "Nobody doubles 3."})) == []
    assert product in "".join(faults_of_mutants(exercise, {}))
    assert product in "".join(faults_of_mutants(exercise, {product: ""}))
    needless = {product: "Nobody doubles 3.", "line 3: x + x -> x - x": "?", "x": "?"}
    refused, gone = faults_of_mutants(exercise, needless)
    assert refused == "listed as equivalent, but refused: line 3: x + x -> x - x"
    assert gone == "listed as equivalent, but there is no such mutant: x"


def test_a_value_has_mutants_too():
    exercise = make_exercise({"a": 2, "b": (1.5, 3), "c": "x", "d": "y"}, cases=())
    made = dict(mutants_of(exercise))
    assert made["a: 2 + 1"]["a"] == 3
    assert made["b: 0: 1.5 negated"]["b"] == [-1.5, 3]
    assert made["c: 'y'"]["c"] == "y"
    assert accepted(exercise)[1] == []
    assert "a: 2 + 1" in accepted(make_exercise({"a": 2}, cases=(), tolerance=1.5))[1]
