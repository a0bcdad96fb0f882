"""Demo: Days of history."""

import functools

import numpy as np

from course_utils.data.series import make_channel_views
from course_utils.draw import style
from course_utils.experiments import days_of_history
from course_utils.live import Demo, Preset, Slider

LONGEST = 56
SHOWN = 56  # days of the unseen year in the picture


@functools.cache
def fitted_forecasts():
    """Return one fitted forecast for every number of days, 1 to 56."""
    views = make_channel_views().thousands
    return [days_of_history.fit_forecast(views, days) for days in range(1, LONGEST + 1)]


class DaysOfHistory(Demo):
    """Forecast tomorrow's views from the last n days."""

    name = "Days of history"
    look_for = "Where does the error fall most, and which days get the large weights?"
    figsize = (9.4, 4.9)
    controls = (Slider("days", "days of history", 1, LONGEST, default=1, step=1),)
    presets = (
        Preset("one day", "yesterday alone knows nothing of weekends", days=1),
        Preset(
            "a week", "the model sees the same weekday: the error nearly halves", days=7
        ),
        Preset("four weeks", "four looks at each weekday: a little better", days=28),
        Preset("eight weeks", "better on the past, hardly on the future", days=56),
    )

    @staticmethod
    def compute(days):
        fits = fitted_forecasts()
        fit = fits[days - 1]
        weights = np.zeros(LONGEST)
        weights[:days] = fit["w"][::-1]
        return {
            "days": days,
            "weights": weights,
            "forecast": fit["forecast_unseen"][:SHOWN],
            "train": np.array([one["train"] for one in fits]),
            "unseen": np.array([one["unseen"] for one in fits]),
        }

    def draw(self, figure, values):
        grid = figure.add_gridspec(2, 2, height_ratios=(1.1, 1))
        self._draw_forecast(figure.add_subplot(grid[0, :]))
        self._draw_errors(figure.add_subplot(grid[1, 0]))
        self._draw_weights(figure.add_subplot(grid[1, 1]))
        curves = [self.train, self.unseen, self.here_train, self.here_unseen]
        return [self.forecast, *curves, *self.bars]

    def _draw_forecast(self, ax):
        labels = fitted_forecasts()[0]["labels_unseen"][:SHOWN]
        ax.plot(np.arange(SHOWN), labels, ".-", color=style.BLUE, label="real views")
        (self.forecast,) = ax.plot([], [], color=style.ORANGE, label="forecast")
        ax.set(xlim=(0, SHOWN - 1), ylim=(0, 7.5), xlabel="day of the unseen year")
        ax.set(ylabel="views (thousands)", xticks=range(0, SHOWN, 7))
        ax.legend(loc="lower right", ncols=2)

    def _draw_errors(self, ax):
        (self.train,) = ax.plot([], [], color=style.ORANGE, label="train")
        (self.unseen,) = ax.plot([], [], color=style.GREEN, label="unseen")
        (self.here_train,) = ax.plot([], [], "o", color=style.ORANGE, ms=8)
        (self.here_unseen,) = ax.plot([], [], "o", color=style.GREEN, ms=8)
        ax.set(xlim=(0, 57), ylim=(0, 1.3), xticks=range(0, 57, 7))
        ax.set(xlabel="days of history", ylabel="error (thousands)")
        ax.legend(loc="upper right")

    def _draw_weights(self, ax):
        self.bars = ax.bar(np.arange(1, LONGEST + 1), 0.0, color=style.ORANGE)
        ax.axhline(0, color=style.GREY, lw=0.8)
        ax.set(xlim=(0, 57), ylim=(-0.35, 1.0), xticks=range(0, 57, 7))
        ax.set(xlabel="days ago", ylabel="weight")

    def update(self, result):
        days = result["days"]
        self.forecast.set_data(np.arange(SHOWN), result["forecast"])
        seen = np.arange(1, days + 1)
        self.train.set_data(seen, result["train"][:days])
        self.unseen.set_data(seen, result["unseen"][:days])
        self.here_train.set_data([days], [result["train"][days - 1]])
        self.here_unseen.set_data([days], [result["unseen"][days - 1]])
        for bar, weight in zip(self.bars, result["weights"], strict=True):
            bar.set_height(weight)

    @staticmethod
    def headline(result):
        days = result["days"]
        train, unseen = result["train"][days - 1], result["unseen"][days - 1]
        history = "1 day" if days == 1 else f"{days} days"
        errors = f"off by {train:.2f} on seen days, by {unseen:.2f} on new ones"
        return f"{history} of history: {errors}"
