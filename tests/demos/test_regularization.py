"""The demos of notebook 03 everywhere a slider can take them."""

import numpy as np

from course_utils.demos import regularization
from course_utils.demos.regularization import DegreeAndPenalty, WeightsAgainstPenalty
from course_utils.ml.linear import mse
from tests.demos.sweep import sweep


def rising(errors):
    return (np.diff(errors) >= -1e-6 * errors[:-1]).all()


def test_training_error_grows_with_the_penalty_and_falls_with_the_degree():
    def invariant(values, result):
        assert rising(result["by_strength"][:, 0])
        if values["penalty"] == regularization.PENALTIES[0]:
            assert result["used"] == 0
            assert rising(result["by_degree"][::-1, 0])
            assert result["train"] <= result["by_strength"][0, 0] + 1e-9

    sweep(DegreeAndPenalty, invariant)


def test_the_curve_shown_is_the_one_whose_error_is_named():
    result = DegreeAndPenalty.compute(3, regularization.PENALTIES[1], 0.1, 0)
    x, y = result["unseen_points"].T
    on_points = np.interp(x, regularization.CURVE_X, result["curve"])
    np.testing.assert_allclose(mse(on_points, y) ** 0.5, result["unseen"], rtol=0.02)


def test_more_penalty_never_makes_the_weights_larger():
    def invariant(values, result):
        order = 2 if values["kind"] == regularization.KINDS[0] else 1
        weaker, *_ = regularization.shrink(values["kind"], values["strength"] / 2)
        size = np.linalg.norm(result["weights"], order)
        assert size <= np.linalg.norm(weaker, order) * (1 + 1e-4)

    sweep(WeightsAgainstPenalty, invariant)
