"""Demo: Degree and penalty."""

from functools import cache

import numpy as np

from course_utils.data.points import lecture_points, make_unseen_lecture_points
from course_utils.draw import style
from course_utils.live import Choice, Demo, Grip, Idle, Preset, Seed, Slider
from course_utils.ml.optimization.feature_scaling import Standardizer
from course_utils.ml.regression import curve_fitting
from course_utils.ml.regression.linear import mse

DEGREES = tuple(range(1, 10))
STRENGTHS = tuple(float(s) for s in np.logspace(-4, 4, 33))
PENALTIES = ("none: λ = 0", "on the weights", "on the weights and the bias")
CURVE_X = np.linspace(0, 650, 131)
UNSEEN = 40


def powers(x, degree):
    """Return the powers of x after standardising with the ten lecture points."""
    scaler = Standardizer().fit(lecture_points()[0])
    return curve_fitting.polynomial_features(scaler.transform(x), degree)


@cache
def fit(degree, strength, penalize_bias):
    """Return (bias, weights) of the ridge polynomial through the ten points."""
    x, y = lecture_points()
    return curve_fitting.ridge(
        powers(x, degree), y, strength, penalize_bias=penalize_bias
    )


@cache
def errors(degree, strength, penalize_bias, seed):
    """Return (training, unseen) root mean squared errors, in units of power."""
    model = fit(degree, strength, penalize_bias)
    unseen_x, unseen_y, _ = make_unseen_lecture_points(UNSEEN, seed=seed)
    pairs = (lecture_points(), (unseen_x, unseen_y))
    return tuple(
        mse(curve_fitting.predict(powers(x, degree), *model), y) ** 0.5
        for x, y in pairs
    )


