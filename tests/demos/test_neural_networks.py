"""The demos of neural networks show what the networks compute."""

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks import (
    DigitThroughLayers,
    ForwardPass,
    Playground,
    small_network,
)
from course_utils.ml.networks import network_from_layers
from course_utils.ml.playground import EPOCHS, WIDTHS
from tests.demos.sweep import sweep


def test_the_playground_shows_the_kept_run():
    def loss_is_on_the_curve(values, result):
        place = list(EPOCHS).index(result["epoch"])
        assert result["loss"] == pytest.approx(result["losses"][place])
        assert len(result["units"]) == WIDTHS[values["widths"]][0]
        assert 0.4 <= result["accuracy"] <= 1
        assert result["chance"].min() >= 0
        assert result["chance"].max() <= 1

    sweep(Playground, invariant=loss_is_on_the_curve)


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


def test_a_digit_gets_probabilities():
    def add_up_to_one(values, result):
        assert result["chances"].sum() == pytest.approx(1)
        assert np.abs(result["second"]).max() <= 1

    sweep(DigitThroughLayers, invariant=add_up_to_one)
