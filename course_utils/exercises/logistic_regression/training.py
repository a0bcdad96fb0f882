"""Exercises on the gradient, on a flat loss, and on the thirteen examples."""

import numpy as np

from course_utils.ml.classification import logistic
from course_utils.practice import Exercise, Mistake


def _make_gradient_cases(rng):
    cases = []
    for size, dimensions in ((5, 2), (8, 3), (1, 2)):
        points = rng.normal(size=(size, dimensions))
        targets = rng.integers(0, 2, size=size)
        cases.append((rng.normal(size=dimensions), rng.normal(), points, targets))
    return cases


def _of_squared_error(w, b, points, targets):
    return logistic.squared_error_gradient(w, b, points, targets)


def _turned(w, b, points, targets):
    slope_w, slope_b = logistic.cross_entropy_gradient(w, b, points, targets)
    return -slope_w, -slope_b


def _summed(w, b, points, targets):
    slope_w, slope_b = logistic.cross_entropy_gradient(w, b, points, targets)
    return slope_w * len(points), slope_b * len(points)


def _without_sigmoid(w, b, points, targets):
    error = points @ w + b - targets
    return points.T @ error / len(points), error.mean()


def _hard_error(w, b, points, targets):
    error = (points @ w + b > 0) - targets
    return points.T @ error / len(points), error.mean()


def _without_inputs(w, b, points, targets):
    error = (logistic.sigmoid(points @ w + b) - targets).mean()
    return np.full(len(w), error), error


def _error_times_input(w, b, points, targets):
    p = 1 / (1 + np.exp(-(points @ w + b)))
    error = p - targets
    return points.T @ error / len(points), error.mean()


gradient = Exercise(
    "8.3",
    "the gradient",
    stars=2,
    reference=logistic.cross_entropy_gradient,
    model_answer=_error_times_input,
    stub="gradient(w, b, points, targets)",
    example=(np.zeros(2), 0.0, np.array([[2.0, 4.0]]), np.array([1])),
    cases=_make_gradient_cases,
    hints=(
        "Each example adds (prediction − target) times its input.",
        "The prediction is the sigmoid of `points @ w + b`; the input of b is 1.",
        "`points.T @ error / len(points)` and `error.mean()`.",
    ),
    mistakes=(
        Mistake(
            _of_squared_error,
            "The factor p(1 − p) belongs to the squared error. In the cross-entropy "
            "it cancels: only (p − t)·x remains.",
        ),
        Mistake(
            _turned, "The sign is turned: prediction minus target, not the reverse."
        ),
        Mistake(_summed, "The examples were added, but the loss is their average."),
        Mistake(
            _without_sigmoid,
            "The prediction is the *sigmoid* of the score; this is linear regression.",
        ),
        Mistake(
            _hard_error,
            "The prediction is a probability, not the called class: use the sigmoid.",
        ),
        Mistake(_without_inputs, "Each error must be multiplied by its own input."),
    ),
    explain="The same form as in linear regression: error times input.",
)

why_stuck = Exercise(
    "8.4",
    "why does nothing move?",
    stars=1,
    reference="flat",
    choices={
        "rate": "The same η was large enough for cross-entropy. A larger one only "
        "multiplies a slope that is nearly zero; why is it nearly zero?",
        "minimum": "There is no minimum here: nearly everything is classified wrongly.",
        "overlap": "Overlapping classes raise the least loss; they do not stop descent "
        "where nearly everything is wrong.",
    },
    hints=(
        "Which factor stands in the gradient of the squared error only?",
        "Put p = 0.999 into p(1 − p).",
    ),
    explain="p(1 − p) is 0.001 at p = 0.999, whether p is right or wrong. A far larger "
    "η may free it, as in the demo, but the fault is the slope.",
)

puzzle = Exercise(
    "8.5",
    "the thirteen examples by hand",
    stars=2,
    reference=3 / 7,
    hints=(
        "You need the two priors and, for each class, P(x₁=1) and P(x₂=1).",
        "Class 2: 4 of 12 have x₁ = 1, and 4 of 12 have x₂ = 1. Naive: multiply.",
        "Compare 1/13 · 1 · 1 with 12/13 · 1/3 · 1/3.",
    ),
    mistakes=(
        Mistake(
            1.0,
            "That is what the data say: (1,1) was only ever class 1. Naive Bayes does "
            "not look at the pair, only at each feature by itself.",
        ),
        Mistake(0.9, "The priors are missing: class 2 is twelve times as frequent."),
        Mistake(4 / 7, "That is the probability of class 2."),
        Mistake(1 / 13, "That is the prior of class 1; now use the features."),
        Mistake(0.2, "Both features count: 1/3 · 1/3 for class 2, not 1/3."),
        Mistake(1 / 3, "That is P(x₁ = 1) in class 2, one ingredient of the answer."),
        Mistake(300 / 7, "That is in percent; a probability is at most 1."),
        Mistake(
            196 / 871,
            "That is with one imagined yes and one no for each feature (smoothing); "
            "here the shares are taken as they are.",
        ),
        Mistake(
            3 / 4,
            "Those are the odds, class 1 against class 2: 3 to 4. The probability is "
            "3 out of both together.",
        ),
    ),
    tolerance=2e-3,
    explain="It imagines 12 · 1/9 = 1.33 examples of class 2 at (1,1): none was seen.",
)
