"""Checks under attack: answers as learners write them, in any type and spelling."""

import random

import numpy as np
import pytest

from tests.exercises.answers import all_topics, answers_of, attacked_topics
from tests.exercises.dresses import DRESSES, in_another_type

ATTACKED = {topic: answers_of(topic) for topic in attacked_topics()}
ANSWERS = {
    f"{topic}-{name}": answers
    for topic, exercises in ATTACKED.items()
    for name, answers in exercises.items()
}
WRITTEN = {
    f"{place}-{one.name}": (answers.exercise, one)
    for place, answers in ANSWERS.items()
    for one in (answers.answers if answers else ())
}
CHOICES = {k: v.exercise for k, v in ANSWERS.items() if v and v.exercise.choices}
COMPUTED = {k: v for k, v in ANSWERS.items() if v and k not in CHOICES}


def cases(table):
    return pytest.mark.parametrize("place", table)


@cases(WRITTEN)
def test_an_answer_gets_its_verdict(place):
    exercise, written = WRITTEN[place]
    verdict = exercise.judge(written.answer)
    assert verdict.outcome in written.outcomes, verdict
    assert written.says in repr(verdict)
    if written.message:
        assert verdict.message == written.message


@cases(COMPUTED)
def test_there_are_enough_answers(place):
    answers = COMPUTED[place]
    few = 3 if callable(answers.exercise.reference) else 1
    assert len(answers.rights()) >= few, "right answers in other styles are missing"
    assert len(answers.wrongs()) >= 5, "fewer than five wrong answers"
    assert answers.unnamed() == [], "no answer of its own for these known mistakes"


def test_every_exercise_of_an_attacked_topic_has_answers():
    assert [place for place, answers in ANSWERS.items() if answers is None] == []
    assert set(ATTACKED) <= set(all_topics())


def spellings(text):
    yield text
    yield text.upper()
    yield text.replace(" ", "")
    yield f"  {text.replace(' ', '   ')}\n"
    yield text.capitalize().replace("-", "\u2013")


@cases(CHOICES)
def test_an_option_may_be_spelled_in_any_way(place):
    exercise = CHOICES[place]
    for right in (exercise.reference, *exercise.also):
        for spelled in spellings(right):
            assert exercise.judge(spelled).outcome == "correct"
    for option, message in exercise.choices.items():
        for spelled in spellings(option):
            assert exercise.judge(spelled).message == message


@cases(CHOICES)
def test_what_is_no_option_is_told_all_options_in_a_fixed_order(place):
    exercise = CHOICES[place]
    options = sorted([*exercise.choices, exercise.reference])
    others = [None, 3, True, "", "something", f"not {exercise.reference}", [options[0]]]
    for other in others:
        verdict = exercise.judge(other)
        assert verdict.outcome == "wrong"
        assert all(repr(option) in verdict.message for option in options)


@pytest.mark.parametrize("dress", DRESSES)
@cases(COMPUTED)
def test_right_numbers_are_right_in_any_type(place, dress):
    exercise = COMPUTED[place].exercise
    if isinstance(exercise.reference, type) or exercise.asks_for:
        pytest.skip("a class, or a type is asked for")
    verdict = exercise.judge(in_another_type(exercise.reference, dress))
    assert verdict.outcome == "correct", verdict


@cases(COMPUTED)
def test_nonsense_is_never_right(place):
    exercise = COMPUTED[place].exercise
    rng = random.Random(0)
    for nonsense in (
        None,
        "text",
        (),
        {},
        np.array([]),
        0,
        True,
        rng.random(),
        [1, "a"],
    ):
        answer = nonsense
        if callable(exercise.reference):

            def answer(*args, nonsense=nonsense, **words):
                return nonsense

        verdict = exercise.judge(answer)
        assert verdict.outcome in ("wrong", "stopped"), (nonsense, verdict)
        assert "could not be compared" not in verdict.message
