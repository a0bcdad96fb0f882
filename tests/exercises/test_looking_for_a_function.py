"""The exercises of notebook 02, tried with right, untouched and wrong answers."""

import numpy as np
import pytest

from course_utils.exercises import looking_for_a_function
from course_utils.ml.regression import sigmoids
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(looking_for_a_function)


def test_the_placed_step_has_its_middle_at_three():
    b = looking_for_a_function.place_a_step.reference
    assert sigmoids.soft_step(3.0, 2.0, b, 1.0) == 0.5


def test_an_answer_of_the_wrong_shape_is_told_so():
    def sideways(x, W, b, c, constant):
        return np.zeros((1, len(x)))

    verdict = looking_for_a_function.forward_pass.judge(sideways)
    assert verdict.outcome == "wrong"
    assert "shape" in repr(verdict)


@pytest.mark.parametrize("rounded", [round, lambda batches: int(batches + 0.5)])
def test_rounding_to_the_nearest_is_not_rounding_up(rounded):
    exercise = looking_for_a_function.updates_per_epoch
    verdict = exercise.judge(lambda n, b: rounded(n / b))
    assert verdict.outcome == "wrong"
    assert "`round`" in verdict.message


def test_two_results_may_be_an_array():
    def answer(prediction, target):
        miss = prediction - target
        return np.array([np.mean(np.abs(miss)), np.mean(miss**2)])

    assert looking_for_a_function.mae_and_mse.judge(answer).outcome == "correct"


def test_none_as_a_number_is_not_a_forgotten_return():
    verdict = looking_for_a_function.place_a_step.judge(None)
    assert verdict.outcome == "wrong"
    assert "return" not in verdict.message


def test_the_straight_model_may_be_called_no_layers_or_0_layers():
    for answer in ("no layers", "0 layers", "0  Layers"):
        assert looking_for_a_function.hand_one_in.judge(answer).outcome == "correct"
    assert looking_for_a_function.hand_one_in.judge("1 layer").outcome == "wrong"
