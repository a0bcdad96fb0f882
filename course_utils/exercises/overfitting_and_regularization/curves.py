"""Exercises on powers as features and on ridge in closed form."""

import numpy as np

from course_utils.ml.regression import curve_fitting
from course_utils.practice import Exercise, Mistake


def _with_constant(x, degree):
    return np.asarray(x, float)[:, None] ** np.arange(degree + 1)


def _one_power_short(x, degree):
    return np.asarray(x, float)[:, None] ** np.arange(1, degree)


def _multiples(x, degree):
    return np.asarray(x, float)[:, None] * np.arange(1, degree + 1)


def _powers(x, degree):
    return x[:, None] ** np.arange(1, degree + 1)


def _turned(x, degree):
    return _powers(x, degree).T


def _highest_first(x, degree):
    return _powers(x, degree)[:, ::-1]


def _only_the_last(x, degree):
    return x[:, None] ** degree


polynomial_features = Exercise(
    "3.1",
    "powers as features",
    stars=1,
    reference=curve_fitting.polynomial_features,
    model_answer=_powers,
    stub="polynomial_features(x, degree)",
    example=(np.array([2.0, 3.0]), 3),
    cases=[
        (np.array([1.0, 2.0, -3.0]), 3),
        (np.array([0.5, 4.0]), 2),
        (np.array([0.5, -1.5, 2.0, 3.0]), 1),
        (np.array([-0.5, 1.5]), 5),
    ],
    hints=(
        "One row for each x, one column for each power.",
        "Make x a column, `x[:, None]`, and the exponents a row: broadcasting fills "
        "the table.",
        "`x[:, None] ** np.arange(1, degree + 1)`",
    ),
    mistakes=(
        Mistake(
            _with_constant,
            "Your first column is x⁰ = 1: leave it out, the bias is kept apart.",
        ),
        Mistake(_one_power_short, "The last power is missing: `arange` stops before."),
        Mistake(_multiples, "Those are multiples of x; powers are meant."),
        Mistake(_turned, "One *row* for each x, one column for each power: transpose."),
        Mistake(_highest_first, "The powers begin with x¹, on the left."),
        Mistake(_only_the_last, "All powers up to `degree`, not the last one alone."),
    ),
    explain="A polynomial is a straight line in these features: linear regression.",
)


def _solve(features, target, penalty):
    a = curve_fitting.with_ones(features)
    solution = np.linalg.solve(a.T @ a + penalty(a.shape[1]), a.T @ target)
    return solution[0], solution[1:]


def _ridge(features, target, strength):
    A = np.column_stack([np.ones(len(features)), features])
    P = strength * np.eye(A.shape[1])
    P[0, 0] = 0
    theta = np.linalg.solve(A.T @ A + P, A.T @ target)
    return theta[0], theta[1:]


def _in_one_array(features, target, strength):
    bias, weights = _ridge(features, target, strength)
    return np.array([bias, *weights])


def _weights_first(features, target, strength):
    return _ridge(features, target, strength)[::-1]


def _times_examples(features, target, strength):
    return curve_fitting.ridge(features, target, strength * len(target))


def _penalises_bias(features, target, strength):
    return _solve(features, target, lambda size: strength * np.eye(size))


def _everywhere(features, target, strength):
    def penalty(size):
        full = np.full((size, size), strength)
        full[0] = full[:, 0] = 0
        return full

    return _solve(features, target, penalty)


def _unpenalised(features, target, strength):
    return curve_fitting.least_squares(features, target)


def _squared_strength(features, target, strength):
    return curve_fitting.ridge(features, target, strength**2)


def _no_bias(features, target, strength):
    gram = features.T @ features + strength * np.eye(features.shape[1])
    return 0.0, np.linalg.solve(gram, features.T @ target)


def _wrong_way(features, target, strength):
    return _solve(
        features, target, lambda size: -strength * np.diag([0] + [1] * (size - 1))
    )


ridge = Exercise(
    "3.2",
    "ridge in closed form",
    stars=3,
    reference=curve_fitting.ridge,
    model_answer=_ridge,
    stub="ridge(features, target, strength)",
    example=(np.array([[-1.0], [1.0]]), np.array([3.0, 7.0]), 6.0),
    cases=lambda rng: [
        (rng.normal(size=(12, 3)), rng.normal(size=12) + 5, 2.0),
        (rng.normal(size=(8, 2)) + 1, rng.normal(size=8) - 3, 0.5),
    ],
    hints=(
        "Put a column of ones before the features: its weight is the bias. Call it A.",
        "The penalty P is strength times an identity matrix, with 0 in the corner that "
        "belongs to the bias.",
        "`np.linalg.solve(A.T @ A + P, A.T @ target)`, then take it apart: the first "
        "number is the bias, the rest are the weights.",
    ),
    mistakes=(
        Mistake(
            _penalises_bias,
            "The bias is being penalised: set the corner of the penalty, `P[0, 0]`, "
            "to 0. The bias only shifts the curve.",
        ),
        Mistake(
            _everywhere,
            "The strength belongs on the diagonal only: `strength * np.eye(...)`.",
        ),
        Mistake(
            _unpenalised, "That is plain least squares: the strength has no effect."
        ),
        Mistake(
            _squared_strength,
            "You squared the strength. It is the weights that are squared.",
        ),
        Mistake(
            _in_one_array,
            "Take the solution apart: return the bias and the weights, "
            "`theta[0], theta[1:]`.",
        ),
        Mistake(_weights_first, "Both are right, in the wrong order: the bias first."),
        Mistake(
            _times_examples,
            "The loss is a sum over the examples, not a mean: the strength is not "
            "multiplied by their number.",
        ),
        Mistake(_no_bias, "There is no bias: add a column of ones before solving."),
        Mistake(_wrong_way, "You subtract the penalty: that makes the weights larger."),
    ),
    explain="One equation, no descent, and every λ > 0 makes it solvable.",
)
