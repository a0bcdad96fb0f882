"""Exercises on the sigmoid and on the loss that is made from its score."""

import numpy as np

from course_utils.ml.classification import logistic
from course_utils.practice import Exercise, Mistake


def _naive_sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))


def _one_minus(z):
    with np.errstate(over="ignore"):
        return 1 - 1 / (1 + np.exp(z))


def _forgot_minus(z):
    return logistic.sigmoid(-np.asarray(z))


def _clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _clipped_far_out(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def _tanh(z):
    return np.tanh(z)


def _with_powers_below_one(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1, small) / (1 + small)


sigmoid = Exercise(
    "8.1",
    "a sigmoid that does not overflow",
    stars=1,
    reference=logistic.sigmoid,
    model_answer=_with_powers_below_one,
    stub="sigmoid(z)",
    example=(np.array([0.0, 800.0]),),
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
        Mistake(
            _clipped_far_out,
            "Cut off at ±700 nothing overflows, and only −800 tells: its sigmoid is 0 "
            "in float64, yours is that of −700. Another form needs no cut.",
        ),
        Mistake(
            _one_minus,
            "At −40 this is 0, but should be 4·10⁻¹⁸: a number that small is lost when "
            "1 stands beside it in a sum. For negative z use e^z/(1 + e^z).",
        ),
        Mistake(_tanh, "That is the hyperbolic tangent, which runs from −1 to 1."),
    ),
    tolerance=1e-9,
    relative=True,
    no_warnings="The numbers are right, but e^800 was computed on the way, and numpy "
    "warned of an overflow (`np.where`, if used, computes both branches). Find a form "
    "in which no power is large.",
    explain="e to the power −|z| is never above 1, so nothing can overflow.",
)


def _make_logits(rng):
    return [
        (rng.normal(size=6), rng.integers(0, 2, size=6)),
        (rng.normal(size=5) * 3, np.array([1.0, 0.0, 1.0, 1.0, 0.0])),
        (np.array([-900.0, 900.0, 30.0]), np.array([1.0, 0.0, 1.0])),
        (np.array([900.0, 1.0]), np.array([1.0, 1.0])),
    ]


def _by_probability(logits, targets):
    p = logistic.sigmoid(logits)
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def _of_the_chosen(logits, targets):
    p = logistic.sigmoid(logits)
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(np.where(targets == 1, p, 1 - p)))


def _guarded(logits, targets):
    p = np.clip(logistic.sigmoid(logits), 1e-12, 1 - 1e-12)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def _with_a_small_number(logits, targets):
    p = logistic.sigmoid(logits)
    positive, negative = np.log(p + 1e-15), np.log(1 - p + 1e-15)
    return -np.mean(targets * positive + (1 - targets) * negative)


def _power_of_the_score(logits, targets):
    with np.errstate(over="ignore"):
        return np.mean(np.log1p(np.exp(logits)) - targets * logits)


def _sigmoid_twice(logits, targets):
    return logistic.cross_entropy(logistic.sigmoid(logits), targets)


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


def _by_logaddexp(logits, targets):
    return np.mean(np.logaddexp(0, logits) - targets * logits)


cross_entropy = Exercise(
    "8.2",
    "cross-entropy from the score",
    stars=2,
    reference=logistic.cross_entropy,
    model_answer=_by_logaddexp,
    stub="cross_entropy(logits, targets)",
    example=(np.array([0.0, 2.0]), np.array([1, 0])),
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
            _of_the_chosen,
            "Right for small scores, but at a score of 900 for a target of 0 the right "
            "class gets a probability of exactly 0, and log 0 is −∞. Work with the "
            "score itself.",
        ),
        Mistake(
            _guarded,
            "Clipping p avoids the infinity, but caps the surprise at 27.6; a score "
            "of 900 in the wrong direction costs 900.",
        ),
        Mistake(
            _with_a_small_number,
            "The small number inside the logarithm hides the infinity, but caps the "
            "surprise at 34.5; a score of 900 in the wrong direction costs 900.",
        ),
        Mistake(
            _power_of_the_score,
            "The formula is right, but e^900 is infinite. For log(e^0 + e^z) numpy has "
            "a function of its own, which never overflows: look for `logaddexp`.",
        ),
        Mistake(
            _sigmoid_twice,
            "The sigmoid was taken twice: what is handed over are scores already.",
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
    explain="A wrong score of 900 costs 900: far away the loss is a straight slope.",
)
