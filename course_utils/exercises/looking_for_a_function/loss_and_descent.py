"""Exercises on losses, a step of descent, and counting updates."""

import numpy as np

from course_utils.ml.regression import linear
from course_utils.ml.training import batches
from course_utils.practice import Exercise, Mistake

PREDICTIONS = [
    (np.array([0.5, -1.0, 2.0, 8.0]), np.array([1.5, 1.0, 2.0, 4.0])),
]


def _both(one, other):
    return lambda prediction, target: (
        one(prediction - target),
        other(prediction - target),
    )


def _mean_size(miss):
    return float(np.mean(np.abs(miss)))


def _mean_square(miss):
    return float(np.mean(miss**2))


mae_and_mse = Exercise(
    "2.1",
    "MAE and MSE",
    stars=1,
    reference=linear.mae_and_mse,
    stub="mae_and_mse(prediction, target)",
    example=(np.array([3.0, 5.0, 2.0]), np.array([4.0, 5.0, 5.0])),
    cases=PREDICTIONS,
    hints=(
        "`miss = prediction - target` is an array. What makes each miss positive?",
        "For the first `np.abs(miss)`, for the second `miss**2`; then the mean.",
        "`return np.mean(np.abs(miss)), np.mean(miss**2)`",
    ),
    mistakes=(
        Mistake(
            _both(lambda miss: float(np.mean(miss)), _mean_square),
            "MAE: misses above and below cancel. Take `np.abs` before the mean.",
        ),
        Mistake(
            _both(lambda miss: float(np.mean(-miss)), _mean_square),
            "MAE: some of your misses are negative and cancel others: take `np.abs`.",
        ),
        Mistake(
            _both(_mean_size, lambda miss: _mean_size(miss) ** 2),
            "MSE: that is the MAE squared. Square each miss, then take the mean.",
        ),
        Mistake(
            _both(lambda miss: float(np.abs(np.mean(miss))), _mean_square),
            "MAE: first the size of each miss, then the mean; yours cancel before.",
        ),
        Mistake(
            _both(_mean_size, lambda miss: float(np.mean(miss) ** 2)),
            "MSE: you squared the mean miss. Square each miss first, then average.",
        ),
        Mistake(
            _both(_mean_size, lambda miss: float(np.sqrt(np.mean(miss**2)))),
            "MSE: that is its root, in the unit of the target. Leave the root out.",
        ),
        Mistake(
            _both(
                lambda miss: float(np.sum(np.abs(miss))),
                lambda miss: float(np.sum(miss**2)),
            ),
            "Those are sums. With twice the data they would double: take means.",
        ),
        Mistake(
            _both(_mean_square, _mean_size),
            "Both are right, in the wrong order: first the MAE, then the MSE.",
        ),
    ),
    explain="In the MSE, one miss of 4 weighs as much as sixteen misses of 1.",
)


def _slopes(x, y, w, b):
    return linear.gradient(x, y, w, b)


def _uphill(x, y, w, b, learning_rate):
    slope_w, slope_b = _slopes(x, y, w, b)
    return w + learning_rate * slope_w, b + learning_rate * slope_b


def _whole_gradient(x, y, w, b, learning_rate):
    slope_w, slope_b = _slopes(x, y, w, b)
    return w - slope_w, b - slope_b


def _one_after_the_other(x, y, w, b, learning_rate):
    w = w - learning_rate * _slopes(x, y, w, b)[0]
    return w, b - learning_rate * _slopes(x, y, w, b)[1]


def _only_w(x, y, w, b, learning_rate):
    return w - learning_rate * _slopes(x, y, w, b)[0], b


def _only_the_change(x, y, w, b, learning_rate):
    slope_w, slope_b = _slopes(x, y, w, b)
    return -learning_rate * slope_w, -learning_rate * slope_b


def _without_the_two(x, y, w, b, learning_rate):
    return linear.step(x, y, w, b, learning_rate / 2)


def _without_x(x, y, w, b, learning_rate):
    slope_b = _slopes(x, y, w, b)[1]
    return w - learning_rate * slope_b, b - learning_rate * slope_b


def _with_sums(x, y, w, b, learning_rate):
    return linear.step(x, y, w, b, learning_rate * len(x))


def _swapped(x, y, w, b, learning_rate):
    return linear.step(x, y, w, b, learning_rate)[::-1]


def _without_the_two_in_w(x, y, w, b, learning_rate):
    half = _without_the_two(x, y, w, b, learning_rate)
    return half[0], linear.step(x, y, w, b, learning_rate)[1]


def _without_the_two_in_b(x, y, w, b, learning_rate):
    half = _without_the_two(x, y, w, b, learning_rate)
    return linear.step(x, y, w, b, learning_rate)[0], half[1]


