"""Exercises on the slope of a penalty, its strength, and L1."""

import numpy as np

from course_utils.ml.regression import curve_fitting
from course_utils.practice import Exercise, Mistake


def _gradient(bias, weights, features, target, strength):
    error = bias + features @ weights - target
    slope_weights = 2 * features.T @ error + 2 * strength * weights
    return 2 * error.sum(), slope_weights


def _no_two_anywhere(bias, weights, features, target, strength):
    slope, slopes = _gradient(bias, weights, features, target, strength)
    return slope / 2, slopes / 2


def _two_forgotten_in_error(bias, weights, features, target, strength):
    slope, slopes = _gradient(bias, weights, features, target, 2 * strength)
    return slope / 2, slopes / 2


def _absolute_penalty(bias, weights, features, target, strength):
    slope, slopes = _gradient(bias, weights, features, target, 0.0)
    return slope, slopes + strength * np.sign(weights)


def _slopes_first(bias, weights, features, target, strength):
    return _gradient(bias, weights, features, target, strength)[::-1]


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
    model_answer=_gradient,
    stub="gradient(bias, weights, features, target, strength)",
    example=(
        1.0,
        np.array([2.0]),
        np.array([[1.0], [3.0]]),
        np.array([2.0, 5.0]),
        0.5,
    ),
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
            _no_two_anywhere,
            "The derivative of a square is twice the number: all slopes lack their 2.",
        ),
        Mistake(
            _two_forgotten_in_error,
            "The penalty has its 2, the squared error lacks it: the derivative of "
            "error² is 2 · error.",
        ),
        Mistake(
            _absolute_penalty,
            "That is the slope of strength · |w|. This loss charges w².",
        ),
        Mistake(_slopes_first, "Both are right, in the wrong order: the bias first."),
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
        "Which row is a fair judge? The training error always prefers λ = 0.",
        "The test row stands for the future: you may report it once, not choose by "
        "it. So look for the smallest number in the row in between.",
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
        Mistake(33.8, "That is the validation error. The question asks for its λ."),
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


def _soft(value, amount):
    return np.sign(value) * np.maximum(np.abs(value) - amount, 0)


def _shrunk(value, amount):
    return value / (1 + amount)


def _sign_lost(value, amount):
    return np.maximum(np.abs(value) - amount, 0.0)


def _clipped(value, amount):
    return np.clip(value, -amount, amount)


soft_threshold = Exercise(
    "3.6",
    "how L1 makes zeros",
    stars=2,
    reference=curve_fitting.soft_threshold,
    model_answer=_soft,
    stub="soft_threshold(value, amount)",
    example=(np.array([3.0, -2.0, 0.5]), 1.0),
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
        Mistake(
            _sign_lost, "The sizes are right; the negative values lost their sign."
        ),
        Mistake(
            _shrunk,
            "That multiplies, as L2 does, and never reaches zero. L1 subtracts.",
        ),
        Mistake(
            _clipped,
            "That is what is taken away. What is left is `value` minus this.",
        ),
    ),
    explain="L2 multiplies a weight by less than 1; L1 subtracts, and reaches 0.",
)
