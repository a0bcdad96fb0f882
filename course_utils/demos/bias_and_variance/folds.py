"""Demo: Folds, and the future they promise."""

import numpy as np
from matplotlib.colors import ListedColormap

from course_utils.draw import style
from course_utils.experiments.fold_orders import (
    DAYS,
    FUTURE,
    ORDERS,
    fit_trend,
    make_drifting_series,
    make_folds,
    promises,
)
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml.regression import curve_fitting

HELD, TRAIN, UNUSED = 2, 1, 0


class Folds(Demo):
    """Deal sixty days into folds, and compare their promise with the future."""

    name = "Folds, and the future they promise"
    look_for = (
        "Does the mean of the folds come near the error on the twenty days after?"
    )
    figsize = (9.4, 4.2)
    controls = (
        Slider("k", "number of folds k", 2, 10, default=5, step=1),
        Choice("order", "how the days are dealt", ORDERS, default=ORDERS[0]),
        Seed("seed", default=7, label="seed of the series"),
    )
    presets = (
        Preset(
            "shuffled",
            "most held-out days have known neighbours: the promise is too low",
            order=ORDERS[0],
            k=5,
        ),
        Preset(
            "blocks",
            "whole weeks are missing; most have later days in training",
            order=ORDERS[1],
            k=5,
        ),
        Preset(
            "only the past",
            "train on before, test on after",
            order=ORDERS[2],
            k=5,
        ),
        Preset(
            "ten folds",
            "more training days for each fold",
            k=10,
            order=ORDERS[0],
        ),
    )

    @staticmethod
    def compute(k, order, seed):
        table = np.zeros((10, DAYS))
        for row, (train, held) in enumerate(make_folds(k, order, seed)):
            table[row, train], table[row, held] = TRAIN, HELD
        errors, future = promises(k, order, seed)
        features, value = make_drifting_series(seed)
        model = fit_trend(features[:DAYS], value[:DAYS])
        return {
            "k": k,
            "table": table,
            "errors": errors,
            "promise": float(errors.mean()),
            "future": future,
            "value": value,
            "trend": curve_fitting.predict(features, *model),
        }

    def draw(self, figure, values):
        grid = figure.add_gridspec(2, 2, width_ratios=[1.7, 1], height_ratios=[1, 1.3])
        series, table = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        bars = figure.add_subplot(grid[:, 1])
        days = np.arange(DAYS + FUTURE)
        (self.known,) = series.plot(days[:DAYS], days[:DAYS] * 0.0, "o", ms=4)
        (self.future,) = series.plot(
            days[DAYS:], days[DAYS:] * 0.0, "o", ms=4, color=style.GREEN
        )
        (self.trend,) = series.plot(days, days * 0.0, color=style.ORANGE)
        series.axvline(DAYS - 0.5, color=style.GREY, ls="--")
        series.set(xlim=(-1, DAYS + FUTURE), ylim=(0, 10), ylabel="value")
        colors = ListedColormap(["white", style.BLUE, style.GREEN])
        self.table = table.imshow(
            np.zeros((10, DAYS)),
            cmap=colors,
            vmin=0,
            vmax=2,
            aspect="auto",
            extent=(-0.5, DAYS - 0.5, 10.5, 0.5),
        )
        table.set(xlim=(-1, DAYS + FUTURE), xlabel="day", ylabel="fold")
        table.set_yticks(range(1, 11))
        table.grid(False)
        for row, (color, word) in enumerate(
            ((style.BLUE, "train"), (style.GREEN, "held out"))
        ):
            table.plot([DAYS + 2], [2 + 2 * row], "s", color=color, ms=10)
            table.text(DAYS + 4, 2 + 2 * row, word, va="center")
        return [self.known, self.future, self.trend, self.table, *self._draw_bars(bars)]

    def _draw_bars(self, ax):
        self.dots = ax.plot([], [], "o", color="black", alpha=0.6)[0]
        self.bars = ax.bar(
            [0, 1], [0, 0], color=[style.GREEN, style.PINK], width=0.6, alpha=0.9
        )
        ax.set(xlim=(-0.5, 1.5), ylim=(0, 3), ylabel="error (root mean square)")
        ax.set_xticks([0, 1], ["promised by\nthe folds", "on the next\n20 days"])
        return [*self.bars, self.dots]

    def update(self, result):
        value = result["value"]
        self.known.set_ydata(value[:DAYS])
        self.future.set_ydata(value[DAYS:])
        self.trend.set_ydata(result["trend"])
        self.table.set_data(result["table"])
        errors = result["errors"]
        self.dots.set_data(np.linspace(-0.2, 0.2, len(errors)), errors)
        heights = (result["promise"], result["future"])
        for bar, height in zip(self.bars, heights, strict=True):
            bar.set_height(height)

    @staticmethod
    def headline(result):
        return (
            f"The folds promise an error of {result['promise']:.2f}; "
            f"the future brings {result['future']:.2f}"
        )
