"""SpectrumOfANetwork: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.critical_points.spectrum_of_a_network import SpectrumOfANetwork
from course_utils.experiments.layer_widths import kept_layers, make_points
from tests.demos.sweep import sweep


def test_the_spectrum_is_that_of_the_kept_network():
    def trace_is_the_sum(values, result):
        assert result["eigenvalues"].shape == (37,)
        assert (np.diff(result["eigenvalues"]) >= 0).all()
        assert 0 <= result["ratio"] <= 1

    sweep(SpectrumOfANetwork, invariant=trace_is_the_sum)


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
