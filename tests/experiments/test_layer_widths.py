"""The kept runs of the playground are what training gives."""

import numpy as np
import pytest
import torch

from course_utils.experiments import layer_widths
from course_utils.ml.networks import mlp


def test_the_kept_file_is_small():
    assert layer_widths.FILE.stat().st_size < 1_000_000


def test_flat_weights_become_the_same_layers_again():
    sizes = layer_widths.sizes_of("8-8")
    layers = mlp.make_layers(sizes, rng=np.random.default_rng(0))
    again = layer_widths.unflatten(layer_widths.flatten(layers), sizes)
    for (w, b), (v, c) in zip(layers, again, strict=True):
        np.testing.assert_array_equal(w, v)
        np.testing.assert_array_equal(b, c)


def test_training_again_gives_the_kept_weights():
    fresh = layer_widths.train_run("XOR", "4", "tanh")
    kept = layer_widths.kept_runs()["4"][
        layer_widths.SETS.index("XOR"), layer_widths.ACTIVATIONS.index("tanh")
    ]
    assert kept.shape == fresh.shape
    np.testing.assert_allclose(kept[:5], fresh[:5], rtol=2e-3, atol=2e-3)


def test_another_start_is_another_run_and_what_training_gives():
    fresh = layer_widths.train_run("XOR", "2", "relu", seed=1)
    kept = layer_widths.kept_runs(1)["2"][
        layer_widths.SETS.index("XOR"), layer_widths.ACTIVATIONS.index("relu")
    ]
    np.testing.assert_allclose(kept[:5], fresh[:5], rtol=2e-3, atol=2e-3)
    shares = layer_widths.shares_right("XOR", "2", "relu", 400)
    assert shares == [0.75, 1.0, 0.75]


@pytest.mark.parametrize("widths", layer_widths.WIDTHS)
def test_the_last_outputs_are_the_logits(widths):
    points, _ = layer_widths.make_points("spirals")
    layers = layer_widths.kept_layers("spirals", widths, "relu", 400)
    *hidden, logits = layer_widths.unit_outputs(layers, points, activation="relu")
    judge, _ = mlp.forward(layers, points, activation="relu")
    np.testing.assert_allclose(logits, judge)
    assert [h.shape[1] for h in hidden] == list(layer_widths.WIDTHS[widths])


def test_the_loss_is_that_of_torch():
    logits, labels = np.linspace(-4, 4, 9), np.arange(9) % 2
    judge = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(logits), torch.tensor(labels, dtype=torch.float64)
    )
    assert layer_widths.logistic_loss(logits, labels) == pytest.approx(judge.item())


def test_training_lowers_the_loss_of_every_run():
    for name in layer_widths.SETS:
        for widths in layer_widths.WIDTHS:
            for activation in layer_widths.ACTIVATIONS:
                curve = layer_widths.loss_curve(name, widths, activation)
                assert curve[-1] < 0.9 * curve[0]
