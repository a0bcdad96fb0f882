"""ThreeClasses: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import three_classes
from tests.demos.sweep import sweep


def test_softmax_training_equals_torch():
    points, labels = three_classes.wines()
    weights = torch.zeros((2, 3), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weights, bias], lr=0.5)
    for _ in range(20):
        optimizer.zero_grad()
        logits = torch.tensor(points) @ weights + bias
        torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).backward()
        optimizer.step()
    kept_weights, kept_bias, _, _ = three_classes.wine_training()
    np.testing.assert_allclose(kept_weights[20], weights.detach(), atol=1e-12)
    np.testing.assert_allclose(kept_bias[20], bias.detach(), atol=1e-12)


def test_everywhere_exactly_one_class_leads():
    def one_leader(values, result):
        leading = (result["leads"] > 0).sum(axis=0)
        assert leading.max() == (0 if values["updates"] == 0 else 1)
        losses = three_classes.wine_training()[2]
        assert (np.diff(losses) < 0).all()

    sweep(demos.ThreeClasses, one_leader)
