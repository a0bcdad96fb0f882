"""Residual: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from tests.demos.claims import Claim
from tests.demos.numerical_stability.words import says, walk
from tests.demos.sweep import sweep


def kept(values):
    _, gradients = walk(values, residual=values["residual"])
    return gradients[0] / gradients[-1]


CLAIMS = (
    Claim(
        "(With|Without) the sum: gradients times (.+) on the way back",
        lambda v, r, m: (m[1] == "With") == v["residual"] and says(m[2], kept(v)),
    ),
)
PROMISES = {
    "off": lambda v, r: kept(v) < 1e-10,
    "on": lambda v, r: 0.3 < kept(v) < 10,
    "sigmoid": lambda v, r: 0.3 < kept(v) < 10 > 1e9 * kept({**v, "residual": False}),
    "too much": lambda v, r: kept(v) > 1e4,
}


def test_without_the_sum_the_curves_are_the_grey_ones_and_with_it_nothing_vanishes():
    def invariant(values, result):
        if not values["residual"]:
            np.testing.assert_array_equal(
                result["gradients"], result["plain_gradients"]
            )
        else:
            assert result["kept"] > 0.3

    sweep(demos.Residual, invariant, claims=CLAIMS, promises=PROMISES)
