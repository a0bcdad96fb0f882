"""Choose a model: what folds promise, and how a search spends its trials."""

from functools import cache

import numpy as np
from matplotlib.colors import ListedColormap

from course_utils.data.tables import load_table, split_table
from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml import regression, validation
from course_utils.ml.linear import mse
from course_utils.ml.scaling import Standardizer

DAYS, FUTURE = 60, 20
ORDERS = ("shuffled", "blocks in order", "only the past")
HELD, TRAIN, UNUSED = 2, 1, 0


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
    time = regression.polynomial_features(day / 40 - 1, 2)
    return np.column_stack([time, week]), value


def fit_trend(features, target):
    """Return a ridge fit with a small penalty."""
    return regression.ridge(features, target, 0.1)


def root_error(model, features, target):
    """Return the root mean squared error of a linear model."""
    return mse(regression.predict(features, *model), target) ** 0.5


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
            "each held-out day has known neighbours: the promise is too good",
            order=ORDERS[0],
            k=5,
        ),
        Preset(
            "blocks",
            "whole weeks are missing, some with a future",
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
            "trend": regression.predict(features, *model),
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


METHODS = ("grid", "random")
LANDSCAPES = ("one knob matters", "both knobs matter", "kernel regression, diabetes")
RESOLUTION = 61
UNIT = (np.arange(RESOLUTION) + 0.5) / RESOLUTION


@cache
def kernel_errors():
    """Return validation errors (61, 61) of kernel ridge regression on diabetes.

    Rows: strength, log10 from -3 to 3; columns: log10 of the kernel's γ, -4 to 1.
    """
    train, held = split_table(load_table("diabetes"), unseen=0.4, seed=0)
    scaler = Standardizer().fit(train.features)
    a, b = scaler.transform(train.features), scaler.transform(held.features)
    mean = train.labels.mean()
    near, far = (((c[:, None] - a) ** 2).sum(axis=-1) for c in (a, b))
    table = np.empty((RESOLUTION, RESOLUTION))
    for column, gamma in enumerate(10 ** (5 * UNIT - 4)):
        values, vectors = np.linalg.eigh(np.exp(-gamma * near))
        seen = np.exp(-gamma * far) @ vectors
        inside = vectors.T @ (train.labels - mean)
        for row, strength in enumerate(10 ** (6 * UNIT - 3)):
            predicted = mean + seen @ (inside / (values + strength))
            table[row, column] = mse(predicted, held.labels) ** 0.5
    return table


@cache
def landscape(kind, seed):
    """Return the error (61, 61) at all settings of two knobs between 0 and 1.

    The two made landscapes are bowls with the best setting anywhere.
    """
    if kind == LANDSCAPES[2]:
        return kernel_errors()
    best = np.random.default_rng(1000 + seed).uniform(0, 1, 2)
    weight = 0.002 if kind == LANDSCAPES[0] else 1.0
    return (UNIT - best[0]) ** 2 + weight * (UNIT[:, None] - best[1]) ** 2


def cell(points):
    """Return the (row, column) of each point of the unit square in a landscape."""
    indices = np.minimum((points * RESOLUTION).astype(int), RESOLUTION - 1)
    return indices[:, 1], indices[:, 0]


class Search(Demo):
    """Spend the same number of trials on a grid or at random."""

    name = "Grid or random search"
    look_for = "How many different settings of the knob that matters were tried?"
    figsize = (9.4, 4.2)
    controls = (
        Choice("method", "method", METHODS, default="grid"),
        Slider("side", "trials: side × side, side", 2, 10, default=4, step=1),
        Choice("kind", "landscape", LANDSCAPES, default=LANDSCAPES[0]),
        Seed("seed", label="seed of the landscape"),
    )
    presets = (
        Preset(
            "grid, 16 trials",
            "16 trials, but each knob has 4 settings only",
            method=METHODS[0],
            side=4,
            kind=LANDSCAPES[0],
        ),
        Preset(
            "random, 16 trials",
            "16 settings of each knob",
            method="random",
            side=4,
            kind=LANDSCAPES[0],
        ),
        Preset(
            "random, 100 trials",
            "the lecture's number",
            method="random",
            side=10,
            kind=LANDSCAPES[0],
        ),
        Preset(
            "both knobs matter",
            "now an even grid is a good net: random is no better",
            kind=LANDSCAPES[1],
            method=METHODS[0],
            side=4,
        ),
        Preset(
            "a real one",
            "kernel regression on diabetes: a broad valley, easy for both",
            kind=LANDSCAPES[2],
            method="random",
            side=4,
        ),
    )

    @staticmethod
    def compute(method, side, kind, seed):
        table = landscape(kind, seed)
        table = (table - table.min()) / (table.max() - table.min())
        tried = {
            "grid": validation.grid_points([0, 0], [1, 1], side),
            "random": validation.random_points(
                [0, 0], [1, 1], side**2, rng=np.random.default_rng(seed)
            ),
        }
        so_far = {
            name: np.minimum.accumulate(table[cell(points)])
            for name, points in tried.items()
        }
        points = tried.pop(method)
        return {
            "table": table,
            "points": points,
            "best": points[table[cell(points)].argmin()],
            "so_far": so_far[method],
            "other_so_far": so_far[next(iter(tried))],
            "different": len(np.unique(points[:, 0].round(9))),
        }

    def draw(self, figure, values):
        ax, right = figure.subplots(1, 2, width_ratios=[1, 1.15])
        self.image = ax.imshow(
            np.zeros((RESOLUTION, RESOLUTION)),
            vmin=0,
            vmax=0.6,
            origin="lower",
            extent=(0, 1, 0, 1),
            cmap="cividis",
        )
        look = {"mec": "white", "mew": 1.2, "ls": "none"}
        (self.points,) = ax.plot([], [], "o", color=style.ORANGE, ms=8, **look)
        (self.feet,) = ax.plot([], [], "|", color=style.ORANGE, ms=14, mew=2, ls="none")
        (self.best,) = ax.plot([], [], "*", color=style.GREEN, ms=22, **look)
        ax.set(xlim=(0, 1), ylim=(-0.09, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
        ax.set(xlabel="knob 1", ylabel="knob 2")
        ax.grid(False)
        (self.other,) = right.plot(
            [], [], color=style.GREY, drawstyle="steps-post", label="the other method"
        )
        (self.so_far,) = right.plot(
            [],
            [],
            color=style.ORANGE,
            drawstyle="steps-post",
            lw=3,
            label="this method",
        )
        right.set(yscale="log", ylim=(1e-4, 1), xlim=(1, 100), xscale="log")
        right.set(xlabel="trials", ylabel="best error so far, above the lowest")
        right.legend(loc="upper right")
        return [self.image, self.points, self.feet, self.best, self.other, self.so_far]

    def update(self, result):
        self.image.set_data(result["table"])
        points = result["points"]
        self.points.set_data(*points.T)
        self.feet.set_data(points[:, 0], np.full(len(points), -0.045))
        self.best.set_data(*result["best"][:, None])
        trials = np.arange(1, len(points) + 1)
        self.other.set_data(trials, np.maximum(result["other_so_far"], 1e-5))
        self.so_far.set_data(trials, np.maximum(result["so_far"], 1e-5))

    @staticmethod
    def headline(result):
        return (
            f"{len(result['points'])} trials try {result['different']} settings of "
            f"knob 1: {100 * result['so_far'][-1]:.2g} % above the lowest error"
        )
