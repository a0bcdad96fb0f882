"""ForwardPass: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks.forward_pass import ForwardPass, small_network
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.sweep import sweep


def test_the_forward_pass_is_that_of_torch():
    def equals_torch(values, result):
        layers = small_network(values["weights"])
        network = network_from_layers(layers, activation=values["activation"])
        x = torch.tensor([[values["x1"], values["x2"]]], dtype=torch.float64)
        judge = torch.sigmoid(network(x)).detach().numpy()[0]
        np.testing.assert_allclose(result["y"], judge, atol=1e-12)

    sweep(ForwardPass, invariant=equals_torch)


@pytest.mark.parametrize(("x1", "x2"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_weights_chosen_by_hand_compute_xor(x1, x2):
    demo = ForwardPass(weights="XOR by hand", x1=x1, x2=x2)
    assert round(demo.result["y"][0]) == x1 ^ x2


def test_the_lecture_example_has_the_lecture_numbers():
    result = ForwardPass().result
    np.testing.assert_array_equal(result["z1"], [4, -2])
    np.testing.assert_allclose(result["a1"], [0.98, 0.12], atol=0.005)
