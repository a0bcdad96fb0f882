"""A network on your own points: what holds in every state, and what it says."""

from collections import Counter
from functools import cache

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks import train_on_your_points as module
from course_utils.demos.neural_networks.train_on_your_points import (
    ONE_SPOT,
    RING,
    UPDATES,
    TrainOnYourPoints,
    network_after,
)
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COMPUTE = TrainOnYourPoints.compute
PILE = ((0.0, 0.0, 0),) * 100 + ((0.0, 0.0, 1),) * 100


@cache
def torch_decides(points, update, units, seed):
    """Return how many points are on their own side, judged by torch."""
    if not points:
        return 0
    layers, _ = network_after(points, update, units, seed)
    table = torch.tensor(points, dtype=torch.float64)
    blue = network_from_layers(layers, activation="tanh")(table[:, :2])[:, 0] > 0
    return int((blue == (table[:, 2] == 1)).sum())


def right(values):
    return torch_decides(**values)


def right_from_each_seed(values):
    return [right({**values, "seed": seed}) for seed in range(10)]


def classes(values):
    return {point[2] for point in values["points"]}


def best_possible(values):
    """Count place by place: the larger class of each is all that one can have."""
    places = {}
    for x, y, label in values["points"]:
        places.setdefault((x, y), Counter())[label] += 1
    return sum(max(counts.values()) for counts in places.values())


def blue_at(values, place):
    layers, _ = network_after(**values)
    logit = network_from_layers(layers, activation="tanh")(
        torch.tensor([place], dtype=torch.float64)
    )
    return logit.sigmoid().item()


def says(values, match):
    """The sentence names the update in view and how many are right of how many."""
    update, *counts = map(int, match.groups()[:3])
    return (
        update == values["update"]
        and counts
        == [
            right(values),
            len(values["points"]),
        ][-len(counts) :]
    )


CLAIMS = (
    Claim(
        r"No points yet: click in the picture", lambda v, r, m: len(v["points"]) == 0
    ),
    Claim(
        r"Update (\d+): (\d+) of (\d+) right; all are (orange|blue) so far",
        lambda v, r, m: (
            says(v, m) and classes(v) == {{"orange": 0, "blue": 1}[m.group(4)]}
        ),
    ),
    Claim(
        r"Update (\d+): all (\d+) points on their own side",
        lambda v, r, m: says(v, m) and right(v) == len(v["points"]),
    ),
    Claim(
        r"Update (\d+): (\d+) of (\d+) points on their own side",
        lambda v, r, m: says(v, m) and right(v) < best_possible(v),
    ),
    Claim(
        r"Update (\d+): (\d+) of (\d+) points on their own side; more cannot be, some "
        r"share a place",
        lambda v, r, m: says(v, m) and right(v) == best_possible(v) < len(v["points"]),
    ),
)
PROMISES = {
    "two units": lambda v, r: set(right_from_each_seed(v)) == {38},
    "six units": lambda v, r: set(right_from_each_seed(v)) == {40},
    "an odd one": lambda v, r: (
        set(right_from_each_seed(v)) == {24} and r["wrong"].tolist() == [[-0.7, 0.5]]
    ),
    "learned by heart": lambda v, r: (
        right(v) == 25 and right_from_each_seed(v).count(25) >= 8
    ),
    "one spot": lambda v, r: (
        abs(blue_at(v, (0.0, 1.2)) - 0.75) < 0.02 and r["wrong"].tolist() == [[0, 1.2]]
    ),
}


def test_the_picture_is_the_network_s():
    def is_its_answer(values, result):
        assert len(result["losses"]) == bool(values["points"]) * (values["update"] + 1)
        assert len(result["wrong"]) == len(values["points"]) - right(values)
        corner = blue_at(values, (-2.2, 2.2))
        assert result["chance"][-1, 0] == pytest.approx(corner, abs=1e-9)
        assert result["most"] == best_possible(values)

    sweep(TrainOnYourPoints, is_its_answer, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("points", [RING, ONE_SPOT, ((1.0, 0.5, 1),)])
def test_training_is_that_of_torch(points):
    layers, _ = network_after(points, 0, 4, 2)
    network = network_from_layers(layers, activation="tanh")
    optimizer = torch.optim.Adam(network.parameters(), lr=module.LEARNING_RATE)
    table = torch.tensor(points, dtype=torch.float64)
    losses = []
    for _ in range(26):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            network(table[:, :2])[:, 0], table[:, 2]
        )
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    _, ours = network_after(points, 25, 4, 2)
    np.testing.assert_allclose(ours, losses, rtol=1e-6)


def test_the_way_to_a_state_does_not_matter():
    straight = COMPUTE(RING, 150, 4, 1)
    module.training.cache_clear()
    for update in (30, 10, 150):
        stepwise = COMPUTE(RING, update, 4, 1)
    assert np.array_equal(straight["chance"], stepwise["chance"])
    assert np.array_equal(straight["losses"], stepwise["losses"])


def test_play_goes_on_where_it_was(monkeypatch):
    module.training.cache_clear()
    trained = []
    backward = module.mlp.backward
    monkeypatch.setattr(
        module.mlp, "backward", lambda *given: trained.append(1) or backward(*given)
    )
    for update in range(0, UPDATES + 1, 2):
        COMPUTE(PILE, update, 8, 0)
    assert len(trained) == UPDATES + 1


def test_few_trainings_are_kept():
    for seed in range(10):
        COMPUTE(RING, 10, 2, seed)
    assert module.training.cache_info().currsize <= 2
