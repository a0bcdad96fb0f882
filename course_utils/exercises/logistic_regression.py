"""Exercises of notebook 8: a stable sigmoid, its loss, its gradient, and a puzzle."""

import numpy as np

from course_utils.ml.classification import logistic
from course_utils.practice import Exercise, Mistake


def _naive_sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


def _forgot_minus(z):
    return logistic.sigmoid(-np.asarray(z))


def _clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _tanh(z):
    return np.tanh(z)


sigmoid = Exercise(
    "8.1",
    "a sigmoid that does not overflow",
    stars=1,
    reference=logistic.sigmoid,
    cases=[
        (np.array([0.0, 1.0, -2.0, 5.0]),),
        (np.array([[-3.0, 3.0], [0.5, -0.5]]),),
        (np.array([-800.0, -40.0, 40.0, 800.0]),),
    ],
    hints=(
        "`np.exp` of a large number is infinite; of a large *negative* one it is 0.",
        "For z ≥ 0 use 1/(1 + e^-z), for z < 0 use e^z/(1 + e^z).",
        "`small = np.exp(-abs(z))`, then `np.where(z >= 0, 1, small) / (1 + small)`.",
    ),
    mistakes=(
        Mistake(
            _naive_sigmoid,
            "Right for small z, but e^800 is infinite, and ∞/∞ is NaN. Use another "
            "form for positive z.",
        ),
        Mistake(_forgot_minus, "The minus in 1/(1 + e^-z) is missing: it falls."),
        Mistake(
            _clipped,
            "Cutting z off hides the overflow, but −40 and −800 now give the same "
            "answer: at −40 it is 20 000 times too large.",
        ),
        Mistake(_tanh, "That is the hyperbolic tangent, which runs from −1 to 1."),
    ),
    tolerance=1e-15,
    explain="e to the power −|z| is never above 1, so nothing can overflow.",
)


def _make_logits(rng):
    return [
        (rng.normal(size=6), rng.integers(0, 2, size=6)),
        (rng.normal(size=5) * 3, np.array([1.0, 0.0, 1.0, 1.0, 0.0])),
        (np.array([-900.0, 900.0, 30.0]), np.array([1.0, 0.0, 1.0])),
    ]


def _by_probability(logits, targets):
    p = logistic.sigmoid(logits)
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def _guarded(logits, targets):
    p = np.clip(logistic.sigmoid(logits), 1e-12, 1 - 1e-12)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def _sum_of_surprise(logits, targets):
    return logistic.cross_entropy(logits, targets) * len(logits)


def _only_positive(logits, targets):
    return np.mean(targets * np.logaddexp(0, -np.asarray(logits)))


def _turned_targets(logits, targets):
    return logistic.cross_entropy(-np.asarray(logits), targets)


def _log_likelihood(logits, targets):
    return -logistic.cross_entropy(logits, targets)


def _squared(logits, targets):
    return logistic.squared_error(logits, targets)


cross_entropy = Exercise(
    "8.2",
    "cross-entropy from the score",
    stars=2,
    reference=logistic.cross_entropy,
    cases=_make_logits,
    hints=(
        "The surprise is −log of the probability given to the class that came.",
        "For t = 1 that is log(1 + e^-z), for t = 0 it is log(1 + e^z).",
        "Both at once, without overflow: `np.logaddexp(0, z) - t * z`, then the mean.",
    ),
    mistakes=(
        Mistake(
            _by_probability,
            "Right for small scores, but at a score of 900 the sigmoid is exactly 1, "
            "and log(1 − 1) is −∞ or NaN. Work with the score itself.",
        ),
        Mistake(
            _guarded,
            "Clipping p avoids the infinity, but caps the surprise at 27.6; a score "
            "of 900 in the wrong direction costs 900.",
        ),
        Mistake(_sum_of_surprise, "This is the sum; divide by the number of examples."),
        Mistake(_only_positive, "The examples of class 2 (target 0) count as well."),
        Mistake(
            _turned_targets, "The classes are swapped: t = 1 wants a *large* score."
        ),
        Mistake(
            _log_likelihood,
            "This is the log-likelihood, to be *maximised*. The loss is its negative.",
        ),
        Mistake(_squared, "That is the squared error of the probabilities."),
    ),
    tolerance=1e-9,
    explain="A wrong score of 900 costs 900: far away the loss is a straight slope.",
)


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


gradient = Exercise(
    "8.3",
    "gradient of the cross-entropy",
    stars=2,
    reference=logistic.cross_entropy_gradient,
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
    tolerance=1e-9,
    explain="The same form as in linear regression: error times input.",
)

why_stuck = Exercise(
    "8.4",
    "why does nothing move?",
    stars=1,
    reference="flat",
    choices={
        "rate": "A larger learning rate multiplies a gradient that is nearly zero; "
        "the demo's third preset shows how little that helps.",
        "minimum": "There is no minimum here: nearly everything is classified wrongly.",
        "overlap": "Overlapping classes raise the least loss; they do not stop descent "
        "where everything is wrong.",
    },
    hints=(
        "Which factor stands in the gradient of the squared error only?",
        "Put p = 0.999 into p(1 − p).",
    ),
    explain="p(1 − p) is 0.001 at p = 0.999, whether p is right or wrong.",
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
    ),
    tolerance=2e-3,
    explain="It imagines 12 · 1/9 = 1.33 examples of class 2 at (1,1): none was seen.",
)
