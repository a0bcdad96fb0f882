"""Is my result the expected one, and if not, in which way does it differ?

Knows numbers, texts, numpy arrays, torch tensors and lists, tuples and dicts of
them. Torch is recognised without being imported.
"""

import reprlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

_ARRAYS = ("a numpy array", "a torch tensor")
_DTYPES = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex"}
_brief = reprlib.Repr()
_brief.maxstring = _brief.maxother = 80


@dataclass(frozen=True)
class Difference:
    """Say how a result differs: `kind` in one word, `says` in a sentence."""

    kind: str
    says: str
    place: str = ""


def kind_of(value):
    """Return what `value` is, in a learner's words ("a number", "a list")."""
    if value is None:
        return "None"
    if is_tensor(value):
        return "a torch tensor"
    if isinstance(value, np.ndarray) and value.ndim:
        return "a numpy array"
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, np.ndarray):
        return "True or False" if value.dtype.kind == "b" else "a number"
    if isinstance(value, int | float | complex | np.number):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, tuple):
        return "a tuple"
    if isinstance(value, list | range):
        return "a list"
    if isinstance(value, Mapping):
        return "a dict"
    if isinstance(value, type):
        return "a class"
    if value is ...:
        return "..."
    name = type(value).__name__
    functions = ("function", "method", "builtin_function_or_method", "ufunc", "partial")
    return "a function" if name in functions else f"an object ({name})"


def is_tensor(value):
    """Tell whether `value` is a torch tensor, without importing torch."""
    return type(value).__module__.split(".")[0] == "torch" and all(
        hasattr(value, name) for name in ("detach", "numpy", "shape")
    )


def difference(expected, got, *, tolerance=1e-6):
    """Compare two results; return None if they agree, else the first Difference.

    Numbers agree within `tolerance`, relative and absolute; float32 and float16
    results are given the slack of their own precision.
    """
    wanted, came = kind_of(expected), kind_of(got)
    if wanted in ("a number", "True or False") and came in _ARRAYS:
        if np.shape(to_numpy(got)) != ():
            says = f"expected {wanted}, got {came} of shape {tuple(got.shape)}"
            return Difference("shape", says)
        got = to_numpy(got)
        came = kind_of(got)
    sequences = ("a list", "a tuple")
    if wanted != came and not (wanted in sequences and came in sequences):
        return Difference("type", f"expected {wanted}, got {came}{_cure(wanted, came)}")
    if wanted in ("a number", *_ARRAYS):
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
    return Difference("value", "the value differs")


def agree(one, other, *, tolerance=1e-6):
    """Tell whether two results are the same within `tolerance`; never raise."""
    try:
        return difference(one, other, tolerance=tolerance) is None
    except Exception:
        return one is other


def to_numpy(value):
    """Return numbers, arrays and tensors as a numpy array, on the CPU."""
    if is_tensor(value):
        value = value.detach().cpu()
        if str(value.dtype) == "torch.bfloat16":
            value = value.float()
        return value.numpy()
    return np.asarray(value)


def numbers_in(value):
    """Return all numbers of a result as one flat float array, in order.

    Raises TypeError if something in it is not a number.
    """
    kind = kind_of(value)
    if kind in ("a number", *_ARRAYS):
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


def show(value, *, digits=6, width=240):
    """Return `value` as a short text without memory addresses."""
    kind = kind_of(value)
    if kind in ("a function", "a class"):
        return getattr(value, "__name__", "a function").replace("<lambda>", "a lambda")
    if kind == "a number":
        return _show_number(to_numpy(value)[()], digits)
    if kind in _ARRAYS:
        return _show_array(to_numpy(value), kind, digits)
    if kind in ("a tuple", "a list"):
        items = [show(item, digits=digits, width=60) for item in value[:8]]
        text = ", ".join(items) + (", ..." if len(value) > 8 else "")
        comma = "," if len(value) == 1 and kind == "a tuple" else ""
        text = f"({text}{comma})" if kind == "a tuple" else f"[{text}]"
    elif kind == "a dict":
        items = list(value.items())[:8]
        pairs = [
            f"{key!r}: {show(item, digits=digits, width=60)}" for key, item in items
        ]
        text = "{" + ", ".join(pairs) + (", ..." if len(value) > 8 else "") + "}"
    elif kind.startswith("an object"):
        text = f"a {type(value).__name__}"
    else:
        text = _brief.repr(value)
    return text if len(text) <= width else text[: width - 4] + " ..."


