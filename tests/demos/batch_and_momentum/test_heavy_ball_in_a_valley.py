"""HeavyBallInAValley: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.ml.optimization import momentum
from tests.demos.sweep import sweep


def test_in_the_valley_no_momentum_is_the_plain_walk_and_the_limit_holds():
    def invariant(values, result):
        plain, ball = result["paths"]
        if values["lam"] == 0:
            np.testing.assert_array_equal(plain, ball)
        if not values["nesterov"]:
            factor = max(
                momentum.shrink_per_update(c, values["eta"], values["lam"])
                for c in (1.0, values["kappa"])
            )
            if factor > 1.1:
                assert result["loss"][1, -1] > result["loss"][1, 0]
            if factor < 0.8:
                assert result["loss"][1, -1] < 0.01 * result["loss"][1, 0]

    sweep(demos.HeavyBallInAValley, invariant)
