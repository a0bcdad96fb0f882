"""Are two arrays of numbers the same, and if not, in which way do they differ?"""

from dataclasses import dataclass

import numpy as np

from course_utils.practice.wording import show_both

_DTYPES = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex"}
_PRECISION = {2: 1e-2, 4: 1e-5}  # of float16 and float32, by bytes


@dataclass(frozen=True)
class Difference:
    """Say how a result differs: `kind` in one word, `says` in a sentence."""

    kind: str
    says: str
    place: str = ""


@dataclass(frozen=True)
class Rules:
    """When two results are the same: how close, and whether spelling matters."""

    tolerance: float = 1e-6
    relative: bool = False  # no absolute slack: for results such as 4e-18
    any_spelling: bool = False  # of texts: case, spaces and dashes do not matter


def array_difference(wanted, came, rules):
    """Compare two numpy arrays; return None if they agree, else the Difference."""
    if wanted.shape != came.shape:
        return _shape_difference(wanted, came, rules)
    if wanted.ndim and _kind(wanted) != _kind(came):
        says = f"expected {dtype_of(wanted)} numbers ({wanted.dtype}), got {came.dtype}"
        return Difference("dtype", says)
    same = np.asarray(_close(wanted, came, rules))
    if np.all(same):
        return None
    if wanted.ndim == 2 and _fits(wanted.T, came, rules):
        return Difference("transposed", "rows and columns are swapped (transposed)")
    if found := _not_finite(wanted, came) or _cut_off(wanted, came):
        return found
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


def dtype_of(array):
    """Return the dtype in a word: "float", "integer", "bool", or its own name."""
    return _DTYPES.get(array.dtype.kind, str(array.dtype))


def _shape_difference(wanted, came, rules):
    says = f"expected shape {wanted.shape}, got {came.shape}"
    if wanted.ndim == 0:
        says = f"expected a single number, got shape {came.shape}"
    if wanted.ndim == 2 and _fits(wanted.T, came, rules):
        return Difference(
            "transposed", f"{says}: rows and columns are swapped (transposed)"
        )
    if wanted.size == came.size and _fits(wanted.ravel(), came.ravel(), rules):
        says += ". The numbers are right, only the shape is not"
    return Difference("shape", says)


def _number_difference(wanted, came):
    if came.dtype.kind in "fc" and np.isclose(came, wanted, rtol=1e-2, atol=0):
        return Difference("close", "close, but not close enough")
    return Difference("value", "the number differs")


def _cut_off(wanted, came):
    if came.dtype.kind not in "iu" or wanted.dtype.kind != "f":
        return None
    if wanted.ndim == 0 and came == np.trunc(wanted):
        says = "an integer where a decimal number is expected"
        return Difference("dtype", f"{says}: do `//`, `int` or `round` cut it off?")
    if wanted.ndim and np.all(np.abs(came - wanted) < 1):
        says = f"expected float numbers ({wanted.dtype}), got {came.dtype}"
        return Difference("dtype", f"{says}: digits after the point are cut off")
    return None


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


def _fits(wanted, came, rules):
    return wanted.shape == came.shape and bool(np.all(_close(wanted, came, rules)))


def _close(wanted, came, rules):
    if {_kind(wanted), _kind(came)} - {"number", "bool"}:  # texts, huge integers
        return wanted == came
    rtol = atol = rules.tolerance
    if wanted.dtype.kind in "biu":  # counts are exact: no relative slack
        rtol = 0.0
    else:
        slack = max(_slack(wanted), _slack(came))
        rtol = max(rtol, slack)
        sizes = np.abs(wanted[np.isfinite(wanted)])
        atol = max(atol, slack * min(1.0, float(sizes.max(initial=0.0))))
        if rules.relative:
            atol = 1e-37 if slack else 0.0  # below it, float32 has nothing but 0
    with np.errstate(all="ignore"):
        return np.isclose(came, wanted, rtol=rtol, atol=atol, equal_nan=True)


def _slack(array):
    if array.dtype.kind not in "fc":
        return 0.0
    size = array.dtype.itemsize // (2 if array.dtype.kind == "c" else 1)
    return _PRECISION.get(size, 0.0)


def _kind(array):
    """Return "number", "bool" or the name of another dtype."""
    if array.dtype.kind in "iufc":
        return "number"
    return "bool" if array.dtype.kind == "b" else str(array.dtype)
