"""Run a learner's code without letting it spoil the lesson.

An endless loop is stopped, an error is caught and located, printing is kept
short, warnings are collected, and arguments that were changed are noticed.
"""

import contextlib
import copy
import io
import itertools
import random
import sys
import warnings
from dataclasses import dataclass, field

import numpy as np

from course_utils.practice.comparison import agree
from course_utils.practice.time_limit import TimeIsUp, finishes
from course_utils.practice.wording import kind_of

MOST_ITEMS = 10_000  # an iterator that gives more is taken to be endless
MOST_PRINTED = 2_000  # characters
_ROUNDING = 1e-12  # what x + h - h may leave behind is no changed argument


class EndlessIterator(Exception):
    """The learner's generator gave more than MOST_ITEMS items."""


@dataclass
class Outcome:
    """What one call gave: a value or an error, and which arguments it changed.

    `warnings` came while it ran; `complaint` is what `judged_by` had to say.
    """

    value: object = None
    error: BaseException | None = None
    changed: tuple = ()
    was_iterator: bool = False
    warnings: tuple[str, ...] = ()
    complaint: str | None = None


@dataclass
class Attempt:
    """What all calls gave, in the order of the cases."""

    outcomes: list[Outcome] = field(default_factory=list)
    printed: str = ""
    ran_out_of_time: bool = False

    @property
    def warnings(self):
        """Return the warnings of all calls, in their order."""
        return [text for outcome in self.outcomes for text in outcome.warnings]


def attempt(function, cases, pristine, *, call=None, judged_by=None, seconds=5.0):
    """Call `function` on every case, for at most `seconds` in all.

    `cases` and `pristine` are equal lists of (args, kwargs); the second is compared
    with the first afterwards. `call(function, *args)` replaces the plain call;
    `judged_by(value, *args)` returns "" or a complaint about the value.
    """
    result = Attempt()

    def work():
        for (args, kwargs), (before, named_before) in zip(cases, pristine, strict=True):
            _seed_everything()
            seen = len(caught)
            outcome = _call(call or _plainly, function, args, kwargs)
            outcome.warnings = _worth_telling(caught[seen:])
            names = [*enumerate(args), *kwargs.items()]
            originals = [*before, *named_before.values()]
            outcome.changed = tuple(
                name
                for (name, now), then in zip(names, originals, strict=True)
                if _comparable(then) and not agree(then, now, tolerance=_ROUNDING)
            )
            if judged_by is not None and outcome.value is not None:
                outcome.complaint = _complaint(judged_by, outcome.value, before)
            result.outcomes.append(outcome)

    printed = _ShortOutput()
    with (
        _kept_randomness(),
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stdout(printed),
    ):
        warnings.simplefilter("always")
        result.ran_out_of_time = not finishes(work, seconds)
    result.printed = printed.text()
    return result


def fresh(case):
    """Return a case as (args, kwargs), copied so that a call may change it freely."""
    case = copy.deepcopy(case)
    if isinstance(case, tuple):
        return list(case), {}
    return ([], case) if isinstance(case, dict) else ([case], {})


def _plainly(function, *args, **kwargs):
    return function(*args, **kwargs)


def _call(call, function, args, kwargs):
    try:
        value = call(function, *args, **kwargs)
        if hasattr(value, "__next__") and hasattr(value, "__iter__"):
            items = list(itertools.islice(value, MOST_ITEMS + 1))
            if len(items) > MOST_ITEMS:
                return Outcome(error=EndlessIterator())
            return Outcome(items, was_iterator=True)
        return Outcome(value)
    except TimeIsUp:
        raise
    except BaseException as error:  # a learner's SystemExit must not end the check
        return Outcome(error=error)


def _worth_telling(caught):
    return tuple(
        " ".join(str(warning.message).split())
        for warning in caught
        if issubclass(warning.category, RuntimeWarning | UserWarning)
    )


def _complaint(judged_by, value, args):
    try:
        return judged_by(value, *args)
    except TimeIsUp:
        raise
    except Exception:  # a value that the judge can make nothing of
        return None


def _comparable(value):
    kind = kind_of(value)
    if kind in ("a list", "a tuple"):
        return all(map(_comparable, value))
    if kind == "a dict":
        return all(map(_comparable, value.values()))
    return kind in ("a numpy array", "a torch tensor", "a number", "a text")


class _ShortOutput(io.TextIOBase):
    """Keeps the first characters printed and forgets the rest."""

    def __init__(self):
        self.parts, self.size = [], 0

    def writable(self):
        return True

    def write(self, text):
        room = MOST_PRINTED - self.size
        if room > 0:
            self.parts.append(text[:room])
        self.size += len(text)
        return len(text)

    def text(self):
        text = "".join(self.parts)
        return text + "\n... (more was printed)\n" if self.size > MOST_PRINTED else text


@contextlib.contextmanager
def _kept_randomness():
    """Leave the global random states as they were."""
    states = random.getstate(), np.random.get_state()  # noqa: NPY002
    torch = sys.modules.get("torch")
    devices = range(torch.cuda.device_count()) if _on_cuda(torch) else []
    forked = torch.random.fork_rng(devices) if torch else contextlib.nullcontext()
    with forked:
        try:
            yield
        finally:
            random.setstate(states[0])
            np.random.set_state(states[1])  # noqa: NPY002


def _seed_everything(seed=0):
    """Give a reference and an answer the same random numbers."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002
    if torch := sys.modules.get("torch"):
        torch.default_generator.manual_seed(seed)
        if _on_cuda(torch):
            torch.cuda.manual_seed_all(seed)


def _on_cuda(torch):
    return torch is not None and torch.cuda.is_initialized()
