"""Depth, scale, residual paths and log-sum-exp, wherever the sliders can go."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from course_utils.ml import stability
from tests.demos.sweep import sweep


def test_he_and_relu_keep_the_spread_within_a_factor_and_formulas_hold():
    def invariant(values, result):
        assert len(result["outputs"]) == values["depth"] + 1
        if values["activation"] in ("linear", "ReLU"):
            promised = stability.predicted_spread(
                values["depth"],
                demos.WIDTH,
                values["scale"] / np.sqrt(demos.WIDTH),
                activation=values["activation"],
            )
            for measured in (result["outputs"], result["gradients"][::-1]):
                ratio = np.log(measured / promised)
                assert abs(ratio).max() < np.log(15)
        if values["activation"] == "sigmoid":
            grown = result["gradients"][:-1] / result["gradients"][1:]
            assert (grown < 0.25 * 2.4 * values["scale"]).all()

    sweep(demos.DepthAndScale, invariant)


def test_he_and_relu_stay_within_a_factor_of_ten_for_every_seed():
    for seed in range(10):
        result = demos.DepthAndScale(scale=1.4142, depth=50, seed=seed).result
        for curve in (result["outputs"], result["gradients"]):
            assert 0.1 < curve.min() <= curve.max() < 10


def test_without_the_sum_the_curves_are_the_grey_ones_and_with_it_nothing_vanishes():
    def invariant(values, result):
        if not values["residual"]:
            np.testing.assert_array_equal(
                result["gradients"], result["plain_gradients"]
            )
        else:
            assert result["kept"] > 0.3

    sweep(demos.Residual, invariant)


def test_the_result_is_right_wherever_it_is_finite_and_always_at_the_maximum():
    def invariant(values, result):
        spacing = demos.float_limits.limits_of(values["format"])["spacing"]
        safe = np.abs(result["right"] - values["largest"]) < 3
        assert safe.any()
        error = np.abs(result["values"] - result["true"])[safe]
        assert error.max() < 4 * spacing
        assert len(result["right"]) + len(result["over"]) + len(result["under"]) == 241
        if abs(values["shift"] - values["largest"]) < 5:
            assert result["state"] == "right"

    sweep(demos.LogSumExp, invariant)
