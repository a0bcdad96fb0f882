"""Predicting tomorrow from the last days, one weight for each day of history."""

import numpy as np

from course_utils.data.series import make_windows, split_in_time


def make_forecast_task(values, days, *, longest=56, unseen=365):
    """Return features_train, features_unseen, labels_train, labels_unseen, in order.

    Features are the last `days` values, oldest first. Whatever `days` is, the labels
    are the same: forecasts start on the day that has `longest` days before it, and
    the last `unseen` days are kept apart. So losses for several `days` compare fairly.
    Raises ValueError unless 1 <= days <= longest.
    """
    if not 1 <= days <= longest:
        raise ValueError(f"days must lie between 1 and {longest}, got {days}")
    features, labels = make_windows(values, longest)
    return split_in_time(features[:, longest - days :], labels, unseen=unseen)


def fit_weights(features, labels):
    """Return (w, b) with the smallest squared error: w of shape (days,), b a number."""
    design = np.column_stack([features, np.ones(len(features))])
    solution, *_ = np.linalg.lstsq(design, np.asarray(labels, float), rcond=None)
    return solution[:-1], float(solution[-1])


def typical_error(prediction, labels):
    """Return the square root of the mean squared error, in the unit of the labels."""
    return float(np.sqrt(np.mean((np.asarray(prediction) - np.asarray(labels)) ** 2)))


def fit_forecast(values, days, **options):
    """Return a dict: w, b, forecasts and typical errors, on train and unseen days.

    Keys are w (days,), b, forecast_train, forecast_unseen, labels_train,
    labels_unseen, train and unseen (typical errors). Options: `make_forecast_task`.
    """
    task = make_forecast_task(values, days, **options)
    features_train, features_unseen, labels_train, labels_unseen = task
    w, b = fit_weights(features_train, labels_train)
    forecast_train, forecast_unseen = features_train @ w + b, features_unseen @ w + b
    return {
        "w": w,
        "b": b,
        "forecast_train": forecast_train,
        "forecast_unseen": forecast_unseen,
        "labels_train": labels_train,
        "labels_unseen": labels_unseen,
        "train": typical_error(forecast_train, labels_train),
        "unseen": typical_error(forecast_unseen, labels_unseen),
    }
