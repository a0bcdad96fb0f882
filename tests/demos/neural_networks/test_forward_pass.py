"""ForwardPass: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks.forward_pass import ForwardPass, small_network
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def torch_computes(values):
    """Return (a1, a2, y) of the network in view, by torch."""
    layers = small_network(values["weights"])
    network = network_from_layers(layers, activation=values["activation"])
    x = torch.tensor([[values["x1"], values["x2"]]], dtype=torch.float64)
    hidden = network[:2](x)
    return [*hidden[0].tolist(), torch.sigmoid(network(x)).item()]


def says_the_numbers(values, result, match):
    said = [float(number) for number in match.groups()]
    told = [values["x1"], values["x2"], *torch_computes(values)]
    return np.allclose(said, told, atol=0.005 + 1e-9)


NUMBER = r"(-?\d+\.\d\d)"
CLAIMS = (
    Claim(
        rf"\({NUMBER}, {NUMBER}\) becomes \({NUMBER}, {NUMBER}\), "
        rf"and that becomes {NUMBER}",
        says_the_numbers,
    ),
)
PROMISES = {
    "the lecture's example": lambda v, r: (
        r["z1"].tolist() == [4, -2]
        and np.allclose(torch_computes(v)[:2], [0.98, 0.12], atol=0.005)
    ),
    "0 xor 0": lambda v, r: np.round(torch_computes(v), 2).tolist() == [0, 1, 0],
    "1 xor 0": lambda v, r: np.round(torch_computes(v), 2).tolist() == [1, 1, 1],
    "1 xor 1": lambda v, r: np.round(torch_computes(v), 2).tolist() == [1, 0, 0],
}


def test_the_forward_pass_is_that_of_torch():
    def equals_torch(values, result):
        judge = torch_computes(values)
        np.testing.assert_allclose([*result["a1"], *result["y"]], judge, atol=1e-12)

    sweep(ForwardPass, invariant=equals_torch, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize(("x1", "x2"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_weights_chosen_by_hand_compute_xor(x1, x2):
    demo = ForwardPass(weights="XOR by hand", x1=x1, x2=x2)
    assert round(demo.result["y"][0]) == x1 ^ x2
