"""Is my result the expected one, and if not, in which way does it differ?

The numbers count, not the type that holds them: a list, a tuple, a numpy array, a torch
tensor on any device, whole numbers or float32 are all the same to it. Torch is
recognised without being imported.
"""

import numpy as np

from course_utils.practice.arrays import (
    Difference,
    Rules,
    array_difference,
    dtype_of,
)
from course_utils.practice.wording import (
    ARRAYS,
    kind_of,
    show,
    show_both,
    spelled,
    to_numpy,
)

_SEQUENCES = ("a list", "a tuple")
_LONG_TEXT = 60  # characters: only in these it helps to name a place


def difference(expected, got, *, tolerance=1e-6, relative=False, any_spelling=False):
    """Compare two results; return None if they agree, else the first Difference.

    Numbers agree within `tolerance`, relative and absolute (`relative=True`: relative
    alone); float32 and float16 results are given the slack of their own precision.
    """
    return _difference(expected, got, Rules(tolerance, relative, any_spelling))


def agree(one, other, **options):
    """Tell whether two results are the same, as in `difference`; never raise."""
    try:
        return difference(one, other, **options) is None
    except Exception:
        return one is other


def as_array(value):
    """Return numbers in any type, also nested lists of them, as a numpy array.

    Raises TypeError if there are none, or if they fill no array.
    """
    if kind_of(value) not in _SEQUENCES:
        array = to_numpy(value)
    else:
        items = [as_array(item) for item in value]
        if len({item.shape for item in items}) > 1:
            raise TypeError(f"expected rows of one length, got {show(value)}.")
        array = np.array(items)
    if array.dtype == object and array.ndim:
        raise TypeError(f"expected numbers, got {show(value)}.")
    return array


def unlike(value, asks_for):
    """Return the Difference of a result from the type asked for, or None.

    `asks_for` holds kinds ("a torch tensor", "a tuple") and dtypes ("float32",
    "float", "integer").
    """
    kind = kind_of(value)
    for asked in asks_for:
        if asked.startswith("a "):
            if kind != asked:
                says = f"expected {asked}, got {kind}{_cure(asked, kind)}"
                return Difference("type", says)
        elif kind in ("a number", *ARRAYS):
            array = to_numpy(value)
            dtype = str(getattr(value, "dtype", array.dtype)).removeprefix("torch.")
            if asked not in (dtype, dtype_of(array)):
                return Difference("dtype", f"expected {asked} numbers, got {dtype}")
    return None


def numbers_in(value):
    """Return all numbers of a result as one flat float array, in order.

    Raises TypeError if something in it is not a real number.
    """
    kind = kind_of(value)
    if kind in ("a number", *ARRAYS):
        array = to_numpy(value)
        if array.dtype.kind == "c":
            raise TypeError("complex numbers")
        return array.astype(float).ravel()
    if kind == "a dict":
        value = [value[key] for key in sorted(value, key=str)]
    elif kind not in _SEQUENCES:
        raise TypeError(f"no numbers in {kind}")
    return np.concatenate([np.empty(0), *map(numbers_in, value)])


def common_factor(expected, got, *, tolerance=1e-6):
    """Return k if got = k * expected everywhere (and that means something), or None.

    `expected` and `got` are sequences of results, one per case. At least two
    different sizes must be there, or any wrong number would be "a factor off".
    """
    try:
        wanted = np.concatenate([numbers_in(value) for value in expected])
        came = np.concatenate([numbers_in(value) for value in got])
    except (TypeError, ValueError):
        return None
    if len(wanted) != len(came) or not np.isfinite([wanted, came]).all():
        return None
    large = np.abs(wanted) > 1e-9
    if len(np.unique(np.round(np.abs(wanted[large]), 9))) < 2:
        return None
    factor = float(np.median(came[large] / wanted[large]))
    slack = max(tolerance, 1e-5)
    fits = np.allclose(came, factor * wanted, rtol=slack, atol=slack * 1e-3)
    return factor if fits and factor != 0 else None


def _difference(expected, got, rules):
    wanted, came = kind_of(expected), kind_of(got)
    if wanted in ("a number", "True or False") and came in ARRAYS:
        if np.shape(to_numpy(got)) != ():
            says = f"expected {wanted}, got {came} of shape {tuple(got.shape)}"
            return Difference("shape", says)
        got = to_numpy(got)
        came = kind_of(got)
    if wanted in ARRAYS and came in ("a number", *ARRAYS, *_SEQUENCES):
        try:
            numbers = as_array(got)
        except TypeError:
            return Difference("type", f"expected {wanted}, got {came} of unequal parts")
        return array_difference(to_numpy(expected), numbers, rules)
    rows = came in ARRAYS and np.ndim(to_numpy(got)) > 0
    if wanted in _SEQUENCES and (came in _SEQUENCES or rows):
        return _list_difference(list(expected), list(got), rules)
    if wanted != came:
        return Difference("type", f"expected {wanted}, got {came}{_cure(wanted, came)}")
    if wanted == "a number":
        return array_difference(to_numpy(expected), to_numpy(got), rules)
    if wanted == "a dict":
        return _dict_difference(expected, got, rules)
    if wanted == "a text":
        return _text_difference(expected, got, rules)
    return None if bool(expected == got) else Difference("value", "the value differs")


def _cure(wanted, came):
    if wanted == "a numpy array" and came in (*_SEQUENCES, "a torch tensor"):
        return ": `np.array(...)` makes one"
    if wanted == "a torch tensor" and came in (*_SEQUENCES, "a numpy array"):
        return ": `torch.tensor(...)` makes one"
    if wanted == "a torch tensor" and came == "a number":
        return ": leave out `.item()` or `float()`"
    if came in ("a function", "a class"):
        return ": is a pair of brackets missing after its name?"
    return ""


def _text_difference(expected, got, rules):
    if expected == got or (rules.any_spelling and spelled(expected) == spelled(got)):
        return None
    if expected.split() == got.split():
        return Difference("value", "only spaces or line breaks differ")
    if expected.casefold() == got.casefold():
        return Difference("value", "only capital and small letters differ")
    if min(len(expected), len(got)) < _LONG_TEXT:
        return Difference("value", "it is another text")
    pairs = zip(expected, got, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
    start = min(len(expected), len(got)) if same is None else same
    one, other = (show(text[start : start + 20]) for text in (expected, got))
    place = f"from character {start}: should be {one}, but is {other}"
    return Difference("value", "the text differs", place)


def _list_difference(expected, got, rules):
    if len(expected) != len(got):
        says = f"expected {len(expected)} items, got {len(got)}"
        return Difference("length", says)
    for index, (one, other) in enumerate(zip(expected, got, strict=True)):
        if found := _difference(one, other, rules):
            return _inside(f"item {index}", found, one, other)
    return None


def _dict_difference(expected, got, rules):
    for key in expected:
        if key not in got:
            return Difference("keys", f"the key {key!r} is missing")
    for key in got:
        if key not in expected:
            return Difference("keys", f"the key {key!r} is not expected")
    for key in expected:
        if found := _difference(expected[key], got[key], rules):
            return _inside(f"key {key!r}", found, expected[key], got[key])
    return None


def _inside(name, found, expected, got):
    place = f"{name}, {found.place}"
    if not found.place:
        place = "{} should be {}, but is {}".format(name, *show_both(expected, got))
    kind = "value" if found.kind == "close" else found.kind
    return Difference(kind, f"in {name}, {found.says}", place)
