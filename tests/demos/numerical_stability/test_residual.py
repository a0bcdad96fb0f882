"""Residual: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from tests.demos.sweep import sweep


def test_without_the_sum_the_curves_are_the_grey_ones_and_with_it_nothing_vanishes():
    def invariant(values, result):
        if not values["residual"]:
            np.testing.assert_array_equal(
                result["gradients"], result["plain_gradients"]
            )
        else:
            assert result["kept"] > 0.3

    sweep(demos.Residual, invariant)
