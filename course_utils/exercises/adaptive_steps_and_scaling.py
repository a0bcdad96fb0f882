"""Exercises of notebook 6: schedules, Adagrad, the best step, and feature scaling."""

import numpy as np

from course_utils.ml.optimization import optimizers
from course_utils.ml.optimization.feature_scaling import MinMaxScaler, Standardizer
from course_utils.practice import Exercise, Mistake


def _inverse_root(eta, t):
    return optimizers.inverse_root(eta)(t)


inverse_root = Exercise(
    "6.1",
    "a decaying rate",
    stars=1,
    reference=_inverse_root,
    cases=[(0.1, 0), (0.1, 3), (1.0, 99)],
    hints=(
        "At t = 0 the rate is η itself.",
        "`eta / np.sqrt(t + 1)`",
    ),
    mistakes=(
        Mistake(
            lambda eta, t: eta / np.sqrt(t) if t else np.inf,
            "At t = 0 you divide by zero: the root is of t + 1.",
        ),
        Mistake(
            lambda eta, t: eta / (t + 1),
            "The square root is missing: this rate falls too fast.",
        ),
        Mistake(
            lambda eta, t: eta * np.sqrt(t + 1),
            "Your rate grows with time: divide by the root.",
        ),
    ),
    explain="A hundred updates in, the step is a tenth.",
)


def _adagrad_step(w, gradient, total, eta):
    total = total + gradient**2
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


def _no_root(w, gradient, total, eta):
    total = total + gradient**2
    return w - eta * gradient / (total + 1e-10), total


def _forgets_the_past(w, gradient, total, eta):
    return w - eta * gradient / (np.abs(gradient) + 1e-10), gradient**2


def _without_the_newest(w, gradient, total, eta):
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total + gradient**2


def _not_squared(w, gradient, total, eta):
    total = total + np.abs(gradient)
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


def _uphill(w, gradient, total, eta):
    total = total + gradient**2
    return w + eta * gradient / (np.sqrt(total) + 1e-10), total


def _one_for_all(w, gradient, total, eta):
    total = total + gradient**2
    return w - eta * gradient / (np.sqrt(total.sum()) + 1e-10), total


adagrad_step = Exercise(
    "6.2",
    "one step of Adagrad",
    stars=2,
    reference=_adagrad_step,
    cases=[
        (np.array([1.0, -2.0]), np.array([0.5, 4.0]), np.array([0.75, 9.0]), 0.1),
        (np.array([0.3, 0.0, 2.0]), np.array([-2.0, 1.0, 0.1]), np.ones(3), 0.5),
    ],
    hints=(
        "Add the square of the new gradient to the total first.",
        "Each weight has its own divisor: the square root of its own total.",
        "`total = total + gradient**2`, then "
        "`w - eta * gradient / (np.sqrt(total) + 1e-10)`",
    ),
    mistakes=(
        Mistake(
            _no_root,
            "The square root is missing: the divisor must have the gradient's unit, "
            "not its square.",
        ),
        Mistake(
            _forgets_the_past,
            "You divide by the newest gradient alone: every step has length η. The "
            "total of all past squares is needed.",
        ),
        Mistake(
            _without_the_newest,
            "Add the newest gradient to the total before you divide.",
        ),
        Mistake(_not_squared, "The total is of squares, `gradient**2`."),
        Mistake(_uphill, "You walk uphill: subtract the step."),
        Mistake(
            _one_for_all,
            "You divide all weights by one number: the total is one per weight.",
        ),
    ),
    tolerance=1e-7,
    explain="√(t+1) has cancelled: no schedule is left to write down.",
)

which_step = Exercise(
    "6.3",
    "which weight steps further?",
    stars=1,
    reference="both the same",
    choices={
        "the one with gradient 100": "Its gradient is larger, and so is its divisor, "
        "by exactly the same factor.",
        "the one with gradient 0.01": "Its divisor is smaller, and so is its gradient, "
        "by exactly the same factor.",
    },
    hints=(
        "On the first update the total of squares holds one gradient only.",
        "g / √(g²) is +1 or -1.",
    ),
    explain="The first step of Adagrad has length η, whatever the gradient.",
)


def _best_step(a, b, x):
    return abs(2 * a * x + b) / (2 * a)


