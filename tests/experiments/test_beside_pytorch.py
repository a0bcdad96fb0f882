"""Two optimisers side by side."""

import pytest
import torch

from course_utils.experiments.beside_pytorch import largest_difference


def plain(w, gradient, memory, t):
    return w - 0.01 * gradient, memory


def test_plain_descent_is_that_of_pytorch():
    assert largest_difference(plain, None, torch.optim.SGD, lr=0.01) < 1e-12


def test_another_rate_is_another_path():
    assert largest_difference(plain, None, torch.optim.SGD, lr=0.02) > 0.1


def test_the_number_of_the_update_and_the_memory_are_handed_on():
    seen = []

    def step(w, gradient, memory, t):
        seen.append((t, memory))
        return w, memory + 1

    largest_difference(step, 0, torch.optim.SGD, lr=1e-3)
    assert seen == [(t, t - 1) for t in range(1, 51)]


def test_a_path_that_stands_still_is_as_far_as_the_other_walks():
    moved = largest_difference(
        lambda w, g, memory, t: (w, memory), None, torch.optim.SGD, lr=1e-3
    )
    assert moved == pytest.approx(1.6, abs=0.6)
