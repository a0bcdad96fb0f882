"""Exercises of notebook 3: fit, hold back, and choose how much."""

import numpy as np

from course_utils.ml.regression import curve_fitting
from course_utils.practice import Exercise, Mistake


def _with_constant(x, degree):
    return np.asarray(x, float)[:, None] ** np.arange(degree + 1)


def _one_power_short(x, degree):
    return np.asarray(x, float)[:, None] ** np.arange(1, degree)


def _multiples(x, degree):
    return np.asarray(x, float)[:, None] * np.arange(1, degree + 1)


polynomial_features = Exercise(
    "3.1",
    "powers as features",
    stars=1,
    reference=curve_fitting.polynomial_features,
    cases=[(np.array([1.0, 2.0, -3.0]), 3), (np.array([0.5, 4.0]), 2)],
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
    ),
    explain="A polynomial is a straight line in these features: linear regression.",
)


def _solve(features, target, penalty):
    a = curve_fitting.with_ones(features)
    solution = np.linalg.solve(a.T @ a + penalty(a.shape[1]), a.T @ target)
    return solution[0], solution[1:]


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
        Mistake(_no_bias, "There is no bias: add a column of ones before solving."),
        Mistake(_wrong_way, "You subtract the penalty: that makes the weights larger."),
    ),
    explain="One equation, no descent, and every λ > 0 makes it solvable.",
)


def _bias_too(bias, weights, features, target, strength):
    slope, slopes = curve_fitting.regularized_gradient(
        bias, weights, features, target, strength
    )
    return slope + 2 * strength * bias, slopes


def _no_penalty(bias, weights, features, target, strength):
    return curve_fitting.regularized_gradient(bias, weights, features, target, 0.0)


def _no_two(bias, weights, features, target, strength):
    return curve_fitting.regularized_gradient(
        bias, weights, features, target, strength / 2
    )


def _mean_error(bias, weights, features, target, strength):
    n = len(target)
    slope, slopes = curve_fitting.regularized_gradient(
        bias, weights, features, target, n * strength
    )
    return slope / n, slopes / n


def _flipped(bias, weights, features, target, strength):
    slope, slopes = curve_fitting.regularized_gradient(
        bias, weights, features, target, -strength
    )
    return -slope, -slopes


gradient = Exercise(
    "3.3",
    "gradient of the regularised loss",
    stars=2,
    reference=curve_fitting.regularized_gradient,
    cases=lambda rng: [
        (0.7, rng.normal(size=3), rng.normal(size=(5, 3)), rng.normal(size=5), 0.4),
        (-2.0, rng.normal(size=2), rng.normal(size=(7, 2)), rng.normal(size=7), 3.0),
    ],
    hints=(
        "Start with `error = bias + features @ weights - target`, one number for each "
        "example.",
        "The derivative of error² is 2 · error times what error depends on: 1 for the "
        "bias, the feature for a weight. Sum over the examples.",
        "`2 * error.sum(), 2 * features.T @ error + 2 * strength * weights`",
    ),
    mistakes=(
        Mistake(
            _bias_too,
            "You put the penalty on the bias as well; it is on the weights only.",
        ),
        Mistake(_no_penalty, "The penalty is missing: strength · w² has a slope, too."),
        Mistake(_no_two, "The derivative of strength · w² is 2 · strength · w."),
        Mistake(
            _mean_error,
            "You took the mean over the examples; this loss is a sum.",
        ),
        Mistake(
            _flipped,
            "The error is prediction minus target, not the other way round.",
        ),
    ),
    explain="A step against it shrinks each weight a little: 'weight decay'.",
)

what_grows = Exercise(
    "3.4",
    "what a larger λ does",
    stars=1,
    reference="training error up, test error first down, then up",
    choices={
        "both errors down": "The training error cannot fall: at λ = 0 nothing holds "
        "the fit back, so no other fit is closer to the training points.",
        "training error down, test error up": "That is what a higher *degree* does. λ "
        "works the other way.",
        "both errors up": "Not at once: a little smoothness removes more noise from "
        "the fit than it costs. Move the slider from the left again.",
    },
    hints=(
        "At λ = 0 the fit is as close to the training points as it can be.",
        "Take degree 5 in the demo and push λ from left to right. Follow the two "
        "curves below right.",
    ),
    explain="In between lies the λ that you look for.",
)

choose_strength = Exercise(
    "3.5",
    "choose λ from a table",
    stars=1,
    reference=0.1,
    hints=(
        "Which column is a fair judge? The training error always prefers λ = 0.",
        "The test column stands for the future: you may report it once, not choose by "
        "it. So look for the smallest number in the column in between.",
    ),
    mistakes=(
        Mistake(
            0.0, "The training error is always smallest at λ = 0: it cannot judge."
        ),
        Mistake(
            1.0,
            "You chose by the test error. Then it is no longer a fair report of the "
            "future: choose by validation.",
        ),
        Mistake(0.01, "Better than none, but the validation error falls further."),
        Mistake(10.0, "Too smooth: even the training error is large here."),
    ),
    explain="Chosen by validation, and then reported: test error 38.4.",
)


def _hard(value, amount):
    return np.where(np.abs(value) > amount, value, 0.0)


def _through_zero(value, amount):
    return value - np.sign(value) * amount


def _positive_only(value, amount):
    return np.maximum(value - amount, 0.0)


soft_threshold = Exercise(
    "3.6",
    "how L1 makes zeros",
    stars=2,
    reference=curve_fitting.soft_threshold,
    cases=[
        (np.array([3.0, -2.0, 0.5, -0.4, 0.0]), 1.0),
        (np.array([-1.5, 0.2, 4.0]), 0.25),
    ],
    hints=(
        "Take the sign and the size of each value apart: `np.sign`, `np.abs`.",
        "Only the size shrinks, and it never falls below 0: `np.maximum(..., 0)`.",
        "`np.sign(value) * np.maximum(np.abs(value) - amount, 0)`",
    ),
    mistakes=(
        Mistake(
            _hard,
            "Small values are zero, as they should be, but the large ones must move "
            "towards zero as well.",
        ),
        Mistake(_through_zero, "Small values jump past zero: stop them there."),
        Mistake(_positive_only, "Negative values are lost: keep the sign."),
    ),
    explain="L2 multiplies a weight by less than 1; L1 subtracts, and reaches 0.",
)
