"""Why is my answer not right? The sentence that a teacher would say.

Compares what the reference and the answer gave on the same cases, and describes the
first case that fails.
"""

import inspect

from course_utils.practice.attempt import MOST_ITEMS, EndlessIterator
from course_utils.practice.comparison import common_factor, difference
from course_utils.practice.known import name_of_part
from course_utils.practice.stub import where_it_stopped
from course_utils.practice.verdict import STOPPED, WRONG
from course_utils.practice.wording import in_words, is_tensor, kind_of, show, show_both


def same(wanted, came, differ):
    """Tell whether two outcomes agree in value, kind of error and changed arguments.

    `differ(expected, got)` returns the Difference of two results, or None.
    """
    if wanted.error is not None or came.error is not None:
        return type(wanted.error) is type(came.error)
    if came.was_iterator and not wanted.was_iterator:
        return False
    if wanted.complaint == "":  # a result that was judged, not compared
        return came.complaint == "" and wanted.changed == came.changed
    try:
        right = differ(wanted.value, came.value) is None
    except Exception:
        right = wanted.value is came.value
    return right and wanted.changed == came.changed


def diagnose(wanted, came, first, names, answer, differ, *, no_warnings=""):
    """Return (outcome, message, lines) for the failing case with index `first`.

    `wanted` and `came` are the outcomes of all cases; `names` are the argument names;
    `no_warnings` is the sentence for right numbers that came with a warning.
    """
    one, other = wanted[first], came[first]
    if other.error is not None:
        return _error(one, other.error, answer)
    if one.error is not None:
        kind = type(one.error).__name__
        lines = (("expected", f"{kind}: {_message(one.error)}"), _got(other.value))
        return WRONG, f"This case should raise {kind}.", lines
    if other.was_iterator and not one.was_iterator:
        kind = kind_of(one.value)
        says = f"expected {kind}, got a generator: {_COLLECT.get(kind, _GIVE_ONE)}"
        return WRONG, f"The result has the wrong type: {says}.", ()
    if other.complaint:
        return WRONG, other.complaint, (_got(other.value),)
    found = differ(one.value, other.value)
    if other.complaint is None and one.complaint == "" and found is None:
        return WRONG, "The result cannot be judged.", (_got(other.value),)
    if found is None or other.complaint == "":
        if one.changed == other.changed:
            return WRONG, no_warnings, ()
        return WRONG, _changed(one.changed, other.changed, names, other), ()
    if found.kind == "type" and other.value is None:
        message = "Your function returned None: did you forget `return`?"
        if inspect.isclass(answer):
            message = "The result is None: did a method forget `return`?"
        return WRONG, message, (("expected", _shape_too(one.value)), ("got", "None"))
    shown = show_both(one.value, other.value)
    if found.kind in ("type", "shape", "transposed", "dtype"):
        shown = _shape_too(one.value), _shape_too(other.value)
    lines = [("expected", shown[0]), ("got", shown[1])]
    if found.place:
        lines.append(("differs", found.place))
    if changed := [name for name in other.changed if name not in one.changed]:
        name = name_of(changed[0], names)
        changes = f"your code changed its argument {name}: work on a copy"
        lines.append(("also", changes))
    message = _in_all_cases(wanted, came, differ) or _sentence(found)
    return WRONG, message, tuple(lines)


_SAYS = {
    "type": "The result has the wrong type: {}.",
    "shape": "The result has the wrong shape: {}.",
    "dtype": "The result has the wrong dtype: {}.",
    "not finite": "The result is not finite: {}.",
    "transposed": "The result is transposed: {}.",
    "length": "The result has the wrong length: {}.",
    "keys": "The result has the wrong keys: {}.",
    "close": "The result is {}: is something rounded, or only approximated?",
    "value": "The result has the wrong value: {}.",
}


_COLLECT = {
    "a list": "use `list(...)`",
    "a tuple": "use `tuple(...)`",
    "a numpy array": "use `np.array(list(...))`",
    "a torch tensor": "use `torch.tensor(list(...))`",
}
_GIVE_ONE = "`return` the result instead of giving it in parts"


def _sentence(found):
    """Return the Difference as a sentence with one mark at its end."""
    return _SAYS[found.kind].format(found.says).replace("?.", "?")


