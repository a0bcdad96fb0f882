"""The optimiser race of notebook 06 everywhere a slider can take it."""

import numpy as np
import pytest

from course_utils.demos import adaptive_steps
from course_utils.demos.adaptive_steps import RACERS, BestStep, OptimizerRace
from tests.demos.sweep import sweep

ADAGRAD = list(RACERS).index("Adagrad")


def test_the_best_step_is_the_distance_to_the_minimum():
    sweep(
        BestStep,
        lambda values, result: np.isclose(result["best"], values["distance"]),
    )


def test_on_an_axis_aligned_bowl_adagrad_does_not_notice_the_condition_number():
    def invariant(values, result):
        if values["turn"] == 0:
            round_bowl = adaptive_steps.race(1.0, values["eta"], 0)["Adagrad"]
            path = result["paths"][ADAGRAD]
            np.testing.assert_allclose(path, round_bowl[: len(path)], atol=1e-6)

    sweep(OptimizerRace, invariant)


def test_in_a_turned_valley_adagrad_does_notice():
    one, other = (adaptive_steps.race(k, 0.5, 30)["Adagrad"] for k in (1.0, 50.0))
    assert np.abs(one - other).max() > 0.3


@pytest.mark.parametrize(("eta", "stays"), [(0.19, True), (0.21, False)])
def test_plain_descent_is_thrown_out_above_two_over_kappa(eta, stays):
    path = adaptive_steps.race(10.0, eta, 0)["gradient descent"]
    assert (np.abs(path[-1]).max() < 1) == stays