best_step = Exercise(
    "6.4",
    "the best step on a parabola",
    stars=2,
    reference=_best_step,
    cases=[(1.0, -4.0, 5.0), (3.0, 2.0, -2.0), (0.25, 0.0, 1.0)],
    hints=(
        "The minimum of a·x² + b·x + c is at x = -b / 2a. How far is it from x?",
        "The distance |x + b/2a| is |2ax + b| / 2a: the size of the first derivative "
        "over the second.",
        "`abs(2 * a * x + b) / (2 * a)`",
    ),
    mistakes=(
        Mistake(
            lambda a, b, x: (2 * a * x + b) / (2 * a),
            "That has a sign; the length of the step has none.",
        ),
        Mistake(
            lambda a, b, x: abs(2 * a * x + b) / a,
            "The second derivative of a·x² is 2a, not a: you would step twice too far.",
        ),
        Mistake(
            lambda a, b, x: abs(2 * a * x + b),
            "That is the gradient alone: divide by the second derivative.",
        ),
        Mistake(
            lambda a, b, x: -b / (2 * a),
            "That is where the minimum is; how far is it from x?",
        ),
    ),
    explain="|first derivative| / second derivative: this is what Adagrad imitates.",
)


updates_of_sgd = Exercise(
    "6.5",
    "count the updates",
    stars=1,
    reference=(1, 1000, 32),
    hints=(
        "An update follows each batch. How many batches are there in one epoch?",
        "1000 / 32 = 31.25: the last batch is smaller, and it is a batch, too.",
    ),
    mistakes=(
        Mistake((1, 1000, 31), "The last, smaller batch makes an update as well."),
        Mistake((1000, 1, 32), "The full batch looks at everything before it moves."),
        Mistake((1, 1000, 31.25), "There is no quarter of an update: round up."),
    ),
    explain="Same examples seen, thirty-two times as many steps taken.",
)


def _standardized(features):
    return Standardizer().fit(features).transform(features)


standardize = Exercise(
    "6.6",
    "standardise columns",
    stars=1,
    reference=_standardized,
    cases=lambda rng: [
        (rng.normal([1, 100], [0.5, 30], size=(6, 2)),),
        (rng.normal(size=(5, 3)) * [1, 10, 100],),
    ],
    hints=(
        "Mean and deviation of each column: `axis=0`.",
        "`(features - features.mean(axis=0)) / features.std(axis=0)`",
    ),
    mistakes=(
        Mistake(
            lambda f: (f - f.mean(axis=0)) / f.var(axis=0),
            "You divided by the variance; standardisation divides by the standard "
            "deviation.",
        ),
        Mistake(
            lambda f: (
                (f - f.mean(axis=1, keepdims=True)) / f.std(axis=1, keepdims=True)
            ),
            "You scaled each example; scale each feature: axis=0.",
        ),
        Mistake(
            lambda f: f / f.std(axis=0),
            "Subtract the mean first.",
        ),
        Mistake(
            lambda f: (f - f.mean()) / f.std(),
            "One mean for the whole table does not bring the columns to one scale.",
        ),
    ),
    explain="Every column now has mean 0 and standard deviation 1.",
)


def _min_max(features):
    return MinMaxScaler().fit(features).transform(features)


min_max = Exercise(
    "6.7",
    "min-max scaling",
    stars=1,
    reference=_min_max,
    cases=lambda rng: [
        (rng.normal([1, 100], [0.5, 30], size=(6, 2)),),
        (rng.normal(size=(5, 3)) * [1, 10, 100],),
    ],
    hints=(
        "The smallest value of a column becomes 0, the largest 1.",
        "Subtract the minimum, divide by the range, maximum minus minimum.",
    ),
    mistakes=(
        Mistake(
            lambda f: f / f.max(axis=0),
            "The smallest value does not become 0: subtract the minimum first.",
        ),
        Mistake(
            lambda f: (f - f.min(axis=0)) / f.max(axis=0),
            "Divide by the range, maximum minus minimum, or the largest is not 1.",
        ),
        Mistake(
            lambda f: (f - f.min()) / (f.max() - f.min()),
            "Each column has its own minimum and maximum: axis=0.",
        ),
    ),
    explain="One outlier is enough to squeeze all others together: look first.",
)