def several(named, rest):
    """Return one text for all known mistakes found, and what else is wrong, or ""."""
    if not named:
        return ""
    if len(named) == 1 and not rest:
        return named[0].message
    says = [f"{_parts(one.parts)}: {one.message}" for one in named]
    if rest:
        says.append(f"{_parts(rest)}: not right yet.")
    return "\n".join(says)


def _parts(parts):
    text = " and ".join(map(name_of_part, parts))
    return text[:1].upper() + text[1:]


def wrong_value(expected, got, **options):
    """Return the sentence for a wrong prediction, which must not tell the right one."""
    found = difference(expected, got, **options)
    if found.kind in ("value", "close", "transposed", "dtype"):
        inside = found.says.split(",")[0] if found.says.startswith("in ") else ""
        close = " It is close, though." if found.kind == "close" else ""
        return f"{show(got)} is not it{f' ({inside})' if inside else ''}.{close}"
    return _sentence(found)


def warned(messages):
    """Return the first warning that came while the answer ran, shortened, or ""."""
    text = next(iter(dict.fromkeys(messages)), "")
    return text if len(text) <= 200 else text[:200] + " ..."


def argument_names(function, *, skip=0):
    """Return the parameter names of a function without the first `skip`."""
    try:
        return list(inspect.signature(function).parameters)[skip:]
    except (TypeError, ValueError):
        return []


def name_of(argument, names):
    """Return the name of an argument given by its position or name."""
    if isinstance(argument, str):
        return argument
    return names[argument] if argument < len(names) else f"argument {argument + 1}"


def describe_error(error):
    """Return "ValueError: message" on one line, shortened."""
    return f"{type(error).__name__}: {_message(error)}".removesuffix(": ")


def _message(error):
    try:
        text = " ".join(str(error).split())
    except Exception:
        return ""
    return text if len(text) <= 300 else text[:300] + " ..."


def _error(wanted, error, answer):
    if isinstance(error, EndlessIterator):
        return (
            STOPPED,
            f"Your generator was stopped after {MOST_ITEMS} items: does it never end?",
            (),
        )
    lines = []
    if found := where_it_stopped(error, answer):
        name, line, source = found
        lines.append(
            ("where", f"line {line} of {name}" + (f": {source}" * bool(source)))
        )
    elif isinstance(error, TypeError) and "argument" in str(error):
        lines.append(("takes", "the same arguments, in the same order, as in the stub"))
    if wanted.error is None:
        lines.append(("expected", _shape_too(wanted.value)))
    else:
        lines.append(("expected", describe_error(wanted.error)))
    return STOPPED, f"{describe_error(error)}", tuple(lines)


def _changed(wanted, came, names, outcome):
    for argument in came:
        if argument not in wanted:
            name = name_of(argument, names)
            copy = "clone" if is_tensor(outcome.value) else "copy"
            return (
                f"The result is right, but your code changed its argument `{name}`. "
                f"Work on a copy: `{name} = {name}.{copy}()`."
            )
    name = name_of(next(iter(set(wanted) - set(came))), names)
    return f"The argument `{name}` should be changed in place, but it was not."


def _in_all_cases(wanted, came, differ):
    """Return a sentence if a sign or a factor explains all cases, else ""."""
    if any(outcome.error is not None for outcome in [*wanted, *came]):
        return ""
    expected = [outcome.value for outcome in wanted]
    got = [outcome.value for outcome in came]
    kinds = {d.kind for d in map(differ, expected, got) if d}
    if not kinds <= {"value", "close"}:
        return ""
    factor = common_factor(expected, got)
    if factor is None:
        return ""
    if abs(factor + 1) < 1e-4:
        return (
            "The result is right up to its sign: in every case it has the opposite one."
        )
    if abs(factor - 1) < 0.02:
        return ""
    times = in_words(factor)
    return (
        f"In every case the result is {times} times the expected one: is a factor off?"
    )


def _got(value):
    return "got", show(value)


def _shape_too(value):
    kind = kind_of(value)
    if kind in ("a numpy array", "a torch tensor"):
        dtype = str(value.dtype).removeprefix("torch.")
        return f"{kind}, shape {tuple(value.shape)}, {dtype}"
    return show(value)
