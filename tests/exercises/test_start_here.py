"""The exercises of notebook 00, tried with right, untouched and wrong answers."""

import numpy as np
import pytest

from course_utils.data.points import make_line_points
from course_utils.exercises import start_here
from course_utils.ml.regression import linear
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(start_here)


def test_the_docstring_tells_the_error_asked_for():
    assert f"Raises {start_here.read_a_docstring.reference}" in (
        linear.least_squares.__doc__
    )
    with pytest.raises(ValueError, match="different x"):
        linear.least_squares(np.ones(3), np.arange(3))


def test_lifting_all_points_changes_only_b():
    x, y = make_line_points()
    before, after = linear.least_squares(x, y), linear.least_squares(x, y + 1)
    assert after == pytest.approx((before[0], before[1] + 1))


def test_a_return_inside_the_loop_is_named():
    def answer(values):
        for value in values:
            return value**2

    assert "inside the loop" in start_here.sum_of_squares.judge(answer).message


def test_an_answer_for_one_number_is_enough():
    def answer(x, w, b):
        return float(x) * w + b

    assert start_here.height_of_a_line.judge(answer).outcome == "correct"


def test_the_error_itself_is_taken_for_its_name():
    assert start_here.read_a_docstring.judge(ValueError).outcome == "correct"
