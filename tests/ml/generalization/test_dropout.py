"""Inverted dropout against torch.nn.Dropout, and against all masks there are."""

import numpy as np
import pytest
import torch

from course_utils.ml.generalization import dropout


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.9])
def test_masks_have_the_distribution_of_torchs_dropout(p):
    mine = dropout.make_mask(40_000, p, np.random.default_rng(0))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        theirs = torch.nn.Dropout(p)(torch.ones(40_000)).numpy()
    np.testing.assert_allclose(np.unique(mine), np.unique(theirs), rtol=1e-6)
    for statistic, tolerance in ((np.mean, 0.06), (lambda m: (m == 0).mean(), 0.01)):
        assert statistic(mine) == pytest.approx(statistic(theirs), abs=tolerance)
        assert statistic(mine) == pytest.approx(
            1 if statistic is np.mean else p, abs=tolerance
        )


def test_in_evaluation_nothing_happens():
    x = np.arange(5.0)
    assert dropout.dropout(x, 0.5, np.random.default_rng(0), training=False) is x


def test_everything_is_off_with_p_one_as_in_torch():
    x = np.ones(4)
    np.testing.assert_array_equal(dropout.dropout(x, 1, np.random.default_rng(0)), 0)
    np.testing.assert_array_equal(torch.nn.Dropout(1)(torch.ones(4)), 0)


@pytest.mark.parametrize("p", [-0.1, 1.5])
def test_an_impossible_share_is_refused(p):
    with pytest.raises(ValueError, match="0 to 1"):
        dropout.make_mask(3, p, np.random.default_rng(0))


@pytest.mark.parametrize("p", [0.0, 0.3, 0.8])
def test_the_mean_over_all_masks_of_a_linear_layer_is_its_evaluation(p):
    rng = np.random.default_rng(1)
    x, weights, bias = rng.normal(size=8), rng.normal(size=(3, 8)), rng.normal(size=3)
    expected = dropout.expected_output(x, weights, bias, p)
    np.testing.assert_allclose(expected, weights @ x + bias)


def test_after_a_bend_the_mean_is_not_the_evaluation_any_more():
    rng = np.random.default_rng(1)
    x, weights = rng.normal(size=8), rng.normal(size=(1, 8))
    relu = lambda z: np.maximum(z, 0)  # noqa: E731
    expected = dropout.expected_output(x, weights, 0.0, 0.5, activation=relu)
    assert abs(expected - relu(weights @ x)).item() > 0.1


def test_the_variance_is_that_of_all_masks():
    rng = np.random.default_rng(2)
    x, weights = rng.normal(size=6), rng.normal(size=6)
    masks, chances = dropout.all_masks(6, 0.4)
    outputs = (masks * x) @ weights
    variance = chances @ outputs**2 - (chances @ outputs) ** 2
    assert dropout.output_variance(x, weights, 0.4) == pytest.approx(variance)
