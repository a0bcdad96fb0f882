"""One exercise: check an answer, give hints, show the solution."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from typing import Any

import numpy as np

from course_utils.practice import diagnosis
from course_utils.practice.attempt import attempt, fresh
from course_utils.practice.comparison import agree, difference, unlike
from course_utils.practice.known import Mistake, find_mistakes
from course_utils.practice.progress import record_hints, record_try
from course_utils.practice.solution import names_of, source_of
from course_utils.practice.stub import has_dots, is_stub, is_unfinished
from course_utils.practice.verdict import (
    CORRECT,
    NOT_ATTEMPTED,
    STOPPED,
    WRONG,
    Card,
    Solution,
    Verdict,
    titled,
)
from course_utils.practice.wording import kind_of, show, spelled
from course_utils.translation.speaker import domain_of, speaker


@dataclass(eq=False, repr=False)
class Exercise:
    """Check an answer, give hints and show the solution; see the module's example."""

    number: str  # "5.1": notebook, place in it
    name: str
    _: KW_ONLY
    stars: int  # 1 easy, 2, 3 hard
    reference: Any
    cases: Sequence | Callable[[np.random.Generator], Sequence] = ()
    example: Any = None  # the case that the statement shows: it is always tried first
    stub: str = ""  # what the learner finds: "softmax(scores)"
    hints: tuple[str, ...]  # from general to specific
    mistakes: tuple[Mistake, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)  # wrong option: message
    also: tuple[str, ...] = ()  # other spellings of a right choice
    call: Callable | None = None
    judged_by: Callable | None = None  # (result, *arguments) -> "" or what is wrong
    asks_for: tuple[str, ...] = ()  # types: "a torch tensor", "float32", "integer"
    tolerance: float = 1e-6  # relative and absolute
    relative: bool = False  # no absolute tolerance: for results such as 4e-18
    no_warnings: str = ""  # said when the numbers are right, but numpy warned
    model_answer: Any = None  # shown by `solution()`, if it is not the reference
    explain: str = ""  # said when the answer is right
    seconds: float = 5.0  # for all cases of one check

    def __post_init__(self):
        self._hints_given = 0
        self._attempts = {}  # of the reference and the known mistakes
        self._home = domain_of(sys._getframe(2).f_globals.get("__name__", ""))

    def __str__(self):
        return self._say(f"Exercise {self.number} ({self.name})")

    @property
    def _say(self):  # in the language spoken now
        return speaker(*filter(None, [self._home]), "practice")

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
        return verdict.with_note(self._say(note)) if note else verdict

    def judge(self, answer):
        """Return the Verdict on an answer; print and record nothing, never raise."""
        return self._judged(answer)[0]

    def hint(self):
        """Return the next hint; after the last one, say where the solution is."""
        if self._hints_given == len(self.hints):
            says = "There are no more hints: `.solution()` shows one way to do it."
            return Card(str(self), self._say(says), icon="▸")
        hint = self.hints[self._hints_given]
        self._hints_given += 1
        note = record_hints(self.number, self._hints_given)
        title = f"hint {self._hints_given} of {len(self.hints)}"
        title, hint, note = map(self._say, (title, hint, note))
        return Card(titled(self, title), hint, note=note, icon="▸")

    def solution(self):
        """Return the Solution: source that runs by itself, or the value."""
        title, explain = map(self._say, ("one solution", self.explain))
        title = titled(self, title)
        shown = self.reference if self.model_answer is None else self.model_answer
        if callable(self.reference) and isinstance(shown, str):
            return Solution(title, shown.strip("\n"), explain)
        if not callable(shown):
            return Solution(title, show(shown, digits=10, width=2000), explain)
        try:
            return Solution(title, source_of(shown, self.stub), explain)
        except (OSError, TypeError, SyntaxError):  # something built in
            return Solution(title, show(shown), explain)

    def fresh_cases(self):
        """Return new (args, kwargs) for every case."""
        cases = self.cases
        if callable(cases):
            cases = cases(np.random.default_rng(0))
        if self.example is not None:
            cases = [self.example, *cases]
        return [fresh(case) for case in cases]

    def accepts(self, answer, seconds=None):
        """Tell whether a function or class is right; quicker than `judge`."""
        came = self.run(answer, seconds)
        if came.ran_out_of_time:
            return False
        wanted = self._attempt_of(self.reference)
        return self._first_failing(wanted.outcomes, came.outcomes) is None

    def _judged(self, answer):
        try:
            answer = self._say.english(answer)
            if self.choices:
                return self._judge_choice(answer), ""
            if not callable(self.reference):
                return self._judge_value(answer), ""
            return self._judge_function(answer)
        except Exception as problem:  # whatever the answer is, the notebook goes on
            says = f"It could not be compared: {diagnosis.describe_error(problem)}"
            return self._verdict(STOPPED, says), ""

    def _verdict(self, outcome, message="", lines=()):
        lines = [(self._say(label), self._say(text)) for label, text in lines]
        return Verdict(str(self), outcome, self._say(message), lines)

    def _not_attempted(self):
        message = "Replace the `...` with your answer, then check again."
        return self._verdict(NOT_ATTEMPTED, message)

    def _right(self):
        return self._verdict(CORRECT, self.explain)

    def _judge_choice(self, answer):
        if answer is ...:
            return self._not_attempted()
        name = answer.__name__ if isinstance(answer, type) else answer  # ValueError
        chosen = spelled(name) if isinstance(name, str) else None
        if chosen in [spelled(str(right)) for right in (self.reference, *self.also)]:
            return self._right()
        for option, message in self.choices.items():
            if chosen == spelled(option):
                return self._verdict(WRONG, message)
        options = sorted([*self.choices, self.reference])
        says = f"Choose one of {', '.join(map(repr, options))}; got {show(answer)}."
        return self._verdict(WRONG, says)

    def _judge_value(self, answer):
        if has_dots(answer):
            return self._not_attempted()
        options = self._options | {"any_spelling": True}
        if agree(self.reference, answer, **options):
            return self._right()
        for tolerance in (1e-9, self.tolerance):  # of two close mistakes the exact one
            if message := self._named(answer, options | {"tolerance": tolerance}):
                return self._verdict(WRONG, message)
        says = diagnosis.wrong_value(self.reference, answer, **options)
        return self._verdict(WRONG, says)

    def _named(self, answer, options):
        """Return the sentences for the known mistakes in a value, or ""."""
        mistakes = [
            ([mistake.filled(self.reference)], mistake.message)
            for mistake in self.mistakes
        ]
        named, rest = find_mistakes(
            [self.reference], [answer], mistakes, partial(agree, **options)
        )
        return diagnosis.several(named, rest)

    def _judge_function(self, answer):
        if answer is ... or (callable(answer) and is_stub(answer)):
            return self._not_attempted(), ""
        if not callable(answer):
            kind = "" if answer is None else f" ({kind_of(answer)})"
            says = "Hand over the function itself, without calling it"
            return self._verdict(WRONG, f"{says}: got {show(answer)}{kind}."), ""
        came = self.run(answer)
        verdict = self._compare(self._attempt_of(self.reference), came, answer)
        return verdict, came.printed

    def _attempt_of(self, ours):
        """Return what the reference or a known mistake gave: each is run once."""
        made = self._attempts.get(ours) or self.run(ours)
        if not made.ran_out_of_time:  # else the machine had no time for it
            self._attempts[ours] = made
        return made

    def run(self, answer, seconds=None):
        """Return the Attempt of an answer (or reference, or mistake) at all cases."""
        return attempt(
            answer,
            self.fresh_cases(),
            self.fresh_cases(),
            call=self.call,
            judged_by=self.judged_by,
            seconds=seconds or self.seconds,
        )

    @property
    def _options(self):
        return {"tolerance": self.tolerance, "relative": self.relative}

    def _differ(self, expected, got):
        """Return the Difference of two results, by this exercise's rules, or None."""
        found = difference(expected, got, **self._options)
        return found or unlike(got, self.asks_for)

    def _compare(self, wanted, came, answer):
        if came.ran_out_of_time:
            says = f"It ran for more than {self.seconds:g} seconds and was stopped"
            lines = self._arguments(len(came.outcomes), answer)
            return self._verdict(STOPPED, f"{says}: does a loop never end?", lines)
        first = self._first_failing(wanted.outcomes, came.outcomes)
        if first is None:
            return self._right()
        outcome, message, lines = diagnosis.diagnose(
            wanted.outcomes,
            came.outcomes,
            first,
            self._argument_names(answer),
            answer,
            self._differ,
            no_warnings=self.no_warnings,
        )
        if self._is_unfinished(came.outcomes[first], answer):
            says = "There is still a `...` in your code: replace it, then check again."
            return self._verdict(NOT_ATTEMPTED, says)
        message = self._known_mistakes(wanted.outcomes, came.outcomes) or message
        lines = (*self._arguments(first, answer), *lines)
        if warning := diagnosis.warned(came.warnings):
            lines = (*lines, ("warning", warning))
        return self._verdict(outcome, message, lines)

    def _first_failing(self, wanted, came):
        for index, (one, other) in enumerate(zip(wanted, came, strict=True)):
            if not diagnosis.same(one, other, self._differ) or (
                self.no_warnings and other.warnings and not one.warnings
            ):
                return index
        return None

    def _known_mistakes(self, wanted, came):
        """Return the sentences for the known mistakes in an answer, or ""."""
        results = []
        for mistake in self.mistakes:
            theirs = self._attempt_of(mistake.answer).outcomes
            if len(theirs) < len(came) or self._first_failing(wanted, theirs) is None:
                continue
            if self._first_failing(theirs, came) is None:
                return mistake.message
            if not any(outcome.error for outcome in theirs):
                results.append(([o.value for o in theirs], mistake.message))
        if self.judged_by or any(o.error or o.changed for o in [*wanted, *came]):
            return ""
        values = ([o.value for o in outcomes] for outcomes in (wanted, came))
        named, rest = find_mistakes(*values, results, partial(agree, **self._options))
        return diagnosis.several(named, rest)

    def _is_unfinished(self, outcome, answer):
        if isinstance(outcome.error, NotImplementedError) or outcome.value is ...:
            return True
        empty = outcome.error is not None or outcome.value is None
        return empty and is_unfinished(answer)

    def _argument_names(self, answer):
        """Return the names that the learner knows: the stub's, or their own."""
        if self.call is not None:
            return diagnosis.argument_names(self.call, skip=1)
        names = diagnosis.argument_names(self.reference)
        theirs = names_of(self.stub)[1] or diagnosis.argument_names(answer)
        return [*theirs, *names[len(theirs) :]]

    def _arguments(self, index, answer):
        """Return the line that shows the arguments of a case."""
        args, kwargs = self.fresh_cases()[index]
        names = self._argument_names(answer)
        pairs = [(diagnosis.name_of(i, names), arg) for i, arg in enumerate(args)]
        texts = [f"{name} = {show(arg)}" for name, arg in [*pairs, *kwargs.items()]]
        return (("for", ("\n" if "\n" in "".join(texts) else ", ").join(texts)),)
