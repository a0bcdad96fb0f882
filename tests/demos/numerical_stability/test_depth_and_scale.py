"""DepthAndScale: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from course_utils.demos.numerical_stability import deep_stack
from course_utils.ml.networks import stability
from tests.demos.claims import Claim
from tests.demos.numerical_stability.words import says, walk
from tests.demos.sweep import sweep

CLAIMS = (
    Claim(
        "Activations times (.+), gradients times (.+) from end to end",
        lambda v, r, m: (
            says(m[1], walk(v)[0][-1] / walk(v)[0][0])
            and says(m[2], walk(v)[1][0] / walk(v)[1][-1])
        ),
    ),
)


def grown(values):
    outputs, gradients = walk(values)
    return outputs[-1] / outputs[0], gradients[0] / gradients[-1]


def a_layer(values):
    """Return by what one layer multiplies the spread, on average."""
    return grown(values)[0] ** (1 / values["depth"])


PROMISES = {
    "σ = 0.01": lambda v, r: a_layer(v) < 0.11 and max(grown(v)) < 1e-20,
    "σ = 1": lambda v, r: a_layer(v) > 2 and min(grown(v)) > 1e10,
    "Xavier, linear": lambda v, r: all(0.1 < ratio < 10 for ratio in grown(v)),
    "Xavier, ReLU": lambda v, r: max(grown(v)) < 1e-6,
    "He, ReLU": lambda v, r: all(0.1 < ratio < 10 for ratio in grown(v)),
    "sigmoid": lambda v, r: 0.1 < grown(v)[0] < 10 and grown(v)[1] < 1e-20,
    "Xavier, tanh": lambda v, r: all(0.01 < ratio < 0.5 for ratio in grown(v)),
}


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

    sweep(demos.DepthAndScale, invariant, claims=CLAIMS, promises=PROMISES)


def test_he_and_relu_stay_within_a_factor_of_ten_for_every_seed():
    demo = demos.DepthAndScale(scale=1.4142, depth=50)
    for seed in range(10):
        demo.set(seed=seed)
        for curve in (demo.result["outputs"], demo.result["gradients"]):
            assert 0.1 < curve.min() <= curve.max() < 10
