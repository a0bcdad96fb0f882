"""Forecasts from days of history, judged by scikit-learn's linear regression."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from course_utils.data.series import make_channel_views
from course_utils.experiments import days_of_history

VIEWS = make_channel_views().thousands


def test_every_length_of_history_forecasts_the_same_days():
    short = days_of_history.make_forecast_task(VIEWS, 1)
    long = days_of_history.make_forecast_task(VIEWS, 56)
    assert np.array_equal(short[2], long[2])
    assert np.array_equal(short[3], long[3])
    assert np.array_equal(short[0][:, 0], long[0][:, -1])


def test_features_end_on_the_day_before_their_label():
    task = days_of_history.make_forecast_task(np.arange(100.0), 3, longest=5, unseen=10)
    features_train, features_unseen, labels_train, labels_unseen = task
    assert features_train[0].tolist() == [2, 3, 4]
    assert labels_train[0] == 5
    assert features_unseen[-1].tolist() == [96, 97, 98]
    assert labels_unseen.tolist() == list(range(90, 100))


@pytest.mark.parametrize("days", [1, 7, 28])
def test_fitted_weights_equal_scikit_learns(days):
    features, unseen, labels, _ = days_of_history.make_forecast_task(VIEWS, days)
    judge = LinearRegression().fit(features, labels)
    fit = days_of_history.fit_forecast(VIEWS, days)
    assert fit["w"] == pytest.approx(judge.coef_)
    assert fit["b"] == pytest.approx(judge.intercept_)
    assert fit["forecast_unseen"] == pytest.approx(judge.predict(unseen))


def test_training_error_never_grows_with_more_history():
    errors = [
        days_of_history.fit_forecast(VIEWS, days)["train"] for days in range(1, 57)
    ]
    assert np.all(np.diff(errors) < 1e-9)


def test_the_sixth_and_seventh_day_of_history_help_most():
    errors = [
        days_of_history.fit_forecast(VIEWS, days)["unseen"] for days in range(1, 57)
    ]
    gains = -np.diff(errors)  # gains[0] is what the second day brings
    assert set(np.argsort(gains)[-2:] + 2) == {6, 7}


def test_a_week_halves_the_unseen_error_and_a_month_is_nearly_enough():
    one, week, month, two = (
        days_of_history.fit_forecast(VIEWS, days)["unseen"] for days in (1, 7, 28, 56)
    )
    assert week < 0.6 * one
    assert month < 0.8 * week
    assert abs(two - month) < 0.05 * month


def test_more_history_than_the_longest_is_refused():
    with pytest.raises(ValueError, match="between 1 and 56, got 57"):
        days_of_history.make_forecast_task(VIEWS, 57)
