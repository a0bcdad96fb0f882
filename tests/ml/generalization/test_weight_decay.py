"""Penalty and decay against torch.optim: one step for SGD, two for Adam."""

import numpy as np
import pytest
import torch

from course_utils.ml.generalization import weight_decay
from course_utils.ml.optimization import optimizers

START = np.array([1.5, -2.0])


def gradient(p):
    return np.array([p[0] + np.cos(3 * p[0]), 10 * p[1] + 0.5 * p[0]])


def torch_path(make, updates=40):
    p = torch.tensor(START, requires_grad=True)
    optimizer, path = make([p]), [START]
    for _ in range(updates):
        p.grad = torch.tensor(gradient(p.detach().numpy()))
        optimizer.step()
        path.append(p.detach().numpy().copy())
    return np.array(path)


@pytest.mark.parametrize("step", [weight_decay.penalty_step, weight_decay.decay_step])
def test_penalty_and_decay_are_both_torchs_sgd(step):
    mine = weight_decay.path_of(
        lambda w, g: step(w, g, learning_rate=0.05, strength=0.3), gradient, START, 40
    )
    theirs = torch_path(lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.3))
    np.testing.assert_allclose(mine, theirs, atol=1e-12)


def test_decay_apart_from_adam_is_torchs_adamw_and_not_its_adam():
    path = optimizers.walk(weight_decay.AdamW(0.1, strength=0.3), gradient, START, 40)
    decay, penalty = (
        torch_path(lambda p, make=make: make(p, lr=0.1, weight_decay=0.3))
        for make in (torch.optim.AdamW, torch.optim.Adam)
    )
    np.testing.assert_allclose(path, decay, atol=1e-8)
    assert np.abs(path - penalty).max() > 0.05


def test_without_a_slope_decay_shrinks_by_one_minus_eta_lambda():
    w = weight_decay.decay_step(START, 0.0, learning_rate=0.1, strength=0.5)
    np.testing.assert_allclose(w, START * 0.95)
