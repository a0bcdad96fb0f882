import numpy as np
import pytest
import torch

from course_utils.ml.classification import cascade
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS


@pytest.mark.parametrize(("seed", "hidden"), [(0, 2), (1, 2), (2, 2), (0, 5)])
def test_gradients_equal_torch(seed, hidden):
    model = cascade.start(seed, hidden)
    parts = [torch.tensor(p, requires_grad=True, dtype=torch.float64) for p in model]
    V, c, w, b = parts
    said = torch.sigmoid(torch.tensor(XOR_POINTS) @ V + c)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        said @ w + b, torch.tensor(XOR_TARGETS)
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


def test_four_units_solve_xor_from_more_starts_than_two():
    solved = []
    for hidden in (2, 4):
        ends = [
            cascade.train(
                XOR_POINTS,
                XOR_TARGETS,
                learning_rate=4.0,
                steps=300,
                seed=seed,
                hidden=hidden,
            )[0][-1]
            for seed in range(20)
        ]
        scores = [cascade.logits(end, XOR_POINTS) > 0 for end in ends]
        solved.append(sum((score == (XOR_TARGETS == 1)).all() for score in scores))
    assert solved[0] < solved[1]


def test_training_keeps_every_step():
    path, losses = cascade.train(XOR_POINTS, XOR_TARGETS, learning_rate=1.0, steps=5)
    assert len(path) == len(losses) == 6
    assert losses[-1] < losses[0]
