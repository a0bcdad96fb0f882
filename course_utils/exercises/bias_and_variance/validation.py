"""Exercises on folds and on scaling without a leak."""

import numpy as np

from course_utils.ml.generalization import validation
from course_utils.ml.optimization.feature_scaling import Standardizer
from course_utils.practice import Exercise, Mistake


def _contiguous_wrong(n, k):
    size = n // k
    order = np.arange(n)
    return [
        (
            np.concatenate([order[: i * size], order[(i + 1) * size :]]),
            order[i * size : (i + 1) * size],
        )
        for i in range(k)
    ]


def _swapped(n, k):
    return [(held, train) for train, held in validation.folds(n, k)]


def _trains_on_all(n, k):
    return [(np.arange(n), held) for _, held in validation.folds(n, k)]


fold_indices = Exercise(
    "4.4",
    "indices of k folds",
    stars=2,
    reference=validation.folds,
    cases=[(10, 5), (11, 3), (6, 6)],
    hints=(
        "`np.array_split(np.arange(n), k)` cuts the indices into k parts, also when k "
        "does not divide n.",
        "For fold i, part i is held out, and the others together are for training.",
        "`np.concatenate(parts[:i] + parts[i + 1:])`, and for the pair: "
        "`(train, parts[i])`",
    ),
    mistakes=(
        Mistake(
            _contiguous_wrong,
            "When k does not divide n, some examples are never held out: use "
            "`np.array_split`.",
        ),
        Mistake(_swapped, "The order in each pair is (train, held out)."),
        Mistake(
            _trains_on_all,
            "The held-out examples are also in the training part: the folds leak.",
        ),
    ),
    explain="Each example is held out once, so each one is judged once, fairly.",
)


def _standardize(train, test):
    scaler = Standardizer().fit(train)
    return scaler.transform(train), scaler.transform(test)


def _uses_all(train, test):
    scaler = Standardizer().fit(np.concatenate([train, test]))
    return scaler.transform(train), scaler.transform(test)


def _each_its_own(train, test):
    return tuple(Standardizer().fit(part).transform(part) for part in (train, test))


def _by_variance(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    return (train - mean) / variance, (test - mean) / variance


def _one_number(train, test):
    return (train - train.mean()) / train.std(), (test - train.mean()) / train.std()


def _unscaled_test(train, test):
    return _standardize(train, test)[0], test


standardize = Exercise(
    "4.5",
    "standardise without a leak",
    stars=2,
    reference=_standardize,
    cases=lambda rng: [
        (rng.normal(3, 2, size=(8, 2)), rng.normal(4, 1, size=(3, 2))),
        (rng.normal(-1, 5, size=(20, 3)), rng.normal(0, 5, size=(5, 3))),
    ],
    hints=(
        "Mean and standard deviation of each column: `train.mean(axis=0)`.",
        "The test part may not be looked at: apply the training part's numbers to it.",
        "`(train - mean) / deviation, (test - mean) / deviation`",
    ),
    mistakes=(
        Mistake(
            _uses_all,
            "You took the mean and deviation of all data. The test part has leaked "
            "into the preparation: use the training part only.",
        ),
        Mistake(
            _each_its_own,
            "You scaled the test part by its own mean and deviation. Equal values "
            "must stay equal in both parts: use the training part's numbers.",
        ),
        Mistake(_by_variance, "Divide by the standard deviation, not the variance."),
        Mistake(_one_number, "Each column has its own mean and deviation: axis=0."),
        Mistake(_unscaled_test, "The test part must be scaled, too."),
    ),
    explain="The test part need not come out with mean 0: it was not asked.",
)
