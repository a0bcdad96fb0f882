"""Bias and variance add up, exactly."""

import numpy as np

from course_utils.ml.generalization import bias_variance


def test_squared_bias_plus_variance_is_the_distance_from_the_truth():
    rng = np.random.default_rng(1)
    predictions, target = rng.normal(size=(50, 20)), rng.normal(size=20)
    bias_squared, variance = bias_variance.decompose(predictions, target)
    distance = np.mean((predictions - target) ** 2)
    np.testing.assert_allclose(bias_squared + variance, distance, rtol=1e-12)
