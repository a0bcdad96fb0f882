"""ThreeClasses: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import three_classes
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def at(updates):
    """Return the training loss and the called classes after some updates."""
    points, labels = three_classes.wines()
    weights, bias, _, _ = three_classes.wine_training()
    scores = torch.tensor(points @ weights[updates] + bias[updates])
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(labels))
    return loss.item(), scores.argmax(dim=1).numpy()


def changed(before, after):
    return (at(before)[1] != at(after)[1]).sum()


def as_it_says(values, result, match):
    loss, called = at(values["updates"])
    right = 100 * (called == three_classes.wines()[1]).mean()
    said = [float(number) for number in match.groups()]
    return np.allclose(said, [values["updates"], loss, right], atol=[0, 0.00501, 0.5])


CLAIMS = (
    Claim(
        r"Before training all classes are equal: loss log 3 = 1\.10",
        lambda v, r, m: v["updates"] == 0 and abs(at(0)[0] - np.log(3)) < 1e-12,
    ),
    Claim(r"Update (\d+): loss (.+), (\d+)% of the wines right", as_it_says),
)
PROMISES = {
    "one update": lambda v, r: (
        v["updates"] == 1 and (at(1)[1] == three_classes.wines()[1]).mean() > 0.9
    ),
    "ten": lambda v, r: (
        v["updates"] == 10 and changed(1, 10) == 1 and at(10)[0] < at(1)[0] / 2
    ),
    "all": lambda v, r: (
        v["updates"] == 300 and changed(10, 300) == 5 and at(300)[0] <= at(10)[0] / 2
    ),
}


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

    sweep(demos.ThreeClasses, one_leader, claims=CLAIMS, promises=PROMISES)
