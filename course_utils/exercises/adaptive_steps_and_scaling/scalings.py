"""Exercises on feature scaling: standardisation and min-max scaling."""

import numpy as np

from course_utils.ml.optimization.feature_scaling import MinMaxScaler, Standardizer
from course_utils.practice import Exercise, Mistake


def _make_tables(rng):
    return [
        (rng.normal([1, 100], [0.5, 30], size=(6, 2)),),
        (rng.normal(size=(5, 3)) * [1, 10, 100],),
    ]


def _standardized(features):
    return Standardizer().fit(features).transform(features)


def _min_max(features):
    return MinMaxScaler().fit(features).transform(features)


def _standardized_plainly(features):
    return (features - features.mean(axis=0)) / features.std(axis=0)


def _min_max_plainly(features):
    smallest, largest = features.min(axis=0), features.max(axis=0)
    return (features - smallest) / (largest - smallest)


standardize = Exercise(
    "6.6",
    "standardise columns",
    stars=1,
    reference=_standardized,
    model_answer=_standardized_plainly,
    stub="standardize(features)",
    example=(np.array([[1.0, 10.0], [3.0, 30.0]]),),
    cases=_make_tables,
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
        Mistake(
            lambda f: (f - f.mean(axis=0)) / f.std(axis=0, ddof=1),
            "You divided by N − 1 inside the standard deviation, as `torch.std` does "
            "unless told `correction=0`; here divide by N, as `np.std` does.",
        ),
        Mistake(
            lambda f: f - f.mean(axis=0),
            "The mean is gone, the units are not: divide by the standard deviation.",
        ),
        Mistake(
            _min_max_plainly,
            "That is min-max scaling, the next exercise: here use mean and deviation.",
        ),
        Mistake(
            lambda f: f - f.mean(axis=0) / f.std(axis=0),
            "Brackets are missing: subtract first, then divide the difference.",
        ),
    ),
    explain="Each column has mean 0 and deviation 1 now; its histogram keeps its form.",
)


min_max = Exercise(
    "6.7",
    "min-max scaling",
    stars=1,
    reference=_min_max,
    model_answer=_min_max_plainly,
    stub="min_max(features)",
    example=(np.array([[1.0, 10.0], [3.0, 30.0], [2.0, 30.0]]),),
    cases=_make_tables,
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
        Mistake(
            lambda f: (f - f.min(axis=1, keepdims=True)) / np.ptp(f, 1, keepdims=True),
            "That is the range of each example; scale each feature: axis=0.",
        ),
        Mistake(
            lambda f: (f.max(axis=0) - f) / np.ptp(f, axis=0),
            "Turned round: here the smallest becomes 1 and the largest 0.",
        ),
        Mistake(
            _standardized_plainly,
            "That is standardisation, the exercise before: here use the minimum and "
            "the range.",
        ),
        Mistake(
            lambda f: (f - f.mean(axis=0)) / np.ptp(f, axis=0),
            "Subtract the *minimum*, not the mean: the smallest should become 0.",
        ),
        Mistake(
            lambda f: (f - f.min(axis=0)) / f.max(axis=0) - f.min(axis=0),
            "Brackets are missing: divide by `(maximum - minimum)`.",
        ),
    ),
    explain="One outlier is enough to squeeze all others together: look first.",
)
