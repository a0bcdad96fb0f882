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


def _folds(n, k):
    parts = np.array_split(np.arange(n), k)
    pairs = []
    for i in range(k):
        train = np.concatenate(parts[:i] + parts[i + 1 :])
        pairs.append((train, parts[i]))
    return pairs


def _every_kth(n, k):
    order = np.arange(n)
    return [(order[order % k != i], order[order % k == i]) for i in range(k)]


def _rest_to_the_last(n, k):
    order, size = np.arange(n), n // k
    ends = [i * size for i in range(1, k)]
    parts = np.split(order, ends)
    return [(np.setdiff1d(order, part), part) for part in parts]


def _first_fold_only(n, k):
    return _folds(n, k)[:1]


fold_indices = Exercise(
    "4.4",
    "indices of k folds",
    stars=2,
    reference=validation.folds,
    model_answer=_folds,
    stub="fold_indices(n, k)",
    example=(5, 2),
    cases=[(10, 5), (11, 3), (6, 6), (11, 4)],
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
        Mistake(
            _every_kth,
            "Those folds take every k-th example. In order means: the first part "
            "holds out 0, 1, 2, ...",
        ),
        Mistake(
            _rest_to_the_last,
            "What is left over makes the *first* folds larger by one each, not the "
            "last one: use `np.array_split`.",
        ),
        Mistake(_first_fold_only, "k pairs are wanted, one for each held-out part."),
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


def _by_training_part(train, test):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / deviation, (test - mean) / deviation


def _one_less(train, test):
    mean, deviation = train.mean(axis=0), train.std(axis=0, ddof=1)
    return (train - mean) / deviation, (test - mean) / deviation


def _mean_alone(train, test):
    return train - train.mean(axis=0), test - train.mean(axis=0)


standardize = Exercise(
    "4.5",
    "standardise without a leak",
    stars=2,
    reference=_standardize,
    model_answer=_by_training_part,
    stub="standardize(train, test)",
    example=(np.array([[0.0], [2.0]]), np.array([[4.0]])),
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
        Mistake(
            _one_less,
            "`ddof=1` divides by one less than the number of examples: use the plain "
            "standard deviation.",
        ),
        Mistake(
            _mean_alone, "The mean is gone; divide by the standard deviation, too."
        ),
        Mistake(_by_variance, "Divide by the standard deviation, not the variance."),
        Mistake(_one_number, "Each column has its own mean and deviation: axis=0."),
        Mistake(_unscaled_test, "The test part must be scaled, too."),
    ),
    explain="The test part need not come out with mean 0: it was not asked.",
)
