"""OptimizerRace: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.adaptive_steps_and_scaling import optimizer_race
from course_utils.demos.adaptive_steps_and_scaling.optimizer_race import (
    RACERS,
    OptimizerRace,
)
from tests.demos.sweep import sweep

ADAGRAD = list(RACERS).index("Adagrad")


def test_on_an_axis_aligned_bowl_adagrad_does_not_notice_the_condition_number():
    def invariant(values, result):
        if values["turn"] == 0:
            round_bowl = optimizer_race.race(1.0, values["eta"], 0)["Adagrad"]
            path = result["paths"][ADAGRAD]
            np.testing.assert_allclose(path, round_bowl[: len(path)], atol=1e-6)

    sweep(OptimizerRace, invariant)


def test_in_a_turned_valley_adagrad_does_notice():
    one, other = (optimizer_race.race(k, 0.5, 30)["Adagrad"] for k in (1.0, 50.0))
    assert np.abs(one - other).max() > 0.3


@pytest.mark.parametrize(("eta", "stays"), [(0.19, True), (0.21, False)])
def test_plain_descent_is_thrown_out_above_two_over_kappa(eta, stays):
    path = optimizer_race.race(10.0, eta, 0)["gradient descent"]
    assert (np.abs(path[-1]).max() < 1) == stays
