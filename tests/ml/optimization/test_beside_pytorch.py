"""Two optimisers side by side."""

import numpy as np
import pytest
import torch

from course_utils.ml.optimization.beside_pytorch import largest_difference

VALLEY = {"slope": np.diag([1.0, 30.0]).dot, "start": (-2.4, 1.6)}


def plain(w, gradient, memory, t):
    return w - 0.01 * gradient, memory


def test_plain_descent_is_that_of_pytorch():
    off = largest_difference(plain, None, torch.optim.SGD, lr=0.01, **VALLEY)
    assert off < 1e-12


def test_another_rate_is_another_path():
    off = largest_difference(plain, None, torch.optim.SGD, lr=0.02, **VALLEY)
    assert off > 0.1


def test_the_number_of_the_update_and_the_memory_are_handed_on():
    seen = []

    def step(w, gradient, memory, t):
        seen.append((t, memory))
        return w, memory + 1

    largest_difference(step, 0, torch.optim.SGD, lr=1e-3, updates=9, **VALLEY)
    assert seen == [(t, t - 1) for t in range(1, 10)]


def test_it_is_the_largest_difference_not_the_last():
    """Against one that stands still, the other has walked 1.6 down the steep axis."""

    def still(w, gradient, memory, t):
        return w, memory

    off = largest_difference(still, None, torch.optim.SGD, lr=1 / 30, **VALLEY)
    assert off == pytest.approx(2.4 * (1 - (29 / 30) ** 50))
    off = largest_difference(still, None, torch.optim.SGD, lr=1.99 / 30, **VALLEY)
    assert off == pytest.approx(1.6 * 1.99)
