"""Is my result the expected one, and if not, in which way does it differ?

Knows numbers, texts, numpy arrays, torch tensors and lists, tuples and dicts of
them. Torch is recognised without being imported.
"""

from dataclasses import dataclass

import numpy as np

from course_utils.practice.wording import ARRAYS, kind_of, show, show_both, to_numpy

_DTYPES = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex"}


@dataclass(frozen=True)
class Difference:
    """Say how a result differs: `kind` in one word, `says` in a sentence."""

    kind: str
    says: str
    place: str = ""


def difference(expected, got, *, tolerance=1e-6):
    """Compare two results; return None if they agree, else the first Difference.

    Numbers agree within `tolerance`, relative and absolute; float32 and float16
    results are given the slack of their own precision.
    """
    wanted, came = kind_of(expected), kind_of(got)
    if wanted in ("a number", "True or False") and came in ARRAYS:
        if np.shape(to_numpy(got)) != ():
            says = f"expected {wanted}, got {came} of shape {tuple(got.shape)}"
            return Difference("shape", says)
        got = to_numpy(got)
        came = kind_of(got)
    sequences = ("a list", "a tuple")
    if wanted != came and not (wanted in sequences and came in sequences):
        return Difference("type", f"expected {wanted}, got {came}{_cure(wanted, came)}")
    if wanted in ("a number", *ARRAYS):
        return _array_difference(expected, got, tolerance)
    if wanted in sequences:
        return _list_difference(list(expected), list(got), tolerance)
    if wanted == "a dict":
        return _dict_difference(expected, got, tolerance)
    if bool(expected == got):
        return None
    if wanted == "a text" and expected.split() == got.split():
        return Difference("value", "only spaces or line breaks differ")
    if wanted == "a text" and expected.casefold() == got.casefold():
        return Difference("value", "only capital and small letters differ")
    if wanted == "a text":
        return Difference("value", "the text differs", _text_place(expected, got))
    return Difference("value", "the value differs")


def agree(one, other, *, tolerance=1e-6):
    """Tell whether two results are the same within `tolerance`; never raise."""
    try:
        return difference(one, other, tolerance=tolerance) is None
    except Exception:
        return one is other


def numbers_in(value):
    """Return all numbers of a result as one flat float array, in order.

    Raises TypeError if something in it is not a number.
    """
    kind = kind_of(value)
    if kind in ("a number", *ARRAYS):
        return to_numpy(value).astype(float).ravel()
    if kind == "a dict":
        value = [value[key] for key in sorted(value, key=str)]
    elif kind not in ("a list", "a tuple"):
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


def _cure(wanted, came):
    if wanted == "a tuple" and came in ARRAYS:
        return ": a comma makes one, as in `return one, two`"
    if wanted == "a numpy array" and came in ("a list", "a tuple"):
        return ": `np.array(...)` makes one"
    if wanted == "a torch tensor" and came == "a numpy array":
        return ": `torch.from_numpy(...)` makes one"
    if wanted == "a torch tensor" and came == "a number":
        return ": leave out `.item()` or `float()`"
    if came in ("a function", "a class"):
        return ": is a pair of brackets missing after its name?"
    return ""


def _array_difference(expected, got, tolerance):
    wanted, came = to_numpy(expected), to_numpy(got)
    if wanted.shape != came.shape:
        return _shape_difference(wanted, came, tolerance)
    if wanted.ndim and _dtype(wanted) != _dtype(came):
        says = f"expected {_dtype(wanted)} numbers ({wanted.dtype}), got {came.dtype}"
        if _dtype(wanted) == "float" and _dtype(came) == "integer":
            says += ": digits after the point are cut off"
        return Difference("dtype", says)
    same = np.asarray(_close(wanted, came, tolerance))
    if np.all(same):
        return None
    if found := _not_finite(wanted, came):
        return found
    if wanted.ndim == 2 and _fits(wanted.T, came, tolerance):
        return Difference("transposed", "rows and columns are swapped (transposed)")
    if wanted.ndim == 0:
        return _number_difference(wanted, came)
    first = tuple(int(i) for i in np.argwhere(~same)[0])
    index = ", ".join(map(str, first))
    one, other = show_both(wanted[first], came[first])
    place = f"[{index}] should be {one}, but is {other}"
    if wanted.dtype.kind in "fc" and np.allclose(came, wanted, rtol=1e-2, atol=0):
        return Difference("close", "close, but not close enough", place)
    says = f"{int(np.sum(~same))} of {wanted.size} numbers differ"
    return Difference("value", says, place)


