"""BestStep: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling.best_step import BestStep
from tests.demos.sweep import sweep


def test_the_best_step_is_the_distance_to_the_minimum():
    sweep(
        BestStep,
        lambda values, result: np.isclose(result["best"], values["distance"]),
    )
