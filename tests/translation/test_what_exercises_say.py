"""What a check says about common answers is in the catalogs, whatever the language."""

from importlib import import_module

import pytest

from course_utils.parts import lessons
from course_utils.practice import Exercise


def exercises_of(topic):
    module = import_module(f"course_utils.exercises.{topic}")
    return [value for value in vars(module).values() if isinstance(value, Exercise)]


def answers(exercise):
    """Yield an answer that is right, one that is none, one of a wrong type, options."""
    yield ...
    yield None
    yield from exercise.choices
    if not callable(exercise.reference):
        yield exercise.reference
        yield from (m.answer for m in exercise.mistakes if not callable(m.answer))
    else:
        yield 3
        yield lambda *arguments, **named: None


@pytest.mark.parametrize("topic", [lesson.topic for lesson in lessons()])
def test_no_verdict_hint_or_explanation_is_in_no_catalog(topic, all_is_said):
    found = exercises_of(topic)
    assert found
    for exercise in found:
        say = exercise._say
        for text in (exercise.name, exercise.explain, *exercise.hints):
            say(text)
        for mistake in exercise.mistakes:
            say(mistake.message)
        for answer in answers(exercise):
            exercise.judge(answer)
    keys = {key for e in found if isinstance(e.reference, dict) for key in e.reference}
    assert not {text for text in say.unknown - keys if not is_a_value(text)}


def is_a_value(text):
    """Tell whether a text is the arguments or the result of a call, not a sentence."""
    return " = " in text or text.startswith(("[", "(", "{", "array", "tensor"))
