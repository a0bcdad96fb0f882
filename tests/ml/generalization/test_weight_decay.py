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


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (weight_decay.AdamWithPenalty, torch.optim.Adam),
        (weight_decay.AdamW, torch.optim.AdamW),
    ],
)
def test_both_forms_of_adam_equal_torchs(mine, theirs):
    path = optimizers.walk(mine(0.1, strength=0.3), gradient, START, 40)
    other = torch_path(lambda p: theirs(p, lr=0.1, weight_decay=0.3))
    np.testing.assert_allclose(path, other, atol=1e-8)


def test_for_adam_penalty_and_decay_are_two_different_things():
    penalty, decay = (
        optimizers.walk(make(0.1, strength=0.3), gradient, START, 40)
        for make in (weight_decay.AdamWithPenalty, weight_decay.AdamW)
    )
    assert np.abs(penalty - decay).max() > 0.05


def test_without_a_slope_decay_shrinks_by_one_minus_eta_lambda():
    w = weight_decay.decay_step(START, 0.0, learning_rate=0.1, strength=0.5)
    np.testing.assert_allclose(w, START * 0.95)
