"""OptimizerRace: what holds in every state, and what it says."""

import numpy as np

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