class DegreeAndPenalty(Demo):
    """Bend a polynomial through ten points and hold it back with a penalty."""

    name = "Degree and penalty"
    look_for = "Blue error falls with the degree; where does the green one turn?"
    figsize = (9.4, 4.4)
    controls = (
        Slider("degree", "degree of the polynomial", 1, 9, default=5, step=1),
        Choice("penalty", "penalty", PENALTIES, default=PENALTIES[1]),
        Slider("strength", "strength λ", 1e-4, 1e4, default=1e-4, step=0.25, log=True),
        Seed("seed", label="seed of unseen ones"),
    )
    grips = (
        Grip("degree", axes=1, across=True),
        Grip("strength", axes=2, across=True),
    )
    idle = (
        Idle(
            "strength",
            "there is no penalty to weigh",
            lambda v, r: v["penalty"] == PENALTIES[0],
        ),
    )
    presets = (
        Preset(
            "a line",
            "too simple: even the ten points are missed",
            penalty=PENALTIES[0],
            degree=1,
            strength=0.0001,
        ),
        Preset(
            "just right",
            "a parabola: no other degree does clearly better on unseen ones",
            penalty=PENALTIES[0],
            degree=2,
            strength=0.0001,
        ),
        Preset(
            "wild",
            "more bends than the data can hold",
            penalty=PENALTIES[0],
            degree=7,
            strength=0.0001,
        ),
        Preset(
            "calmed down",
            "the same degree 7, its weights held small by λ",
            degree=7,
            penalty=PENALTIES[1],
            strength=0.1,
        ),
        Preset(
            "too smooth",
            "λ so large that the curve is almost flat, at the mean of y",
            degree=2,
            penalty=PENALTIES[1],
            strength=1e3,
        ),
        Preset(
            "the bias penalised",
            "the same λ, on the bias too: the curve is pulled down to zero",
            degree=2,
            penalty=PENALTIES[2],
            strength=1e3,
        ),
    )

    @staticmethod
    def compute(degree, penalty, strength, seed):
        with_bias = penalty == PENALTIES[2]
        used = 0.0 if penalty == PENALTIES[0] else strength
        bias, weights = fit(degree, used, with_bias)
        x, y, _ = make_unseen_lecture_points(UNSEEN, seed=seed)
        train, unseen = errors(degree, used, with_bias, seed)
        return {
            "curve": curve_fitting.predict(powers(CURVE_X, degree), bias, weights),
            "unseen_points": np.column_stack([x, y]),
            "train": train,
            "unseen": unseen,
            "strength": strength,
            "used": used,
            "degree": degree,
            "by_degree": np.array([errors(d, used, with_bias, seed) for d in DEGREES]),
            "by_strength": np.array(
                [errors(degree, s, with_bias, seed) for s in STRENGTHS]
            ),
            "with_bias": with_bias,
            "other_penalty": errors(degree, used, not with_bias, seed)[1],
            "weights": weights,
        }

    def draw(self, figure, values):
        grid = figure.add_gridspec(2, 2, width_ratios=[1.25, 1])
        curve, by_degree, by_strength = (
            figure.add_subplot(grid[:, 0]),
            figure.add_subplot(grid[0, 1]),
            figure.add_subplot(grid[1, 1]),
        )
        self._draw_curve(curve)
        for ax in (by_degree, by_strength):
            ax.set(yscale="log", ylim=(20, 9e3), ylabel="error (power)")
        by_degree.set(xlabel="degree", xticks=DEGREES, xlim=(0.6, 9.4))
        by_strength.set(xscale="log", xlim=(STRENGTHS[0], STRENGTHS[-1]))
        by_strength.set_xlabel("strength λ of the penalty")
        self.lines, self.marks = [], []
        for ax, x in ((by_degree, DEGREES), (by_strength, STRENGTHS)):
            for color, label in ((style.BLUE, "ten points"), (style.GREEN, "unseen")):
                (line,) = ax.plot(x, np.ones(len(x)), color=color, label=label)
                (mark,) = ax.plot([], [], "o", color=color, markersize=9)
                self.lines.append(line)
                self.marks.append(mark)
        by_degree.legend(loc="upper left", ncols=2)
        self.nothing = by_strength.text(
            0.5, 0.5, "no penalty", ha="center", transform=by_strength.transAxes
        )
        curves = [self.unseen, self.curve, self.points, *self.lines]
        return [*curves, *self.marks, self.nothing]

    def _draw_curve(self, ax):
        ax.set(xlim=(0, 650), ylim=(-300, 1900))
        ax.set(xlabel="power before evolving", ylabel="power after evolving")
        x, y = lecture_points()
        (self.unseen,) = ax.plot([], [], "s", color=style.GREEN, ms=4, label="unseen")
        (self.curve,) = ax.plot([], [], color=style.ORANGE, lw=3, label="fit")
        (self.points,) = ax.plot(
            x, y, "o", color=style.BLUE, markersize=9, label="ten points"
        )
        ax.legend(loc="upper left")

    def update(self, result):
        self.unseen.set_data(*result["unseen_points"].T)
        self.curve.set_data(CURVE_X, np.clip(result["curve"], -1e4, 1e4))
        # The errors of larger penalties appear when the slider gets there.
        reached = np.array(STRENGTHS) <= 1.001 * result["used"]
        by_strength = np.where(reached[:, None], result["by_strength"], np.nan)
        columns = [*result["by_degree"].T, *by_strength.T]
        for line, errors_ in zip(self.lines, columns, strict=True):
            line.set_ydata(np.maximum(errors_, 1e-3))
        now = (result["train"], result["unseen"])
        for mark, error in zip(self.marks[:2], now, strict=True):
            mark.set_data([result["degree"]], [max(error, 1e-3)])
        for mark, error in zip(self.marks[2:], now, strict=True):
            shown = result["used"] > 0
            mark.set_data([result["strength"]], [max(error, 1e-3)])
            mark.set_visible(shown)
        self.nothing.set_visible(result["used"] == 0)

    @staticmethod
    def headline(result):
        unseen, train = result["unseen"], result["train"]
        stiffer, freer = others(result)
        far = "more than 9999" if unseen > 9999 else f"{unseen:.0f}"
        numbers = f"error {train:.0f} on the ten points, {far} on unseen ones"
        if unseen < 1.1 * min(stiffer, freer):
            return f"About right: {numbers}"
        if stiffer < freer:
            return f"Overfitting: {numbers}"
        return f"Too stiff: {numbers}"


def others(result):
    """Return the smallest unseen errors of stiffer and of freer curves than this.

    One control is changed: the degree, the strength of the penalty, or whether it is
    on the bias, too.
    """
    degree, used = result["degree"], result["used"]
    by_degree, by_strength = result["by_degree"][:, 1], result["by_strength"][:, 1]
    larger = np.array(STRENGTHS) > 1.001 * used
    smaller = np.array(STRENGTHS) < 0.999 * used
    stiffer = [*by_degree[: degree - 1], *by_strength[larger]]
    freer = [*by_degree[degree:], *by_strength[smaller]]
    (freer if result["with_bias"] else stiffer).append(result["other_penalty"])
    return min(stiffer, default=np.inf), min(freer, default=np.inf)
