"""One exercise: check an answer, give hints, show the solution."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from course_utils.practice import diagnosis
from course_utils.practice.attempt import attempt, fresh
from course_utils.practice.comparison import agree
from course_utils.practice.progress import record_hints, record_try
from course_utils.practice.stub import (
    has_dots,
    is_stub,
    is_unfinished,
    source_without_docstring,
)
from course_utils.practice.verdict import (
    CORRECT,
    NOT_ATTEMPTED,
    STOPPED,
    WRONG,
    Card,
    Solution,
    Verdict,
)
from course_utils.practice.wording import kind_of, show


@dataclass(frozen=True)
class Mistake:
    """Name a known wrong answer (function, class or value) and what to say to it."""

    answer: Any
    message: str


@dataclass(eq=False, repr=False)
class Exercise:
    """Check an answer, give hints and show the solution; see the module's example."""

    number: str  # "5.1": notebook, place in it
    name: str
    _: KW_ONLY
    stars: int  # 1 easy, 2, 3 hard
    reference: Any
    cases: Sequence | Callable[[np.random.Generator], Sequence] = ()
    hints: tuple[str, ...]  # from general to specific
    mistakes: tuple[Mistake, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)  # wrong option: message
    also: tuple[str, ...] = ()  # other spellings of a right choice
    call: Callable | None = None
    tolerance: float = 1e-6  # relative and absolute
    explain: str = ""  # said when the answer is right
    seconds: float = 5.0  # for all cases of one check

    def __post_init__(self):
        self._hints_given = 0

    def __str__(self):
        return f"Exercise {self.number} ({self.name})"

    def __repr__(self):
        return f"{self} {'★' * self.stars}{'☆' * (3 - self.stars)}"

    def check(self, answer):
        """Return the Verdict on an answer and note it in the progress file."""
        verdict, printed = self._judged(answer)
        if printed:
            print(printed, end="")
        if verdict.outcome == NOT_ATTEMPTED:
            return verdict
        note = record_try(self.number, solved=verdict.outcome == CORRECT)
        return verdict.with_note(note) if note else verdict

    def judge(self, answer):
        """Return the Verdict on an answer; print and record nothing, never raise."""
        return self._judged(answer)[0]

    def hint(self):
        """Return the next hint; after the last one, say where the solution is."""
        if self._hints_given == len(self.hints):
            message = "There are no more hints: `.solution()` shows one way to do it."
            return Card(str(self), message, icon="▸")
        hint = self.hints[self._hints_given]
        self._hints_given += 1
        note = record_hints(self.number, self._hints_given)
        title = f"{self}: hint {self._hints_given} of {len(self.hints)}"
        return Card(title, hint, note=note, icon="▸")

    def solution(self):
        """Return the Solution: the source of the reference, or the value."""
        title = f"{self}: one solution"
        if not callable(self.reference):
            return Solution(title, show(self.reference, digits=10), self.explain)
        try:
            source = source_without_docstring(self.reference)
            file = inspect.getsourcefile(inspect.unwrap(self.reference))
        except (OSError, TypeError):  # something built in
            return Solution(title, show(self.reference), self.explain)
        where = "/".join(Path(file).parts[-3:])
        return Solution(title, f"# {where}\n{source}", self.explain)

    def fresh_cases(self):
        """Return new (args, kwargs) for every case."""
        cases = self.cases
        if callable(cases):
            cases = cases(np.random.default_rng(0))
        return [fresh(case) for case in cases]

    def _judged(self, answer):
        try:
            if self.choices:
                return self._judge_choice(answer), ""
            if not callable(self.reference):
                return self._judge_value(answer), ""
            return self._judge_function(answer)
        except Exception as problem:  # whatever the answer is, the notebook goes on
            says = f"It could not be compared: {diagnosis.describe_error(problem)}"
            return self._verdict(STOPPED, says), ""

    def _verdict(self, outcome, message="", lines=()):
        return Verdict(str(self), outcome, message, lines)

    def _not_attempted(self):
        message = "Replace the `...` with your answer, then check again."
        return self._verdict(NOT_ATTEMPTED, message)

    def _right(self):
        return self._verdict(CORRECT, self.explain)

    def _judge_choice(self, answer):
        if answer is ...:
            return self._not_attempted()
        name = answer.__name__ if isinstance(answer, type) else answer  # ValueError
        chosen = " ".join(name.split()).casefold() if isinstance(name, str) else None
        if chosen in [str(right).casefold() for right in (self.reference, *self.also)]:
            return self._right()
        for option, message in self.choices.items():
            if chosen == option.casefold():
                return self._verdict(WRONG, message)
        options = sorted([*self.choices, self.reference])
        says = f"Choose one of {', '.join(map(repr, options))}; got {show(answer)}."
        return self._verdict(WRONG, says)

    def _judge_value(self, answer):
        if has_dots(answer):
            return self._not_attempted()
        if agree(self.reference, answer, tolerance=self.tolerance):
            return self._right()
        for tolerance in (1e-9, self.tolerance):  # of two close mistakes the exact one
            for mistake in self.mistakes:
                if agree(mistake.answer, answer, tolerance=tolerance):
                    return self._verdict(WRONG, mistake.message)
        says = diagnosis.wrong_value(self.reference, answer, tolerance=self.tolerance)
        return self._verdict(WRONG, says)

    def _judge_function(self, answer):
        if answer is ... or (callable(answer) and is_stub(answer)):
            return self._not_attempted(), ""
        if not callable(answer):
            kind = "" if answer is None else f" ({kind_of(answer)})"
            says = "Hand over the function itself, without calling it: got "
            return self._verdict(WRONG, f"{says}{show(answer)}{kind}."), ""
        came = self.run(answer)
        verdict = self._compare(self.run(self.reference), came, answer)
        return verdict, came.printed

    def run(self, answer):
        """Return the Attempt of an answer (or reference, or mistake) at all cases."""
        cases, pristine = self.fresh_cases(), self.fresh_cases()
        return attempt(answer, cases, pristine, call=self.call, seconds=self.seconds)

    def _compare(self, wanted, came, answer):
        if came.ran_out_of_time:
            says = (
                f"It ran for more than {self.seconds:g} seconds and was stopped: does "
            )
            lines = self._arguments(len(came.outcomes))
            return self._verdict(STOPPED, f"{says}a loop never end?", lines)
        first = self._first_failing(wanted.outcomes, came.outcomes)
        if first is None:
            return self._right()
        outcome, message, lines = diagnosis.diagnose(
            wanted.outcomes,
            came.outcomes,
            first,
            self._argument_names(),
            answer,
            tolerance=self.tolerance,
        )
        if self._is_unfinished(came.outcomes[first], answer):
            says = "There is still a `...` in your code: replace it, then check again."
            return self._verdict(NOT_ATTEMPTED, says)
        if mistake := self._known_mistake(wanted.outcomes, came.outcomes):
            message = mistake.message
        lines = (*self._arguments(first), *lines)
        if warning := diagnosis.warned(came.warnings):
            lines = (*lines, ("warning", warning))
        return self._verdict(outcome, message, lines)

    def _first_failing(self, wanted, came):
        for index, (one, other) in enumerate(zip(wanted, came, strict=True)):
            if not diagnosis.same(one, other, tolerance=self.tolerance):
                return index
        return None

    def _known_mistake(self, wanted, came):
        for mistake in self.mistakes:
            theirs = self.run(mistake.answer).outcomes
            if (
                len(theirs) != len(came)
                or self._first_failing(theirs, came) is not None
            ):
                continue
            if self._first_failing(wanted, theirs) is not None:
                return mistake
        return None

    def _is_unfinished(self, outcome, answer):
        if isinstance(outcome.error, NotImplementedError) or outcome.value is ...:
            return True
        empty = outcome.error is not None or outcome.value is None
        return empty and is_unfinished(answer)

    def _argument_names(self):
        if self.call is not None:
            return diagnosis.argument_names(self.call, skip=1)
        return diagnosis.argument_names(self.reference)

    def _arguments(self, index):
        """Return the line that shows the arguments of a case."""
        args, kwargs = self.fresh_cases()[index]
        names = self._argument_names()
        pairs = [(diagnosis.name_of(i, names), arg) for i, arg in enumerate(args)]
        texts = [f"{name} = {show(arg)}" for name, arg in [*pairs, *kwargs.items()]]
        return (("for", ("\n" if "\n" in "".join(texts) else ", ").join(texts)),)
