"""Softmax regression on your own points: what holds in every state."""

from functools import cache

import numpy as np
import pytest
import torch
from scipy.optimize import linprog

from course_utils.demos.softmax_and_its_limits import your_three_classes as module
from course_utils.demos.softmax_and_its_limits.your_three_classes import (
    CORNERS,
    LEARNING_RATE,
    PLANE,
    UPDATES,
    YourThreeClasses,
    model_after,
)
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COMPUTE = YourThreeClasses.compute
NAMES = ("blue", "orange", "green")
PILE = ((0.5, 0.5, 0),) * 100 + ((0.5, 0.5, 1),) * 60 + ((0.5, 0.5, 2),) * 40


@cache
def judged(points, updates):
    """Return how many are right, and the loss, point by point."""
    model, _ = model_after(points, updates)
    right, surprise = 0, 0.0
    for x, y, label in points:
        scores = [x * w + y * v + b for (w, v), b in zip(*columns(model), strict=True)]
        right += scores.index(max(scores)) == label
        surprise += np.log(np.sum(np.exp(scores))) - scores[label]
    return right, surprise / len(points)


def columns(model):
    return model.weights.T.tolist(), model.bias.tolist()


def says(values, match):
    right, loss = judged(**values)
    return (
        int(match[1]) == values["updates"] > 0
        and [int(match[2]), int(match[3])] == [right, len(values["points"])]
        and float(match[4]) == pytest.approx(loss, abs=0.0051)
    )


def present(values):
    return [NAMES[k] for k in range(3) if k in {p[2] for p in values["points"]}]


COUNTS = r"Update (\d+): (\d+) of (\d+) right, loss ([\d.]+)"
CLAIMS = (
    Claim(
        r"No points yet: click in the picture", lambda v, r, m: len(v["points"]) == 0
    ),
    Claim(
        r"Before training all classes are equal: loss log 3 = 1\.10",
        lambda v, r, m: (
            v["updates"] == 0
            and not r["leads"].any()
            and judged(**v)[1] == pytest.approx(np.log(3))
        ),
    ),
    Claim(COUNTS, lambda v, r, m: says(v, m) and len(present(v)) == 3),
    Claim(
        COUNTS + "; only (.+) so far",
        lambda v, r, m: says(v, m) and m[5].split(" and ") == present(v) != list(NAMES),
    ),
)


@cache
def some_scores_divide(points):
    """Ask linear programming whether any three scores get all points right."""
    rows = []
    for x, y, label in points:
        for other in {0, 1, 2} - {label}:
            row = np.zeros((3, 3))
            row[other], row[label] = (x, y, 1), (-x, -y, -1)
            rows.append(row.ravel())
    free = [(None, None)] * 9
    return linprog(
        np.zeros(9), A_ub=rows, b_ub=-np.ones(len(rows)), bounds=free
    ).success


def middle(values, label):
    return np.mean([p[:2] for p in values["points"] if p[2] == label], axis=0)


def all_right(values):
    return judged(**values)[0] == len(values["points"])


PROMISES = {
    "three corners": lambda v, r: all_right(v),
    "in a row": lambda v, r: (
        all_right(v)
        and np.abs(middle(v, 0) + middle(v, 2) - 2 * middle(v, 1)).max() < 0.3
    ),
    "two groups": lambda v, r: (
        not some_scores_divide(v["points"])
        and some_scores_divide(tuple(p for p in v["points"] if p[2] != 0))
        and np.abs(middle(v, 0) - middle(v, 1)).max() < 0.3
    ),
    "surrounded": lambda v, r: (
        not some_scores_divide(v["points"])
        and min(np.hypot(*p[:2]) for p in v["points"] if p[2] == 0)
        > max(np.hypot(*p[:2]) for p in v["points"] if p[2])
    ),
}


def test_the_regions_are_those_of_the_scores():
    def one_leads(values, result):
        leads = result["leads"]
        assert len(result["losses"]) == bool(values["points"]) * (values["updates"] + 1)
        assert (np.sort(leads, axis=0)[:2] <= 0).all(), "two lead in one place"
        falls = np.diff(result["losses"])
        assert (falls <= 1e-12).all(), "η is small enough for any points"
        if values["points"]:
            right, loss = judged(**values)
            assert len(result["wrong"]) == len(values["points"]) - right
            assert result["losses"][-1] == pytest.approx(loss, rel=1e-9)
            model, _ = model_after(**values)
            corner = np.append(PLANE[0, -1], 1) @ np.vstack([model.weights, model.bias])
            assert leads[:, 0, -1].argmax() == corner.argmax() or not leads.any()

    sweep(YourThreeClasses, one_leads, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("points", [CORNERS, PILE, ((1.0, 1.0, 2),)])
def test_training_is_that_of_torch(points):
    table = torch.tensor(points, dtype=torch.float64)
    layer = torch.nn.Linear(2, 3, dtype=torch.float64)
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    optimizer = torch.optim.SGD(layer.parameters(), lr=LEARNING_RATE)
    for _ in range(30):
        loss = torch.nn.functional.cross_entropy(
            layer(table[:, :2]), table[:, 2].long()
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model, _ = model_after(points, 30)
    np.testing.assert_allclose(model.weights.T, layer.weight.detach(), atol=1e-12)
    np.testing.assert_allclose(model.bias, layer.bias.detach(), atol=1e-12)


def test_play_goes_on_where_it_was_and_few_trainings_are_kept(monkeypatch):
    module.training.cache_clear()
    made, forecast = [], module.log_softmax
    monkeypatch.setattr(
        module, "log_softmax", lambda logits: made.append(1) or forecast(logits)
    )
    for updates in range(0, UPDATES + 1, 3):
        COMPUTE(PILE, updates)
    assert len(made) == UPDATES + 1
    for k in range(5):
        COMPUTE(((0.1 * k, 0.0, 1),), 3)
    assert module.training.cache_info().currsize <= 2
