"""Values in a learner's words: what is it ("a torch tensor"), and how to show it.

Short texts without memory addresses, so that they can be stored in a notebook. Torch is
recognised without being imported.
"""

import itertools
import reprlib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np

ARRAYS = ("a numpy array", "a torch tensor")
_brief = reprlib.Repr()
_brief.maxstring = _brief.maxother = 80


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
    if isinstance(value, int | float | complex | np.number | Fraction | Decimal):
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
    packages = {kind.__module__.split(".")[0] for kind in type(value).__mro__}
    return "torch" in packages and all(
        hasattr(value, name) for name in ("detach", "numpy", "shape")
    )


def to_numpy(value):
    """Return numbers, arrays and tensors as a numpy array, on the CPU.

    Complex numbers without imaginary parts come back real: from numpy 2.5 on,
    `np.linalg.eig` returns such numbers for the eigenvalues 1 and 2.
    """
    array = _to_numpy(value)
    return array.real if array.dtype.kind == "c" and not array.imag.any() else array


def _to_numpy(value):
    if is_tensor(value):
        value = value.detach().cpu()
        if value.is_sparse:
            value = value.to_dense()
        if str(value.dtype) == "torch.bfloat16":
            value = value.float()
        return value.resolve_conj().resolve_neg().numpy()
    if isinstance(value, Fraction | Decimal):
        return np.asarray(float(value))
    array = np.asarray(value)
    if array.dtype == object and any(
        isinstance(v, Fraction | Decimal) for v in array.flat
    ):
        return array.astype(float)
    return array


def spelled(text):
    """Return `text` without what does not matter: case, spaces, kinds of dash."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2212":
        text = text.replace(dash, "-")
    return "".join(text.split())


def show(value, *, digits=6, width=240):
    """Return `value` as a short text without memory addresses."""
    kind = kind_of(value)
    if kind in ("a function", "a class"):
        text = getattr(value, "__name__", kind).replace("<lambda>", "a lambda")
        if text.startswith("_") and value.__doc__:  # a private name says nothing
            text = value.__doc__.splitlines()[0]
    elif isinstance(value, Fraction):
        text = str(value)
    elif kind == "a number":
        text = _show_number(to_numpy(value)[()], digits)
    elif kind in ARRAYS:
        return _show_array(to_numpy(value), kind, digits)
    elif kind in ("a tuple", "a list"):
        comma = "," if len(value) == 1 and kind == "a tuple" else ""
        text = _joined([_show_inside(item, digits) for item in value[:9]]) + comma
        text = f"({text})" if kind == "a tuple" else f"[{text}]"
    elif kind == "a dict":
        items = itertools.islice(value.items(), 9)
        text = _joined(
            [f"{key!r}: {_show_inside(item, digits)}" for key, item in items]
        )
        text = "{" + text + "}"
    else:
        text = _brief.repr(value)
        if " at 0x" in text:
            text = f"a {type(value).__name__}"
    return text if len(text) <= width else text[: width - 4] + " ..."


def show_both(expected, got):
    """Return both values as texts, with enough digits to tell them apart."""
    for digits in (6, 10, 17):
        texts = show(expected, digits=digits), show(got, digits=digits)
        if texts[0] != texts[1]:
            break
    return texts


def in_words(factor):
    """Return a factor as a short text: 2.0 -> "2", 1/3 -> "1/3", else 4 digits."""
    fraction = Fraction(factor).limit_denominator(12)
    exact = abs(float(fraction) - factor) < 1e-4 * abs(factor)
    return (
        str(fraction) if exact and abs(fraction.numerator) < 1000 else f"{factor:.4g}"
    )


def _show_inside(item, digits):
    return " ".join(show(item, digits=digits, width=60).split())


def _joined(texts):
    return ", ".join([*texts[:8], "..."] if len(texts) > 8 else texts)


def _show_number(number, digits):
    if isinstance(number, np.generic):
        number = number.item()
    if isinstance(number, float):
        text = f"{number:.{digits}g}"
        return text if set(text) & set(".einf") else text + ".0"
    if isinstance(number, int):
        return str(number) if abs(number) < 10**40 else "a huge integer"
    return f"{number:.{digits}g}"


def _show_array(array, kind, digits):
    with np.printoptions(precision=min(digits, 8), threshold=40, edgeitems=2):
        text = np.array2string(array, separator=", ", max_line_width=70)
    name = "tensor" if kind == "a torch tensor" else "array"
    if array.size <= 40 and array.size:
        return text
    return f"{name} of shape {array.shape}:\n{text}"
