"""Exercises of notebook 16: sums of exponentials, variances, a NaN, a straight path."""

import numpy as np

from course_utils.practice import Exercise, Mistake


def _quiet(function):
    def wrapped(*arguments):
        with np.errstate(all="ignore"):
            return function(*arguments)

    return wrapped


def _log_sum_exp(values):
    top = values.max(axis=-1, keepdims=True)
    return top[..., 0] + np.log(np.exp(values - top).sum(axis=-1))


def _naive(values):
    return np.log(np.exp(values).sum(axis=-1))


def _forgets_to_add(values):
    return np.log(np.exp(values - values.max(axis=-1, keepdims=True)).sum(axis=-1))


def _one_for_all_rows(values):
    return values.max() + np.log(np.exp(values - values.max()).sum(axis=-1))


def _multiplies(values):
    top = values.max(axis=-1, keepdims=True)
    return (top[..., 0]) * np.log(np.exp(values - top).sum(axis=-1))


def _shifts_by_the_smallest(values):
    low = values.min(axis=-1, keepdims=True)
    return low[..., 0] + np.log(np.exp(values - low).sum(axis=-1))


def _only_the_largest(values):
    return values.max(axis=-1)


log_sum_exp = Exercise(
    "16.1",
    "log-sum-exp",
    stars=2,
    reference=_log_sum_exp,
    stub="log_sum_exp(values)",
    example=(np.array([[0.0, 0.0]]),),
    cases=[
        np.array([[0.0, 1.0, 2.0], [1.0, 1.0, 1.0]]),
        np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1002.0]]),
        np.array([[2000.0, 0.0, -2000.0, 1.0]]),
    ],
    hints=(
        "log Σ exp(v) = c + log Σ exp(v - c) for every c. Which c keeps exp at 1 or "
        "less?",
        "Each row has its own maximum: `values.max(axis=-1, keepdims=True)`.",
        "`top[..., 0] + np.log(np.exp(values - top).sum(axis=-1))`",
    ),
    mistakes=(
        Mistake(
            _quiet(_naive),
            "exp(1000) is inf even in float64, and exp(-1000) is 0: shift before exp.",
        ),
        Mistake(
            _forgets_to_add,
            "You took the maximum away before exp; after log it must be added again.",
        ),
        Mistake(
            _quiet(_one_for_all_rows),
            "You used one maximum for all rows: a row that lies far below it becomes "
            "0, and log 0 is -inf.",
        ),
        Mistake(
            _multiplies,
            "exp turns sums into products, log turns them back: add the maximum, do "
            "not multiply by it.",
        ),
        Mistake(
            _quiet(_shifts_by_the_smallest),
            "Shifted by the smallest, the largest still overflows.",
        ),
        Mistake(
            _only_the_largest,
            "The maximum is close when one score towers over all others, not equal.",
        ),
    ),
    explain="torch.logsumexp and cross_entropy do this for you.",
)


find_the_nan = Exercise(
    "16.2",
    "find the source",
    stars=2,
    reference="squeeze",
    choices={
        "first": "Its output is finite: an affine map of finite numbers.",
        "relu": "Its output is finite: zeros are harmless by themselves.",
        "second": "Here the first NaN shows, but an infinite number came *in*. Go one "
        "module back.",
        "output": "It only passes on what it is given. Who was first?",
    },
    hints=(
        "Ask for everything that is not finite, not for NaN alone: `torch.isfinite`.",
        "Hooks are called in order: the first name with a count above 0 is the source.",
    ),
    explain="log 0 = -inf, and the next layer makes inf - inf = NaN of it.",
)


def _xavier_variance(fan_in, fan_out):
    return 2 / (fan_in + fan_out)


xavier_variance = Exercise(
    "16.3",
    "Xavier's variance",
    stars=1,
    reference=_xavier_variance,
    stub="xavier_variance(fan_in, fan_out)",
    example=(100, 100),
    cases=[(64, 10), (3, 500)],
    hints=(
        "Forwards asks for fan_in · variance = 1, backwards fan_out · variance = 1.",
        "Both at once is impossible unless they are equal: take 1 over their mean.",
    ),
    mistakes=(
        Mistake(
            lambda i, o: np.sqrt(2 / (i + o)),
            "That is the standard deviation; the variance is its square.",
        ),
        Mistake(lambda i, o: 1 / i, "That serves the forward pass only."),
        Mistake(lambda i, o: 1 / o, "That serves the backward pass only."),
        Mistake(
            lambda i, o: 2 / i,
            "That is He's variance, made for ReLU.",
        ),
        Mistake(
            lambda i, o: 1 / (i + o),
            "One over the *mean* of both, not over their sum.",
        ),
    ),
    explain="The mean of both fans is a compromise between two directions.",
)

left_after_ten = Exercise(
    "16.4",
    "what is left after ten layers",
    stars=1,
    reference=1 / 1024,
    hints=(
        "Variance 1/width keeps the mean square of a linear layer. ReLU then sets half "
        "of the numbers to 0.",
        "Each layer halves the mean square: ten layers leave (1/2) to the power 10.",
    ),
    mistakes=(
        Mistake(
            1 / 32,
            "That is the spread, the root of the mean square. The question is about "
            "the square itself.",
        ),
        Mistake(1.0, "That holds for a linear stack. ReLU throws half away."),
        Mistake(
            1 / 20,
            "The halves multiply, they do not add up.",
        ),
        Mistake(
            1024,
            "ReLU takes away: the mean square shrinks.",
        ),
    ),
    tolerance=4e-6,
    explain="He doubles the variance, and each layer keeps what it got.",
)


def _residual_block(x, first, second):
    return x + np.maximum(x @ first, 0) @ second


residual_block = Exercise(
    "16.5",
    "a residual block",
    stars=2,
    reference=_residual_block,
    stub="residual_block(x, first, second)",
    example=(
        np.array([[1.0, 2.0]]),
        np.array([[1.0, -1.0], [0.0, 0.0]]),
        np.array([[3.0, 0.0], [0.0, 3.0]]),
    ),
    cases=lambda rng: [
        (rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=(5, 3))),
        (rng.normal(size=(2, 2)), rng.normal(size=(2, 2)), np.zeros((2, 2))),
    ],
    hints=(
        "Two parts: the straight one is x itself, the branch is ReLU between two "
        "matrices.",
        "`branch = np.maximum(x @ first, 0) @ second`, then add x.",
    ),
    mistakes=(
        Mistake(
            lambda x, a, b: np.maximum(x @ a, 0) @ b,
            "The straight path is missing: add x.",
        ),
        Mistake(
            lambda x, a, b: np.maximum(x + np.maximum(x @ a, 0) @ b, 0),
            "You apply ReLU after the sum: then the straight path loses its negative "
            "half.",
        ),
        Mistake(
            lambda x, a, b: x * (np.maximum(x @ a, 0) @ b),
            "A product of many factors is what we want to get away from: add.",
        ),
        Mistake(
            lambda x, a, b: x + x @ a @ b,
            "Without the ReLU the branch is one matrix only.",
        ),
        Mistake(
            lambda x, a, b: x - np.maximum(x @ a, 0) @ b,
            "The branch is added, not taken away.",
        ),
    ),
    explain="With a zero branch the block does nothing: depth need not hurt.",
)
