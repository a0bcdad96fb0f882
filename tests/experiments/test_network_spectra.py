"""The curvatures of a kept network, against the loss itself."""

import numpy as np
import pytest

from course_utils.experiments import layer_widths, network_spectra
from course_utils.ml.networks import mlp


@pytest.mark.parametrize("epoch", [0, 200])
def test_the_eigenvalues_add_up_to_the_curvatures_along_the_axes(epoch):
    points, labels = layer_widths.make_points("XOR")
    sizes = layer_widths.sizes_of("4-4")
    layers = layer_widths.kept_layers("XOR", "4-4", "tanh", epoch)
    vector = layer_widths.flatten(layers)

    def loss(weights):
        layers = layer_widths.unflatten(weights, sizes)
        logits, _ = mlp.forward(layers, points, activation="tanh")
        return layer_widths.logistic_loss(logits[:, 0], labels)

    steps, here = 1e-4 * np.eye(37), loss(vector)
    bends = [loss(vector + s) - 2 * here + loss(vector - s) for s in steps]
    slopes = [(loss(vector + s) - loss(vector - s)) / 2e-4 for s in steps]
    spectra, gradients = network_spectra.kept_spectra("XOR", "tanh")
    place = epoch // 10
    assert spectra[place].sum() == pytest.approx(sum(bends) / 1e-8, rel=1e-3)
    assert gradients[place] == pytest.approx(np.linalg.norm(slopes), rel=1e-4)


def test_every_direction_goes_up_or_down_or_is_flat():
    eigenvalues = [-2.0, -1e-4, -2e-4, 0.0, 1e-5, 1e-3, 3.0]
    assert network_spectra.count_ways(eigenvalues) == (2, 2, 3)
    assert network_spectra.count_ways(eigenvalues, flat=0.5) == (1, 1, 5)


def test_the_kept_spectra_come_again_from_the_kept_runs():
    for data, activation in (("XOR", "tanh"), ("spirals", "sigmoid")):
        made = network_spectra.spectra_of(data, activation)
        for again, known in zip(
            made, network_spectra.kept_spectra(data, activation), strict=True
        ):
            np.testing.assert_allclose(known, again, rtol=1e-5, atol=1e-6)
