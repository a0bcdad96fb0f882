"""Exercises on bias, variance and their remedies."""

import numpy as np

from course_utils.ml.generalization import bias_variance
from course_utils.practice import Exercise, Mistake


def _axis_of_points(predictions, truth):
    mean = predictions.mean(axis=1, keepdims=True)
    return (
        float(np.mean((mean - truth) ** 2)),
        float(np.mean((predictions - mean) ** 2)),
    )


def _bias_not_squared(predictions, truth):
    mean = predictions.mean(axis=0)
    return (
        float(np.mean(np.abs(mean - truth))),
        bias_variance.decompose(predictions, truth)[1],
    )


def _whole_error_as_bias(predictions, truth):
    bias, variance = bias_variance.decompose(predictions, truth)
    return bias + variance, variance


def _around_the_truth(predictions, truth):
    bias, variance = bias_variance.decompose(predictions, truth)
    return bias, bias + variance


def _divided_by_one_less(predictions, truth):
    bias, variance = bias_variance.decompose(predictions, truth)
    n = len(predictions)
    return bias, variance * n / (n - 1)


def _both_parts(predictions, truth):
    mean_fit = predictions.mean(axis=0)
    bias_squared = np.mean((mean_fit - truth) ** 2)
    variance = np.mean((predictions - mean_fit) ** 2)
    return bias_squared, variance


def _squared_too_late(predictions, truth):
    bias = np.mean(predictions.mean(axis=0) - truth)
    return bias**2, _both_parts(predictions, truth)[1]


def _summed_over_points(predictions, truth):
    bias_squared, variance = _both_parts(predictions, truth)
    return bias_squared * len(truth), variance * len(truth)


def _one_value_each(predictions, truth):
    mean_fit = predictions.mean(axis=0)
    return (mean_fit - truth) ** 2, predictions.var(axis=0)


def _root(predictions, truth):
    bias_squared, variance = _both_parts(predictions, truth)
    return bias_squared, variance**0.5


decompose = Exercise(
    "4.1",
    "bias² and variance",
    stars=2,
    reference=bias_variance.decompose,
    model_answer=_both_parts,
    stub="decompose(predictions, truth)",
    example=(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([0.0, 0.0])),
    cases=lambda rng: [
        (rng.normal(size=(6, 4)), rng.normal(size=4)),
        (rng.normal(size=(30, 11)) + 2, rng.normal(size=11)),
    ],
    hints=(
        "First the mean fit: the mean over the universes, `predictions.mean(axis=0)`.",
        "Bias² compares the mean fit with the truth; variance compares each fit with "
        "the mean fit.",
        "`np.mean((mean_fit - truth) ** 2)`, and "
        "`np.mean((predictions - mean_fit) ** 2)`",
    ),
    mistakes=(
        Mistake(
            _axis_of_points,
            "You took the mean over the points. The mean fit is the mean over the "
            "universes: axis 0.",
        ),
        Mistake(_bias_not_squared, "The bias is to be squared before it is averaged."),
        Mistake(
            _squared_too_late,
            "You averaged the bias over the points before squaring: biases of opposite "
            "sign cancel. Square at each point first.",
        ),
        Mistake(_summed_over_points, "Those are sums over the points; take the mean."),
        Mistake(
            _one_value_each,
            "Right at each point: now average both over the points, too.",
        ),
        Mistake(_root, "That is the standard deviation; the variance is its square."),
        Mistake(
            _whole_error_as_bias,
            "Your bias² compares every fit with the truth: that is bias² and variance "
            "together. Average the fits first.",
        ),
        Mistake(
            _around_the_truth,
            "Your variance is the scatter around the truth. Measure it around the mean "
            "fit.",
        ),
        Mistake(
            _divided_by_one_less,
            "You divided by one less than the number of universes. With the plain "
            "mean, bias² + variance is exactly the mean squared distance.",
        ),
    ),
    explain="Their sum is the mean squared distance from the truth, exactly.",
)


pick_remedy = Exercise(
    "4.2",
    "pick the remedy",
    stars=1,
    reference="more features or a richer model",
    choices={
        "more training data": "More data lowers the *variance*. Here even the training "
        "error is large: no amount of data helps a model that is too simple.",
        "stronger regularisation": "That holds the model back even more, and it is "
        "already too stiff: the training error would grow.",
        "cross-validation": "It measures the trouble; it does not cure it.",
    },
    hints=(
        "Training error 0.40, validation error 0.43, noise 0.05. Is the gap large, or "
        "the training error itself?",
        "It underfits: the bias is large. Which step can lower a bias?",
    ),
    explain="Underfitting is cured on the side of the model, not of the data.",
)


pick_second_remedy = Exercise(
    "4.3",
    "pick the other remedy",
    stars=1,
    reference="more data or regularisation",
    choices={
        "more features": "The training error is small already: more features would "
        "give the noise more room, and the variance would grow.",
        "a higher degree": "That is a richer function set: the gap would widen.",
        "train longer": "The training points are already met almost exactly; what is "
        "left of the error is variance.",
    },
    hints=(
        "Training error 0.01, validation error 0.60. What is large, the first number "
        "or the gap?",
        "It overfits: the variance is large. What makes fifty universes agree?",
    ),
    explain="Both pull the universes' fits together. (No more data? Make some: "
    "shifted, turned, noisy copies.)",
)
