"""Daily views of a made video channel: what notebook 02 learns to predict.

Three years of views with a slow rise and a weekly habit: viewers stay away on Fridays
and Saturdays. The numbers are made from a seed; the lecture's own are not published.
"""

from dataclasses import dataclass

import numpy as np

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIRST_DAY = np.datetime64("2017-01-01")  # a Sunday
DAYS_OF_THREE_YEARS = 1095

# Views on each weekday, Monday first, as a share of an ordinary day.
WEEKLY_HABIT = np.array([1.12, 1.10, 1.09, 1.04, 0.68, 0.72, 1.25])


@dataclass(frozen=True)
class Views:
    """Hold the dates (n,), the views in thousands (n,) and the weekdays, Monday = 0."""

    dates: np.ndarray
    thousands: np.ndarray
    weekday: np.ndarray

    def __len__(self):
        return len(self.dates)


def make_channel_views(days=DAYS_OF_THREE_YEARS, *, seed=0):
    """Return daily views in thousands: rise × weekly habit × season × noise.

    Days that resemble their neighbours (noise that lingers) and a few holidays keep it
    honest: no model can predict it perfectly. All views are positive.
    """
    rng = np.random.default_rng(seed)
    day = np.arange(days)
    dates = FIRST_DAY + day
    weekday = (day + 6) % 7
    rise = 2.0 + 3.0 * day / DAYS_OF_THREE_YEARS
    season = 1 + 0.10 * np.sin(2 * np.pi * day / 365.25)
    noise = np.exp(_lingering_noise(rng, days))
    holiday = np.where(_is_holiday(dates), 0.6, 1.0)
    thousands = rise * season * WEEKLY_HABIT[weekday] * holiday * noise
    return Views(dates, thousands, weekday)


def make_windows(values, days):
    """Return features (n - days, days) and labels (n - days,): the last days, the next.

    Row i holds `days` consecutive values, oldest first; its label is the value after.
    Raises ValueError unless 1 <= days < len(values).
    """
    values = np.asarray(values)
    if not 1 <= days < len(values):
        raise ValueError(
            f"days must lie between 1 and {len(values) - 1} "
            f"for {len(values)} values, got {days}"
        )
    windows = np.lib.stride_tricks.sliding_window_view(values, days)
    return windows[:-1].copy(), values[days:].copy()


def split_in_time(features, labels, *, unseen=0.25):
    """Return features_train, features_unseen, labels_train, labels_unseen, in order.

    The last part, a share `unseen` of the rows or that many rows, is kept apart:
    whoever shuffles a series lets the model look into the future. Raises ValueError
    when one side would be empty.
    """
    count = round(unseen * len(labels)) if unseen < 1 else int(unseen)
    if not 0 < count < len(labels):
        raise ValueError(
            f"unseen must leave rows on both sides of {len(labels)}, got {unseen}"
        )
    cut = len(labels) - count
    return features[:cut], features[cut:], labels[:cut], labels[cut:]


def _lingering_noise(rng, days, *, keep=0.6, scale=0.08):
    """Return noise in which each day keeps a share of the day before (days,)."""
    shock = rng.normal(0, scale, days)
    noise = np.zeros(days)
    for day in range(1, days):
        noise[day] = keep * noise[day - 1] + shock[day]
    return noise


def _is_holiday(dates):
    """Return True for the first three days of January and of October, (n,)."""
    months = dates.astype("datetime64[M]")
    month = months.astype(int) % 12 + 1
    day_of_month = (dates - months).astype(int) + 1
    return np.isin(month, (1, 10)) & (day_of_month <= 3)
