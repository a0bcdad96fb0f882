"""SpectrumOfANetwork: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.critical_points.spectrum_of_a_network import SpectrumOfANetwork
from course_utils.experiments.layer_widths import EPOCHS, kept_layers, make_points
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COUNTS = r"Minimum ratio (\d+)%: (\d+) curve up, "


def counted(values, result, match):
    """Tell whether ratio and numbers up and flat (2, last but) are those to be seen."""
    eigenvalues = result["eigenvalues"]
    up = sum(value > 1e-4 for value in eigenvalues)
    flat = sum(abs(value) <= 1e-4 for value in eigenvalues)
    assert abs(float(match[1]) - 100 * up / 37) <= 0.5
    return int(match[2]) == up and int(match["flat"]) == flat


CLAIMS = (
    Claim(
        COUNTS + r"(?P<down>\d+) down, (?P<flat>\d+) are flat; the steepest way down "
        r"(?P<low>-\d\.\d+)",
        lambda v, r, m: (
            counted(v, r, m)
            and int(m[2]) + int(m["down"]) + int(m["flat"]) == 37
            and int(m["down"]) > 0
            and abs(float(m["low"]) - min(r["eigenvalues"])) < 1e-4
            and float(m["low"]) < 0
        ),
    ),
    Claim(
        COUNTS + r"none down, (?P<flat>\d+) are flat \(\|λ\| ≤ 0\.0001\)",
        lambda v, r, m: counted(v, r, m) and min(r["eigenvalues"]) >= -1e-4,
    ),
)


def loss_at(result, epoch):
    return result["losses"][list(EPOCHS).index(epoch)]


PROMISES = {
    "the start": lambda v, r: tuple(r["ways"][:2]) == (17, 11),
    "plateau": lambda v, r: (
        r["ways"][1] == 7
        and loss_at(r, 100) / loss_at(r, 20) == pytest.approx(0.95, abs=0.005)
    ),
    "the end": lambda v, r: (
        tuple(r["ways"][:2]) == (26, 7) and r["eigenvalues"][0] > -0.004
    ),
    "hardly any loss": lambda v, r: (
        r["ways"][1] == 0 and r["ways"][2] > 37 / 2 and loss_at(r, 400) < 1e-3
    ),
}


def test_the_spectrum_is_that_of_the_kept_network():
    def every_direction_is_counted_once(values, result):
        assert result["eigenvalues"].shape == (37,)
        assert (np.diff(result["eigenvalues"]) >= 0).all()
        assert result["ways"].sum() == 37
        assert result["epoch"] == values["epoch"]

    sweep(
        SpectrumOfANetwork,
        invariant=every_direction_is_counted_once,
        claims=CLAIMS,
        promises=PROMISES,
    )


def test_the_flat_loss_is_the_kept_loss():
    import torch

    from course_utils.experiments import layer_widths
    from course_utils.ml.optimization.spectrum import logistic_network_loss

    points, labels = make_points("XOR")
    sizes = layer_widths.sizes_of("4-4")
    loss = logistic_network_loss(sizes, points, labels, activation="tanh")
    layers = kept_layers("XOR", "4-4", "tanh", 50)
    value = loss(torch.as_tensor(layer_widths.flatten(layers))).item()
    place = list(layer_widths.EPOCHS).index(50)
    assert value == pytest.approx(layer_widths.loss_curve("XOR", "4-4", "tanh")[place])
