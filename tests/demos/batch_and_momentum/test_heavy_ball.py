"""HeavyBall: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.ml.optimization import landscapes
from course_utils.ml.optimization.descent import descend
from tests.demos.sweep import sweep


def test_no_momentum_is_plain_descent_and_the_step_has_two_parts():
    def invariant(values, result):
        path = result["whole"]
        if values["lam"] == 0:
            slope = landscapes.road_slope
            plain = descend(slope, values["start"], values["eta"], 150)
            np.testing.assert_allclose(path, plain, atol=1e-9)
        if values["t"] < 150:
            step = path[values["t"] + 1] - path[values["t"]]
            assert np.isclose(result["carried"] + result["push"], step)

    sweep(demos.HeavyBall, invariant)


def test_the_ball_rolls_through_the_trap_that_catches_the_plain_walk():
    ends = [demos.HeavyBall(lam=lam, t=150).result["path"][-1] for lam in (0.0, 0.9)]
    np.testing.assert_allclose(ends, [0.5, 4.0], atol=0.1)