def show_both(expected, got):
    """Return both values as texts, with enough digits to tell them apart."""
    for digits in (6, 10, 17):
        texts = show(expected, digits=digits), show(got, digits=digits)
        if texts[0] != texts[1]:
            break
    return texts


def _cure(wanted, came):
    if came == "None":
        return ": did you forget `return`?"
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
    if _dtype(wanted) not in _DTYPES.values():
        same = wanted == came
    else:
        same = _close(wanted, came, tolerance)
    if np.all(same):
        return None
    if difference_of_finite := _not_finite(wanted, came):
        return difference_of_finite
    if wanted.ndim == 2 and _fits(wanted.T, came, tolerance):
        return Difference("transposed", "rows and columns are swapped (transposed)")
    if wanted.ndim == 0:
        return _number_difference(wanted, came)
    first = tuple(int(i) for i in np.argwhere(~np.asarray(same))[0])
    index = ", ".join(map(str, first))
    one, other = show_both(wanted[first], came[first])
    count = int(np.sum(~np.asarray(same)))
    says = f"{count} of {wanted.size} numbers differ"
    return Difference("value", says, f"[{index}] should be {one}, but is {other}")


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
    if wanted.dtype.kind in "fc" and np.isclose(came, wanted, rtol=1e-2, atol=0):
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


def _list_difference(expected, got, tolerance):
    if len(expected) != len(got):
        says = f"expected {len(expected)} items, got {len(got)}"
        return Difference("length", says)
    for index, (one, other) in enumerate(zip(expected, got, strict=True)):
        if found := difference(one, other, tolerance=tolerance):
            return _inside(f"item {index}", found)
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
            return _inside(f"key {key!r}", found)
    return None


def _inside(name, found):
    kind = "value" if found.kind == "close" else found.kind
    return Difference(kind, f"in {name}: {found.says}", found.place)


def _fits(wanted, came, tolerance):
    return wanted.shape == came.shape and bool(np.all(_close(wanted, came, tolerance)))


def _close(wanted, came, tolerance):
    for array in (wanted, came):
        if array.dtype.kind in "fc":
            size = array.dtype.itemsize // (2 if array.dtype.kind == "c" else 1)
            tolerance = max(tolerance, {2: 1e-2, 4: 1e-5}.get(size, 0.0))
    with np.errstate(all="ignore"):
        return np.isclose(came, wanted, rtol=tolerance, atol=tolerance, equal_nan=True)


def _dtype(array):
    return _DTYPES.get(array.dtype.kind, str(array.dtype))


def _show_number(number, digits):
    if isinstance(number, np.generic):
        number = number.item()
    if isinstance(number, float):
        text = f"{number:.{digits}g}"
        return text if set(text) & set(".einf") else text + ".0"
    return _brief.repr(number) if isinstance(number, int) else f"{number:.{digits}g}"


def _show_array(array, kind, digits):
    with np.printoptions(precision=min(digits, 8), threshold=40, edgeitems=2):
        text = np.array2string(array, separator=", ", max_line_width=70)
    name = "tensor" if kind == "a torch tensor" else "array"
    if array.size <= 40 and array.size:
        return text
    return f"{name} of shape {array.shape}:\n{text}"


def in_words(factor):
    """Return a factor as a short text: 2.0 -> "2", 1/3 -> "1/3", else 4 digits."""
    fraction = Fraction(factor).limit_denominator(12)
    exact = abs(float(fraction) - factor) < 1e-4 * abs(factor)
    return (
        str(fraction) if exact and abs(fraction.numerator) < 1000 else f"{factor:.4g}"
    )
