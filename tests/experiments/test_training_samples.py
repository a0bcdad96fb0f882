"""Bias and variance: exact identities, and agreement with ridge one fit at a time."""

import numpy as np
import pytest

from course_utils.experiments import training_samples
from course_utils.ml.generalization import bias_variance
from course_utils.ml.regression import curve_fitting


def truth(x):
    return np.sin(3 * x)


@pytest.fixture
def looks():
    rng = np.random.default_rng(0)
    return training_samples.make_universes(
        truth, universes=6, samples=15, noise=0.3, rng=rng
    )


@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_the_batched_fit_equals_ridge_in_each_universe(looks, strength):
    grid = np.linspace(-1, 1, 9)
    curves = training_samples.fit_universes(*looks, grid, degree=4, strength=strength)
    for x, y, curve in zip(*looks, curves, strict=True):
        model = curve_fitting.ridge(
            curve_fitting.polynomial_features(x, 4), y, strength
        )
        alone = curve_fitting.predict(
            curve_fitting.polynomial_features(grid, 4), *model
        )
        np.testing.assert_allclose(curve, alone, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("degree", [1, 4, 8])
def test_adding_the_noise_gives_the_measured_error(degree):
    rng = np.random.default_rng(degree)
    grid = np.linspace(-0.9, 0.9, 50)
    x, y = training_samples.make_universes(
        truth, universes=400, samples=60, noise=0.3, rng=rng
    )
    curves = training_samples.fit_universes(x, y, grid, degree=degree)
    predicted = sum(bias_variance.decompose(curves, truth(grid))) + 0.3**2
    measured = bias_variance.measured_error(curves, truth(grid), noise=0.3, rng=rng)
    np.testing.assert_allclose(measured, predicted, rtol=0.05)


def test_a_richer_family_has_less_bias_and_more_variance():
    rng = np.random.default_rng(5)
    grid = np.linspace(-0.9, 0.9, 50)
    x, y = training_samples.make_universes(
        truth, universes=300, samples=30, noise=0.3, rng=rng
    )
    (b1, v1), (b5, v5) = (
        bias_variance.decompose(
            training_samples.fit_universes(x, y, grid, degree=d), truth(grid)
        )
        for d in (1, 5)
    )
    assert b1 > 10 * b5
    assert v1 < v5