def _shape_difference(wanted, came, tolerance):
    says = f"expected shape {wanted.shape}, got {came.shape}"
    if wanted.ndim == 0:
        says = f"expected a single number, got shape {came.shape}"
    if wanted.ndim == 2 and _fits(wanted.T, came, tolerance):
        return Difference(
            "transposed", f"{says}: rows and columns are swapped (transposed)"
        )
    if wanted.size == came.size and _fits(wanted.ravel(), came.ravel(), tolerance):
        says += ". The numbers are right, only the shape is not"
    return Difference("shape", says)


def _number_difference(wanted, came):
    if (
        came.dtype.kind in "iu"
        and wanted.dtype.kind == "f"
        and came == np.trunc(wanted)
    ):
        says = (
            "an integer where a decimal number is expected: do `//`, `int` or `round`"
        )
        return Difference("dtype", says + " cut it off?")
    if came.dtype.kind in "fc" and np.isclose(came, wanted, rtol=1e-2, atol=0):
        return Difference("close", "close, but not close enough")
    return Difference("value", "the number differs")


def _not_finite(wanted, came):
    if came.dtype.kind not in "fc":
        return None
    for test, name in ((np.isnan, "NaN (not a number)"), (np.isinf, "infinite")):
        bad = test(came) & np.isfinite(wanted)
        if bad.any():
            where = (
                f"{int(bad.sum())} of {came.size} numbers are" if came.ndim else "it is"
            )
            return Difference("not finite", f"{where} {name}")
    return None


def _text_place(expected, got):
    pairs = zip(expected, got, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
    start = min(len(expected), len(got)) if same is None else same
    one, other = (show(text[start : start + 20]) for text in (expected, got))
    return f"from character {start}: should be {one}, but is {other}"


def _list_difference(expected, got, tolerance):
    if len(expected) != len(got):
        says = f"expected {len(expected)} items, got {len(got)}"
        return Difference("length", says)
    for index, (one, other) in enumerate(zip(expected, got, strict=True)):
        if found := difference(one, other, tolerance=tolerance):
            return _inside(f"item {index}", found, one, other)
    return None


def _dict_difference(expected, got, tolerance):
    for key in expected:
        if key not in got:
            return Difference("keys", f"the key {key!r} is missing")
    for key in got:
        if key not in expected:
            return Difference("keys", f"the key {key!r} is not expected")
    for key in expected:
        if found := difference(expected[key], got[key], tolerance=tolerance):
            return _inside(f"key {key!r}", found, expected[key], got[key])
    return None


def _inside(name, found, expected, got):
    place = f"{name}, {found.place}"
    if not found.place:
        place = "{} should be {}, but is {}".format(name, *show_both(expected, got))
    kind = "value" if found.kind == "close" else found.kind
    return Difference(kind, f"in {name}, {found.says}", place)


def _fits(wanted, came, tolerance):
    return wanted.shape == came.shape and bool(np.all(_close(wanted, came, tolerance)))


def _close(wanted, came, tolerance):
    if {_dtype(wanted), _dtype(came)} - set(_DTYPES.values()):  # texts, huge integers
        return wanted == came
    given = tolerance
    for array in (wanted, came):
        if array.dtype.kind in "fc":
            size = array.dtype.itemsize // (2 if array.dtype.kind == "c" else 1)
            tolerance = max(tolerance, {2: 1e-2, 4: 1e-5}.get(size, 0.0))
    with np.errstate(all="ignore"):
        if wanted.dtype.kind in "biu":  # counts are exact: no relative slack
            return np.isclose(came, wanted, rtol=0, atol=given, equal_nan=True)
        return np.isclose(came, wanted, rtol=tolerance, atol=tolerance, equal_nan=True)


def _dtype(array):
    return _DTYPES.get(array.dtype.kind, str(array.dtype))
