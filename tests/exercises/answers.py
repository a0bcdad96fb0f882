"""How answers are written down in `tests/exercises/corpus/`.

A module there has the name of its module of exercises, and for each exercise an
`Answers` with right and wrong answers, written as a learner would, not copied from the
reference or from `mistakes`:

    from course_utils.exercises import softmax_and_its_limits as exercises
    from tests.exercises.answers import Answers

    softmax = Answers(exercises.softmax)

    @softmax.right
    def row_by_row(scores): ...

    @softmax.wrong(says="expected shape (1, 3)")       # words of the verdict
    def one_row(scores): ...

    @softmax.names("Each *row* must sum to one, not")  # a mistake, by its first words
    def over_everything(scores): ...

    softmax.equivalent("Any shift of a row will do.", "line 3: max -> min")

An answer that is a value is handed over: `forecast.right(1.5)`,
`forecast.wrong(2, says="is not it")`, `forecast.names("That is in nats", 1.04)`.
A choice needs no `Answers`: all its options are tried by themselves.
"""

import importlib
import pkgutil
from dataclasses import dataclass

from course_utils import exercises as exercise_modules
from course_utils.practice import Exercise
from tests.exercises import corpus

_NOTHING = object()


@dataclass(frozen=True)
class Answer:
    """One answer, and what the verdict on it must be."""

    name: str
    answer: object
    outcomes: tuple[str, ...]
    says: str = ""  # words in the verdict
    message: str = ""  # the whole message: that of a known mistake


class Answers:
    """Collect the answers to one exercise, and its equivalent mutants."""

    def __init__(self, exercise):
        self.exercise = exercise
        self.answers = []
        self.equivalents = {}  # name of a mutant: reason
        self.no_example = ""

    def right(self, answer, *, name=""):
        """Add a right answer; also a decorator."""
        self._add(Answer(self._named(answer, name), answer, ("correct",)))
        return answer

    def wrong(self, answer=_NOTHING, *, says, name=""):
        """Add a wrong answer and words of its verdict; also a decorator."""

        def add(answer):
            outcomes = ("wrong", "stopped")
            self._add(Answer(self._named(answer, name), answer, outcomes, says))
            return answer

        return add if answer is _NOTHING else add(answer)

    def names(self, beginning, answer=_NOTHING, *, name=""):
        """Add an answer that must get the sentence of one known mistake.

        `beginning` is how that sentence begins. Raises ValueError if not exactly one
        sentence of the exercise does.
        """
        messages = [mistake.message for mistake in self.exercise.mistakes]
        found = [message for message in messages if message.startswith(beginning)]
        if len(found) != 1:
            raise ValueError(
                f"{self.exercise}: {len(found)} known mistakes begin with {beginning!r}"
            )

        def add(answer):
            outcomes = ("wrong", "stopped")
            called = self._named(answer, name)
            self._add(Answer(called, answer, outcomes, message=found[0]))
            return answer

        return add if answer is _NOTHING else add(answer)

    def equivalent(self, reason, *mutants):
        """Say why mutants of the solution are right answers, too."""
        self.equivalents |= dict.fromkeys(mutants, reason)

    def without_example(self, reason):
        """Say why the statement of the exercise shows no example."""
        self.no_example = reason

    def rights(self):
        """Return the right answers."""
        return [one for one in self.answers if one.outcomes == ("correct",)]

    def wrongs(self):
        """Return the wrong answers."""
        return [one for one in self.answers if one.outcomes != ("correct",)]

    def unnamed(self):
        """Return the sentences of known mistakes that no answer here must get."""
        named = {one.message for one in self.answers}
        return [m.message for m in self.exercise.mistakes if m.message not in named]

    def _add(self, answer):
        if answer.name in [one.name for one in self.answers]:
            raise ValueError(f"{self.exercise}: two answers are called {answer.name}")
        self.answers.append(answer)

    def _named(self, answer, name):
        written = getattr(answer, "__name__", "<lambda>")
        if name or written == "<lambda>":
            return name or f"answer_{len(self.answers) + 1}"
        return written


def exercises_of(topic):
    """Return {name: Exercise} of a module of exercises, in the order of definition."""
    module = importlib.import_module(f"{exercise_modules.__name__}.{topic}")
    return {k: v for k, v in vars(module).items() if isinstance(v, Exercise)}


def all_topics():
    """Return the names of the modules of exercises."""
    return sorted(
        found.name for found in pkgutil.iter_modules(exercise_modules.__path__)
    )


def attacked_topics():
    """Return the topics that have a module of answers."""
    return sorted(found.name for found in pkgutil.iter_modules(corpus.__path__))


def answers_of(topic):
    """Return {name of exercise: Answers} of a topic; empty ones for choices.

    Raises KeyError for an exercise without `Answers`.
    """
    module = importlib.import_module(f"{corpus.__name__}.{topic}")
    found = {id(v.exercise): v for v in vars(module).values() if isinstance(v, Answers)}
    return {
        name: found.get(id(exercise))
        or (Answers(exercise) if exercise.choices else None)
        for name, exercise in exercises_of(topic).items()
    }
