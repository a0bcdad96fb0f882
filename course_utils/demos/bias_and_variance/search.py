"""Demo: Grid or random search."""

from functools import cache

import numpy as np

from course_utils.data.tables import load_table, split_table
from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml.generalization import validation
from course_utils.ml.optimization.feature_scaling import Standardizer
from course_utils.ml.regression.linear import mse

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
        Seed("seed"),
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
            "kernel regression on diabetes: a broad valley, hard to miss",
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
        right.set(xlabel="trials", ylabel="best error so far (share of the range)")
        right.legend(loc="lower left")
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
        above = 100 * result["so_far"][-1]
        far = f"{above:.2g}" if above >= 0.01 else "less than 0.01"
        return (
            f"{len(result['points'])} trials try {result['different']} settings of "
            f"knob 1; the best misses by {far} % of the range"
        )
