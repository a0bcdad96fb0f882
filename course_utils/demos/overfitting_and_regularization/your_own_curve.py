"""Demo: A curve through your own points."""

import numpy as np

from course_utils.data.points import as_rows
from course_utils.draw import style
from course_utils.live import Demo, Grip, Points, Preset, Slider
from course_utils.ml.regression import curve_fitting

ENDS = (0.0, 10.0)
DEGREES = tuple(range(1, 10))
CURVE_X = np.linspace(*ENDS, 201)
ERRORS = 0.01, 300.0  # what the picture of the errors shows


def powers(x, degree):
    """Return the powers (n, degree) of x, moved from 0 .. 10 to -1 .. 1 first."""
    return curve_fitting.polynomial_features(np.asarray(x) / 5 - 1, degree)


def errors(x, y, degree, strength):
    """Return the typical error on the points, and on each when it is left out.

    There must be two points at least.
    """
    features = powers(x, degree)
    model = curve_fitting.ridge(features, y, strength)
    misses = (
        curve_fitting.predict(features, *model) - y,
        curve_fitting.ridge_leave_one_out(features, y, strength) - y,
    )
    return [float(np.sqrt(np.mean(miss**2))) for miss in misses]


def _wave(n=12):
    rng, x = np.random.default_rng(1), np.linspace(0.4, 9.6, n)
    y = 5 + 3 * np.sin(0.75 * x) + rng.normal(0, 0.5, n)
    return as_rows(np.stack([x, y], axis=1))


def _line(n=9):
    rng, x = np.random.default_rng(0), np.linspace(0.6, 9.4, n)
    return as_rows(np.stack([x, 1.5 + 0.7 * x + rng.normal(0, 0.4, n)], axis=1))


WAVE, LINE = _wave(), _line()
OUTLIER = (*LINE[:4], (LINE[4][0], 9.5), *LINE[5:])


class YourOwnCurve(Demo):
    """Put points anywhere and bend a polynomial through them, held back by a penalty.

    Each point is judged by the curve through all the others, too.
    """

    name = "A curve through your own points"
    look_for = "Pull one point away: which curves run after it, and who pays for it?"
    figsize = (9.4, 4.4)
    controls = (
        Points("points", "your points", ENDS, ENDS, WAVE),
        Slider("degree", "degree of the polynomial", 1, 9, 5, step=1),
        Slider("strength", "strength λ", 1e-8, 100.0, 1e-8, step=0.25, log=True),
    )
    grips = (Grip("degree", axes=1, across=True),)
    presets = (
        Preset("a line", "two numbers are enough for these nine points",
               points=LINE, degree=1, strength=1e-8),
        Preset("one pulled away", "a line cannot follow: no degree forecasts better",
               points=OUTLIER, degree=1, strength=1e-8),
        Preset("run after it", "degree 8 meets all nine, and forecasts none of them",
               points=OUTLIER, degree=8, strength=1e-8),
        Preset("a wave", "degree 5 follows: no degree forecasts better",
               points=WAVE, degree=5, strength=1e-8),
        Preset("wild", "degree 9 is nearer to the points, far off towards both ends",
               points=WAVE, degree=9, strength=1e-8),
        Preset("held back", "degree 9, a small penalty: forecasts nearly as well as 5",
               points=WAVE, degree=9, strength=1e-4),
    )  # fmt: skip

    @staticmethod
    def compute(points, degree, strength):
        x, y = np.array(points, float).reshape(-1, 2).T
        features, bends = powers(x, degree), powers(CURVE_X, degree)
        result = {"x": x, "y": y, "degree": degree}
        result["curve"], result["left_out"] = np.empty(0), np.empty(0)
        result["by_degree"] = np.empty((0, 2))
        if len(x):
            model = curve_fitting.ridge(features, y, strength)
            result["curve"] = curve_fitting.predict(bends, *model)
        if len(x) > 1:
            result["left_out"] = curve_fitting.ridge_leave_one_out(
                features, y, strength
            )
            result["by_degree"] = np.array([errors(x, y, d, strength) for d in DEGREES])
        return result

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        left.set(xlim=(-0.3, 10.3), ylim=(-0.6, 10.6), xlabel="x", ylabel="y")
        look = {"color": style.GREEN, "label": "forecast without the point"}
        (self.sticks,) = left.plot([], [], color=style.GREEN, lw=1.2)
        (self.forecasts,) = left.plot([], [], "s", ms=6, **look)
        (self.curve,) = left.plot([], [], color=style.ORANGE, lw=3, label="fit")
        (self.points,) = left.plot(
            [], [], "o", color=style.BLUE, ms=9, mec="white", label="your points"
        )
        left.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, fontsize=11)
        right.set(xlim=(0.6, 9.4), xticks=DEGREES, ylim=ERRORS, yscale="log")
        right.set(xlabel="degree", ylabel="typical error")
        self.lines, self.marks = [], []
        for color, label in (
            (style.BLUE, "on your points"),
            (style.GREEN, "on each one left out"),
        ):
            self.lines += right.plot([], [], color=color, label=label)
            self.marks += right.plot([], [], "o", color=color, ms=9)
        right.legend(loc="upper left")
        moving = [self.sticks, self.forecasts, self.curve, self.points]
        return [*moving, *self.lines, *self.marks]

    def update(self, result):
        x, y, left_out = result["x"], result["y"], result["left_out"]
        far = np.clip(left_out, -100, 100)  # beyond the picture
        seen = len(far)
        sticks = np.stack([y[:seen], far, np.full(seen, np.nan)], axis=1)
        self.sticks.set_data(np.repeat(x[:seen], 3), sticks.ravel())
        self.forecasts.set_data(x[:seen], far)
        curve = np.clip(result["curve"], -100, 100)
        self.curve.set_data(CURVE_X[: len(curve)], curve)
        self.points.set_data(x, y)
        table = np.clip(result["by_degree"], *ERRORS)
        for column in (0, 1):
            self.lines[column].set_data(DEGREES[: len(table)], table[:, column])
            here = table[result["degree"] - 1 : result["degree"], column]
            self.marks[column].set_data([result["degree"]] * len(here), here)

    @staticmethod
    def headline(result):
        x, degree, table = result["x"], result["degree"], result["by_degree"]
        if not len(x):
            return "No points yet: click in the picture"
        if len(x) == 1:
            return "One point: without it there is nothing to learn from"
        if np.ptp(x) == 0:
            return "All points at one x: every curve is flat, at their mean"
        train, left_out = table[degree - 1]
        says = f"Error {train:.2f} on your points, {_told(left_out)} on each left out"
        best = int(table[:, 1].argmin())
        if left_out <= table[best, 1] * (1 + 1e-9):
            return f"{says}: no degree has less"
        return f"{says}; degree {best + 1} has {_told(table[best, 1])}"


def _told(error):
    return "more than 99" if error > 99 else f"{error:.2f}"
