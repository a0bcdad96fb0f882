"""What folds promise and what the future holds, for three orders of dealing days."""

from functools import cache

import numpy as np

from course_utils.ml.generalization import validation
from course_utils.ml.regression import curve_fitting
from course_utils.ml.regression.linear import mse

DAYS, FUTURE = 60, 20
ORDERS = ("shuffled", "blocks in order", "only the past")


@cache
def make_drifting_series(seed):
    """Return features (80, 4) of the day and a wandering value (80,).

    A random walk with a weekly wave; the features are a parabola in time and the wave.
    """
    rng = np.random.default_rng(seed)
    day = np.arange(DAYS + FUTURE)
    week = np.column_stack([np.sin(2 * np.pi * day / 7), np.cos(2 * np.pi * day / 7)])
    walk = np.cumsum(rng.normal(0, 0.25, len(day)))
    value = 5 + walk + 0.4 * week[:, 0] + rng.normal(0, 0.15, len(day))
    time = curve_fitting.polynomial_features(day / 40 - 1, 2)
    return np.column_stack([time, week]), value


def fit_trend(features, target):
    """Return a ridge fit with a small penalty."""
    return curve_fitting.ridge(features, target, 0.1)


def root_error(model, features, target):
    """Return the root mean squared error of a linear model."""
    return mse(curve_fitting.predict(features, *model), target) ** 0.5


def make_folds(k, order, seed):
    """Return the pairs (train, held out) of the known days."""
    if order == ORDERS[2]:
        return validation.time_folds(DAYS, k)
    rng = np.random.default_rng(seed) if order == ORDERS[0] else None
    return validation.folds(DAYS, k, rng=rng)


@cache
def promises(k, order, seed):
    """Return the error of each fold and the error on the future that follows."""
    features, value = make_drifting_series(seed)
    errors = validation.cross_validate(
        fit_trend, root_error, features, value, make_folds(k, order, seed)
    )
    known, future = slice(None, DAYS), slice(DAYS, None)
    model = fit_trend(features[known], value[known])
    return errors, root_error(model, features[future], value[future])
