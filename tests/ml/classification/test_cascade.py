import numpy as np
import pytest
import torch

from course_utils.ml.classification import cascade
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS


@pytest.mark.parametrize("seed", range(3))
def test_gradients_equal_torch(seed):
    model = cascade.start(seed)
    parts = [torch.tensor(p, requires_grad=True, dtype=torch.float64) for p in model]
    V, c, w, b = parts
    hidden = torch.sigmoid(torch.tensor(XOR_POINTS) @ V + c)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        hidden @ w + b, torch.tensor(XOR_TARGETS)
    )
    loss.backward()
    ours = cascade.gradients(model, XOR_POINTS, XOR_TARGETS)
    for part, slope in zip(parts, ours, strict=True):
        np.testing.assert_allclose(slope, part.grad, atol=1e-14)


def test_training_solves_xor_from_most_starts_but_not_from_all():
    solved = []
    for seed in range(20):
        path, _ = cascade.train(
            XOR_POINTS, XOR_TARGETS, learning_rate=2.0, steps=2000, seed=seed
        )
        right = (cascade.logits(path[-1], XOR_POINTS) > 0) == (XOR_TARGETS == 1)
        solved.append(right.all())
    assert 10 <= sum(solved) < 20


def test_training_keeps_every_step():
    path, losses = cascade.train(XOR_POINTS, XOR_TARGETS, learning_rate=1.0, steps=5)
    assert len(path) == len(losses) == 6
    assert losses[-1] < losses[0]
