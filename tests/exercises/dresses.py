"""The same right numbers in other types: lists, tensors, float32."""

import numpy as np
import torch

from course_utils.practice.wording import kind_of, to_numpy


def as_list(array):
    """Return lists of Python numbers."""
    return array.tolist()


def as_array(array):
    """Return a numpy array, also of a single number."""
    return array


def as_tensor(array):
    """Return a tensor that still belongs to a graph, if it can."""
    return torch.tensor(array, requires_grad=array.dtype.kind == "f")


def as_float32(array):
    """Return numbers in numpy's float32."""
    return array.astype(np.float32) if array.dtype.kind in "fiu" else array


def as_float32_tensor(array):
    """Return a tensor of float32."""
    return torch.tensor(as_float32(array))


DRESSES = [as_array, as_list, as_tensor, as_float32, as_float32_tensor]


def dressed(value, dress):
    """Return a result with all its numbers in another type."""
    kind = kind_of(value)
    if kind in ("a number", "a numpy array", "a torch tensor"):
        return dress(to_numpy(value))
    if kind in ("a tuple", "a list"):
        return [dressed(item, dress) for item in value]
    if kind == "a dict":
        return {key: dressed(item, dress) for key, item in value.items()}
    return value


def in_another_type(reference, dress):
    """Return a value, or a function with its results, in another type."""
    if not callable(reference):
        return dressed(reference, dress)

    def answer(*args, **words):
        return dressed(reference(*args, **words), dress)

    return answer
