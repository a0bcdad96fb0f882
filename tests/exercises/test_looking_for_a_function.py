"""The exercises of notebook 02, tried with right, untouched and wrong answers."""

import numpy as np

from course_utils.exercises import looking_for_a_function
from course_utils.ml import sigmoids
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
