"""DegreeAndPenalty: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.overfitting_and_regularization import degree_and_penalty
from course_utils.demos.overfitting_and_regularization.degree_and_penalty import (
    DegreeAndPenalty,
)
from course_utils.ml.regression.linear import mse
from tests.demos.sweep import sweep


def rising(errors):
    return (np.diff(errors) >= -1e-6 * errors[:-1]).all()


def test_training_error_grows_with_the_penalty_and_falls_with_the_degree():
    def invariant(values, result):
        assert rising(result["by_strength"][:, 0])
        if values["penalty"] == degree_and_penalty.PENALTIES[0]:
            assert result["used"] == 0
            assert rising(result["by_degree"][::-1, 0])
            assert result["train"] <= result["by_strength"][0, 0] + 1e-9

    sweep(DegreeAndPenalty, invariant)


def test_the_curve_shown_is_the_one_whose_error_is_named():
    result = DegreeAndPenalty.compute(3, degree_and_penalty.PENALTIES[1], 0.1, 0)
    x, y = result["unseen_points"].T
    on_points = np.interp(x, degree_and_penalty.CURVE_X, result["curve"])
    np.testing.assert_allclose(mse(on_points, y) ** 0.5, result["unseen"], rtol=0.02)
