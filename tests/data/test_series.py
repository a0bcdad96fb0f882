"""The made channel has a weekly habit, and windows never look into the future."""

import numpy as np
import pytest

from course_utils.data import series


def test_three_years_of_views_are_positive_and_rise():
    views = series.make_channel_views()
    assert len(views) == 1095
    assert views.thousands.min() > 0
    assert views.thousands[-365:].mean() > 1.5 * views.thousands[:365].mean()


def test_viewers_stay_away_on_fridays_and_saturdays():
    views = series.make_channel_views()
    mean = [views.thousands[views.weekday == day].mean() for day in range(7)]
    by_views = [series.WEEKDAYS[day] for day in np.argsort(mean)]
    assert set(by_views[:2]) == {"Fri", "Sat"}


def test_the_weekday_belongs_to_the_date():
    views = series.make_channel_views(30)
    for date, weekday in zip(views.dates, views.weekday, strict=True):
        assert date.astype(object).weekday() == weekday


def test_another_seed_gives_another_channel():
    first, second = series.make_channel_views(), series.make_channel_views(seed=1)
    assert not np.allclose(first.thousands, second.thousands)


def test_holidays_are_the_first_three_days_of_january_and_october():
    dates = np.array(["2018-01-01", "2018-10-03", "2018-10-04", "2018-02-01"])
    holiday = series._is_holiday(dates.astype("datetime64[D]"))
    np.testing.assert_array_equal(holiday, [True, True, False, False])


def test_each_label_is_the_value_after_its_window():
    features, labels = series.make_windows(np.arange(10), 3)
    np.testing.assert_array_equal(features[0], [0, 1, 2])
    np.testing.assert_array_equal(labels, np.arange(3, 10))
    np.testing.assert_array_equal(features[:, -1] + 1, labels)


@pytest.mark.parametrize("days", [0, 10, -1])
def test_a_window_longer_than_the_series_is_refused(days):
    with pytest.raises(ValueError, match=f"between 1 and 9 for 10 values, got {days}"):
        series.make_windows(np.arange(10), days)


def test_windows_are_copies_that_leave_the_series_alone():
    values = np.arange(5.0)
    features, labels = series.make_windows(values, 2)
    features[:] = labels[:] = -1
    np.testing.assert_array_equal(values, np.arange(5))


@pytest.mark.parametrize(("unseen", "count"), [(0.25, 5), (3, 3)])
def test_the_split_keeps_the_last_rows_unseen(unseen, count):
    rows = np.arange(20)
    train, test, labels, labels_test = series.split_in_time(rows, rows, unseen=unseen)
    assert len(test) == count
    assert labels.max() < labels_test.min()
    np.testing.assert_array_equal(np.concatenate([train, test]), rows)


def test_a_split_that_leaves_one_side_empty_is_refused():
    with pytest.raises(ValueError, match="unseen must leave rows on both sides"):
        series.split_in_time(np.arange(4), np.arange(4), unseen=4)


def test_a_whole_week_of_history_predicts_better_than_one_day():
    views = series.make_channel_views().thousands
    errors = {}
    for days in (1, 7):
        parts = series.split_in_time(*series.make_windows(views, days), unseen=365)
        seen, unseen, labels, labels_unseen = parts
        weights = np.linalg.lstsq(seen, labels, rcond=None)[0]
        errors[days] = np.abs(unseen @ weights - labels_unseen).mean()
    assert errors[7] < 0.7 * errors[1]
