"""The exercises of notebook 05, tried with right, untouched and wrong answers."""

import numpy as np
import pytest

from course_utils.exercises import gradient_descent
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(gradient_descent)


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        (lambda H: 2 / np.abs(H).sum(axis=1).max(), "row sum"),
        (lambda H: 2 / np.linalg.norm(H), "norm"),
    ],
)
def test_bounds_on_the_eigenvalue_are_not_the_eigenvalue(limit, says):
    verdict = gradient_descent.largest_stable_rate.judge(limit)
    assert verdict.outcome == "wrong"
    assert says in verdict.message


@pytest.mark.parametrize("copied", [True, False])
def test_a_path_of_one_array_many_times_is_named(copied):
    def answer(gradient, start, learning_rate, steps):
        point = start.copy() if copied else start
        path = [point]
        for _ in range(steps):
            point -= learning_rate * gradient(point)
            path.append(point)
        return np.array(path)

    message = gradient_descent.descend.judge(answer).message
    assert "the same array" in message


def test_changed_weights_are_mentioned_with_the_wrong_slopes():
    def answer(function, x, h=1e-5):
        slopes = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            moved = x
            moved[i] += h
            slopes[i] = (function(moved) - function(x)) / h
        return slopes

    text = repr(gradient_descent.central_difference.judge(answer))
    assert "changed its argument x" in text
    assert "function = lambda x: x[0] * x[1]" in text
