"""Run a learner's code without letting it spoil the lesson.

An endless loop is stopped, an error is caught and located, printing is kept
short, warnings are collected, and arguments that were changed are noticed.
"""

import ast
import contextlib
import contextvars
import copy
import ctypes
import dis
import inspect
import io
import itertools
import linecache
import random
import sys
import textwrap
import threading
import time
import warnings
from dataclasses import dataclass, field

import numpy as np

from course_utils.comparison import agree, kind_of

MOST_ITEMS = 10_000  # an iterator that gives more is taken to be endless
MOST_PRINTED = 2_000  # characters


class _TimeIsUp(SystemExit):
    """Stops the learner's thread; a SystemExit ends a thread without a traceback."""


class EndlessIterator(Exception):
    """The learner's generator gave more than MOST_ITEMS items."""


@dataclass
class Outcome:
    """What one call gave: a value or an error, and which arguments it changed."""

    value: object = None
    error: BaseException | None = None
    changed: tuple = ()
    was_iterator: bool = False


@dataclass
class Attempt:
    """What all calls gave, in the order of the cases."""

    outcomes: list[Outcome] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    printed: str = ""
    ran_out_of_time: bool = False


def attempt(function, cases, pristine, *, call=None, seconds=5.0):
    """Call `function` on every case, for at most `seconds` in all.

    `cases` and `pristine` are equal lists of (args, kwargs); the second is compared
    with the first afterwards. `call(function, *args)` replaces the plain call.
    """
    result = Attempt()

    def work():
        for (args, kwargs), (before, named_before) in zip(cases, pristine, strict=True):
            _seed_everything()
            outcome = _call(call or _plainly, function, args, kwargs)
            names = [*enumerate(args), *kwargs.items()]
            originals = [*before, *named_before.values()]
            outcome.changed = tuple(
                name
                for (name, now), then in zip(names, originals, strict=True)
                if _comparable(then) and not agree(then, now, tolerance=0.0)
            )
            result.outcomes.append(outcome)

    printed = _ShortOutput()
    with (
        _kept_randomness(),
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stdout(printed),
    ):
        warnings.simplefilter("always")
        result.ran_out_of_time = not _finishes(work, seconds)
    result.printed = printed.text()
    result.warnings = [
        " ".join(str(warning.message).split())
        for warning in caught
        if issubclass(warning.category, RuntimeWarning | UserWarning)
    ]
    return result


def is_stub(answer):
    """Tell whether a function or class still has nothing but `...` or `pass`."""
    if inspect.isclass(answer):
        return all(_is_empty(method) for method in _methods(answer))
    return _is_empty(answer)


def is_unfinished(answer):
    """Tell whether a `...` stands where a statement or a value should be."""
    if inspect.isclass(answer):
        methods = _methods(answer)
        return any(_is_empty(method) or _has_dots(method) for method in methods)
    return _has_dots(answer)


def where_it_stopped(error, answer):
    """Return (function name, line within it, source line) of an error, or None.

    The innermost line of the learner's own code counts, not the library's below.
    """
    files = {code.co_filename for code in map(_code, _functions(answer)) if code}
    found = None
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            source = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            line = trace.tb_lineno - code.co_firstlineno + 1
            found = code.co_name, line, source
        trace = trace.tb_next
    return found


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
    except _TimeIsUp:
        raise
    except BaseException as error:  # a learner's SystemExit must not end the check
        return Outcome(error=error)


def _comparable(value):
    kind = kind_of(value)
    if kind in ("a list", "a tuple"):
        return all(map(_comparable, value))
    if kind == "a dict":
        return all(map(_comparable, value.values()))
    return kind in ("a numpy array", "a torch tensor", "a number", "a text")


def _finishes(work, seconds):
    """Run `work` in a thread; return False if it had to be stopped."""
    done = threading.Event()

    def run():
        with contextlib.suppress(_TimeIsUp):
            work()
            done.set()

    context = contextvars.copy_context()
    worker = threading.Thread(target=context.run, args=(run,), daemon=True)
    try:
        worker.start()
    except RuntimeError:  # no threads here (a browser's Python): run it directly
        run()
        return True
    deadline = time.monotonic() + seconds
    try:
        while worker.is_alive() and time.monotonic() < deadline:
            worker.join(0.05)  # short waits, so that an interrupt gets through
    finally:
        _stop(worker, done)
    return done.is_set()


def _stop(worker, done):
    """Raise _TimeIsUp inside `worker` until it ends; a bare `except` may catch some."""
    for _ in range(50):
        if done.is_set() or not worker.is_alive():
            return
        thread = ctypes.c_ulong(worker.ident)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(_TimeIsUp))
        worker.join(0.02)


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


def _functions(answer):
    return _methods(answer) if inspect.isclass(answer) else [answer]


def _methods(cls):
    members = [getattr(member, "fget", member) for member in vars(cls).values()]
    members = [getattr(member, "__func__", member) for member in members]
    return [member for member in members if inspect.isfunction(member)]


def _code(function):
    return getattr(inspect.unwrap(function), "__code__", None)


def _is_empty(function):
    """Tell from the bytecode whether a function does nothing but return None."""
    code = _code(function)
    if code is None or code.co_flags & inspect.CO_GENERATOR:
        return False
    noise = ("RESUME", "NOP", "CACHE", "COPY_FREE_VARS", "MAKE_CELL")
    steps = [step for step in dis.get_instructions(code) if step.opname not in noise]
    names = [step.opname for step in steps]
    returns = (["LOAD_CONST", "RETURN_VALUE"], ["RETURN_CONST"])
    return names in returns and steps[0].argval in (None, ...)


def _has_dots(function):
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return False
    values = [getattr(node, "value", None) for node in ast.walk(tree) if _holds(node)]
    return any(isinstance(v, ast.Constant) and v.value is ... for v in values)


def _holds(node):
    return isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return)
