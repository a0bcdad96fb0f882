"""Playground: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks.playground import Playground
from course_utils.experiments import layer_widths
from course_utils.experiments.layer_widths import EPOCHS, STARTS, WIDTHS
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def torch_decides(data, widths, activation, epoch, seed):
    """Return the share of points on their own side, and which are, by torch."""
    layers = layer_widths.kept_layers(data, widths, activation, epoch, start=seed)
    points, labels = layer_widths.make_points(data)
    network = network_from_layers(layers, activation=activation)
    right = (network(torch.tensor(points))[:, 0] > 0).numpy() == labels
    return right.mean(), right


def share(values):
    return torch_decides(**values)[0]


def shares_of_all_seeds(values):
    return [share({**values, "seed": seed}) for seed in range(STARTS)]


def one_cloud_is_lost(values):
    """Three of XOR's four clouds are whole on their own side, the fourth is not."""
    points, _ = layer_widths.make_points(values["data"])
    right = torch_decides(**values)[1]
    clouds = (points > 0) @ [1, 2]
    each = sorted(right[clouds == cloud].mean() for cloud in range(4))
    return each[0] < 0.1 and each[1] > 0.95


CLAIMS = (
    Claim(
        r"Epoch (\d+): every point on its own side",
        lambda v, r, m: share(v) == 1 and int(m[1]) == v["epoch"],
    ),
    Claim(
        r"Epoch (\d+): hardly better than tossing a coin",
        lambda v, r, m: 0.4 < share(v) < 0.6 and int(m[1]) == v["epoch"],
    ),
    Claim(
        r"Epoch (\d+): (\d+\.\d)% of the points on their own side",
        lambda v, r, m: (
            abs(100 * share(v) - float(m[2])) <= 0.05 + 1e-9
            and int(m[1]) == v["epoch"]
            and not 0.4 < share(v) < 0.6
            and share(v) < 1
        ),
    ),
)
PROMISES = {
    "two lines": lambda v, r: max(shares_of_all_seeds(v)) < 0.9,
    "four lines": lambda v, r: share(v) == 1 and min(shares_of_all_seeds(v)) > 0.99,
    "stuck": lambda v, r: one_cloud_is_lost(v) and share({**v, "seed": 1}) == 1,
    "spirals, too small": lambda v, r: max(shares_of_all_seeds(v)) < 0.85,
    "spirals, unlucky": lambda v, r: (
        share(v) < 0.85 and min(shares_of_all_seeds(v)[1:]) > 0.95
    ),
    "spirals, deeper": lambda v, r: min(shares_of_all_seeds(v)) == 1,
}


def test_the_playground_shows_the_kept_run():
    def loss_is_on_the_curve(values, result):
        place = list(EPOCHS).index(result["epoch"])
        assert result["loss"] == pytest.approx(result["losses"][place])
        assert len(result["units"]) == WIDTHS[values["widths"]][0]
        assert result["accuracy"] == pytest.approx(share(values))
        assert result["chance"].min() >= 0
        assert result["chance"].max() <= 1

    sweep(Playground, invariant=loss_is_on_the_curve, claims=CLAIMS, promises=PROMISES)


def test_the_picture_is_the_answer_at_each_place():
    result = Playground.compute("circles", "8-8", "relu", 400, 2)
    layers = layer_widths.kept_layers("circles", "8-8", "relu", 400, start=2)
    places = torch.tensor(np.array([[-2.2, -2.2], [2.2, -2.2], [-2.2, 2.2]]))
    judge = network_from_layers(layers, activation="relu")(places).sigmoid()
    shown = result["chance"][[0, 0, -1], [0, -1, 0]]
    np.testing.assert_allclose(shown, judge.detach().numpy()[:, 0], atol=1e-9)