def _only_the_slopes(x, y, w, b, learning_rate):
    return _slopes(x, y, w, b)


def _step(x, y, w, b, learning_rate):
    miss = w * x + b - y
    slope_w, slope_b = np.mean(2 * miss * x), np.mean(2 * miss)
    return w - learning_rate * slope_w, b - learning_rate * slope_b


descent_step = Exercise(
    "2.2",
    "one step downhill",
    stars=2,
    reference=linear.step,
    model_answer=_step,
    stub="descent_step(x, y, w, b, learning_rate)",
    example=(np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0]), 0.0, 0.0, 0.1),
    cases=[
        (np.array([-1.0, 0.5, 4.0]), np.array([1.0, 1.0, 2.0]), 0.7, -0.3, 0.02),
    ],
    hints=(
        "Both slopes are taken where you stand now, before either number moves.",
        "With `miss = w * x + b - y` the slopes are the means of `2 * miss * x` and "
        "of `2 * miss`.",
        "`return w - learning_rate * slope_w, b - learning_rate * slope_b`",
    ),
    mistakes=(
        Mistake(_uphill, "That step climbs: go against the slope, with a minus."),
        Mistake(
            _whole_gradient,
            "You took the whole slope as the step: multiply it by the learning rate.",
        ),
        Mistake(
            _one_after_the_other,
            "The slope of b was taken after w had moved. Compute both slopes first.",
        ),
        Mistake(_only_w, "Only w moved. b is an unknown too, with a slope of its own."),
        Mistake(
            _only_the_change,
            "That is the change alone. Add it to where you stand.",
        ),
        Mistake(
            _without_the_two,
            "The derivative of miss² is 2·miss: your step is half as long.",
        ),
        Mistake(
            _without_x,
            "The slope along w is the mean of 2 · miss · x: the x is missing.",
        ),
        Mistake(_with_sums, "You added up over the examples: take the means."),
        Mistake(_swapped, "Both are right, in the wrong order: return w first."),
        Mistake(_without_the_two_in_w, "The slope of w lacks its factor 2."),
        Mistake(_without_the_two_in_b, "The slope of b lacks its factor 2."),
        Mistake(
            _only_the_slopes,
            "Those are the slopes. Take a step against them, and return the new w, b.",
        ),
    ),
    explain="Repeat it, and you have gradient descent.",
)


def _rounded_up(examples, batch_size):
    full, rest = divmod(examples, batch_size)
    return full + 1 if rest else full


updates_per_epoch = Exercise(
    "2.6",
    "updates per epoch",
    stars=1,
    reference=batches.updates_per_epoch,
    model_answer=_rounded_up,
    stub="updates_per_epoch(examples, batch_size)",
    example=(10_000, 10),
    cases=[(1000, 64), (100, 48), (9, 4), (7, 8), (1, 1)],
    hints=(
        "One update for each batch. How many batches cover all examples?",
        "What becomes of the examples left over after the last full batch?",
        "`-(-examples // batch_size)` or `math.ceil(examples / batch_size)`",
    ),
    mistakes=(
        Mistake(
            lambda examples, batch_size: examples // batch_size,
            "The examples left over make one more, smaller batch.",
        ),
        Mistake(
            lambda examples, batch_size: examples // batch_size + 1,
            "When the batches come out even there is no extra one.",
        ),
        Mistake(
            lambda examples, batch_size: round(examples / batch_size),
            "`round` drops a last batch that is less than half full: always round up.",
        ),
        Mistake(
            lambda examples, batch_size: examples / batch_size,
            "A part of a batch is still one update: round up.",
        ),
        Mistake(
            lambda examples, batch_size: examples,
            "That would be one update for each example: batches of one.",
        ),
        Mistake(
            lambda examples, batch_size: batch_size,
            "That is the number of examples in a batch, not the number of batches.",
        ),
    ),
    explain="10 000 examples in batches of 10 make 1000 updates in one epoch.",
)


hand_one_in = Exercise(
    "2.7",
    "which one to hand in",
    stars=1,
    reference="no layers",
    also=("0 layers",),
    choices={
        "1 layer": "Better on the past, but what you hand in is used on the future.",
        "2 layers": "Its training error halves, yet it is worse on the unseen year.",
        "3 layers": "It knows the past nearly by heart. Read the other column.",
        "4 layers": "A small training error is not the aim. Read the other column.",
    },
    hints=(
        "Which column tells about days that the model has not learned from?",
        "Choose the row whose error on the unseen year is smallest.",
    ),
    explain="Better on seen, worse on unseen data is called overfitting (notebook 3).",
)
