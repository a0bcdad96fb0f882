"""Several known mistakes in one answer are each named."""

import numpy as np
import pytest

from course_utils.practice import Exercise, Mistake

RIGHT = {"P": "overfitting", "Q": "stuck", "R": "too small"}


def make_exercise(reference, mistakes, **options):
    options = {"stars": 1, "hints": ("a", "b"), **options}
    mistakes = tuple(Mistake(*mistake) for mistake in mistakes)
    return Exercise("1.1", "parts", reference=reference, mistakes=mistakes, **options)


def make_diagnoses():
    return make_exercise(
        RIGHT,
        [
            ({"P": "stuck"}, "P learns well."),
            (RIGHT | {"Q": "overfitting"}, "Q does not even learn."),
            ({"P": "stuck", "Q": "overfitting"}, "P and Q have changed places."),
            ({"R": "stuck"}, "R goes down."),
        ],
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"P": "stuck"}, "P learns well."),
        ({"P": "Stuck "}, "P learns well."),
        ({"Q": "overfitting"}, "Q does not even learn."),
        ({"P": "stuck", "Q": "overfitting"}, "P and Q have changed places."),
        (
            {"P": "stuck", "R": "stuck"},
            "Key 'P': P learns well.\nKey 'R': R goes down.",
        ),
        (
            {"P": "stuck", "Q": "other"},
            "Key 'P': P learns well.\nKey 'Q': not right yet.",
        ),
    ],
)
def test_every_wrong_key_gets_its_sentence(wrong, message):
    verdict = make_diagnoses().judge(RIGHT | wrong)
    assert (verdict.outcome, verdict.message) == ("wrong", message)


def test_a_wrong_key_without_a_sentence_is_just_named():
    message = make_diagnoses().judge(RIGHT | {"R": "overfitting"}).message
    assert "is not it (in key 'R')" in message


def test_every_wrong_number_of_a_tuple_gets_its_sentence():
    exercise = make_exercise(
        (1, 1000, 32), [((1, 1000, 31), "Round up."), ((5, 1000, 32), "All at once.")]
    )
    assert exercise.judge((1, 1000, 31)).message == "Round up."
    both = "Item 0: All at once.\nItem 2: Round up."
    for answer in ((5, 1000, 31), [5, 1000, 31], np.array([5, 1000, 31])):
        assert exercise.judge(answer).message == both
    assert "\n" not in exercise.judge((7, 7)).message


def mean_and_variance(x):
    return x.mean(), x.var()


def make_moments(**options):
    return make_exercise(
        mean_and_variance,
        [
            (lambda x: (x.sum(), x.var()), "Divide the sum."),
            (lambda x: (x.mean(), x.std()), "Leave out the root."),
            (lambda x: (x.sum(), x.std()), "Both are off."),
        ],
        cases=[(np.array([1.0, 4.0]),), (np.array([2.0, 3.0, 9.0]),)],
        **options,
    )


def test_a_function_that_returns_two_results_may_have_two_mistakes():
    judge = make_moments().judge
    assert judge(lambda x: (x.sum(), x.var())).message == "Divide the sum."
    assert judge(lambda x: (x.sum(), x.std())).message == "Both are off."
    assert judge(lambda x: [x.sum(), x.var() + 1]).message == (
        "Item 0: Divide the sum.\nItem 1: not right yet."
    )


def test_a_mistake_must_be_in_every_case_to_be_named():
    def answer(x):
        return (x.sum() if len(x) == 2 else x.mean()), x.var()

    message = make_moments().judge(answer).message
    assert "Divide the sum" not in message


def test_an_unexpected_answer_has_no_parts():
    judge = make_moments().judge
    for answer in (lambda x: 3, lambda x: (1, 2, 3), lambda x: {"a": 1}, lambda x: ""):
        assert judge(answer).outcome == "wrong"


def test_the_reference_and_known_mistakes_are_run_once():
    ran = []

    def twice(x):
        ran.append("twice")
        return 2 * x

    def square(x):
        ran.append("square")
        return x**2

    exercise = make_exercise(twice, [(square, "Squared.")], cases=[2.0, 3.0])
    for answer, message in ((lambda x: x * x, "Squared."), (lambda x: x + x, "")):
        for _ in range(2):
            assert exercise.judge(answer).message == message
    assert ran == ["twice", "twice", "square", "square"]


def test_a_reference_that_had_no_time_is_run_again():
    busy = [True]

    def slow(x):
        while busy:
            pass
        return 2 * x

    exercise = make_exercise(slow, [], cases=[2.0, 3.0], seconds=0.2)
    assert exercise.judge(lambda x: x + x).outcome == "stopped"
    busy.clear()
    assert exercise.judge(lambda x: x + x).outcome == "correct"
