"""Dartboard: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance import dartboard
from course_utils.demos.bias_and_variance.dartboard import AIMS, GRID, Dartboard
from tests.demos.sweep import sweep


def test_bias_variance_and_noise_add_up_to_the_measured_error():
    def invariant(values, result):
        total = result["bias_squared"] + result["variance"] + result["noise"]
        np.testing.assert_allclose(result["error"], total, rtol=0.15)

    sweep(Dartboard, invariant)


def test_a_shot_is_the_error_of_one_fit_at_two_places():
    result = Dartboard.compute(2, 30, 1e-4, 5)
    places = GRID[list(AIMS)]
    np.testing.assert_allclose(places, [-0.5, 0.5])
    np.testing.assert_allclose(
        result["shots"][7],
        result["fits"][7, list(AIMS)] - dartboard.truth(places),
    )
