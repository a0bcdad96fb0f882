"""DepthAndScale: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from course_utils.demos.numerical_stability import deep_stack
from course_utils.ml.networks import stability
from tests.demos.sweep import sweep


def test_he_and_relu_keep_the_spread_within_a_factor_and_formulas_hold():
    def invariant(values, result):
        assert len(result["outputs"]) == values["depth"] + 1
        if values["activation"] in ("linear", "ReLU"):
            promised = stability.predicted_spread(
                values["depth"],
                deep_stack.WIDTH,
                values["scale"] / np.sqrt(deep_stack.WIDTH),
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
