"""Bias and variance: exact identities, and agreement with ridge one fit at a time."""

import numpy as np
import pytest

from course_utils.ml import regression, universes


def truth(x):
    return np.sin(3 * x)


@pytest.fixture
def looks():
    rng = np.random.default_rng(0)
    return universes.make_universes(truth, universes=6, samples=15, noise=0.3, rng=rng)


@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_the_batched_fit_equals_ridge_in_each_universe(looks, strength):
    grid = np.linspace(-1, 1, 9)
    curves = universes.fit_universes(*looks, grid, degree=4, strength=strength)
    for x, y, curve in zip(*looks, curves, strict=True):
        model = regression.ridge(regression.polynomial_features(x, 4), y, strength)
        alone = regression.predict(regression.polynomial_features(grid, 4), *model)
        np.testing.assert_allclose(curve, alone, rtol=1e-8, atol=1e-10)


def test_squared_bias_plus_variance_is_the_distance_from_the_truth():
    rng = np.random.default_rng(1)
    predictions, target = rng.normal(size=(50, 20)), rng.normal(size=20)
    bias_squared, variance = universes.decompose(predictions, target)
    distance = np.mean((predictions - target) ** 2)
    np.testing.assert_allclose(bias_squared + variance, distance, rtol=1e-12)


@pytest.mark.parametrize("degree", [1, 4, 8])
def test_adding_the_noise_gives_the_measured_error(degree):
    rng = np.random.default_rng(degree)
    grid = np.linspace(-0.9, 0.9, 50)
    x, y = universes.make_universes(
        truth, universes=400, samples=60, noise=0.3, rng=rng
    )
    curves = universes.fit_universes(x, y, grid, degree=degree)
    predicted = sum(universes.decompose(curves, truth(grid))) + 0.3**2
    measured = universes.measured_error(curves, truth(grid), noise=0.3, rng=rng)
    np.testing.assert_allclose(measured, predicted, rtol=0.05)


def test_a_richer_family_has_less_bias_and_more_variance():
    rng = np.random.default_rng(5)
    grid = np.linspace(-0.9, 0.9, 50)
    x, y = universes.make_universes(
        truth, universes=300, samples=30, noise=0.3, rng=rng
    )
    (b1, v1), (b5, v5) = (
        universes.decompose(universes.fit_universes(x, y, grid, degree=d), truth(grid))
        for d in (1, 5)
    )
    assert b1 > 10 * b5
    assert v1 < v5
