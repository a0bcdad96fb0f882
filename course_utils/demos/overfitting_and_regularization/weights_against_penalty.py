"""Demo: Weights against the penalty."""

from functools import cache
from typing import NamedTuple

import numpy as np

from course_utils.data.tables import load_table, split_table
from course_utils.draw import style
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.optimization.feature_scaling import Standardizer
from course_utils.ml.regression import curve_fitting
from course_utils.ml.regression.linear import mse

KINDS = ("L2: sum of squares", "L1: sum of absolute values")
TABLE_STRENGTHS = tuple(float(s) for s in np.logspace(0, 4, 41))


class Split(NamedTuple):
    """Hold standardised features and labels, to learn from and unseen."""

    train_x: np.ndarray
    train_y: np.ndarray
    unseen_x: np.ndarray
    unseen_y: np.ndarray
    names: tuple


@cache
def diabetes(seed=0):
    """Return the diabetes table with 66 training and 376 unseen patients."""
    train, unseen = split_table(load_table("diabetes"), unseen=0.85, seed=seed)
    scaler = Standardizer().fit(train.features)
    return Split(
        scaler.transform(train.features),
        train.labels,
        scaler.transform(unseen.features),
        unseen.labels,
        train.feature_names,
    )


def quick_lasso(features, target, strength):
    """Return lasso's (bias, weights) to six digits: enough for a picture."""
    return curve_fitting.lasso(features, target, strength, tolerance=1e-6)


@cache
def shrink(kind, strength):
    """Return (weights, training error, unseen error) for one kind of penalty."""
    train_x, train_y, unseen_x, unseen_y, _ = diabetes()
    solve = curve_fitting.ridge if kind == KINDS[0] else quick_lasso
    model = solve(train_x, train_y, strength)
    pairs = ((train_x, train_y), (unseen_x, unseen_y))
    root = [mse(curve_fitting.predict(x, *model), y) ** 0.5 for x, y in pairs]
    return model[1], *root


@cache
def shrink_paths(kind):
    """Return weights (41, 10) and errors (41, 2) at every strength."""
    fits = [shrink(kind, strength) for strength in TABLE_STRENGTHS]
    return np.array([f[0] for f in fits]), np.array([f[1:] for f in fits])


class WeightsAgainstPenalty(Demo):
    """Watch ten weights shrink as the penalty on them grows."""

    name = "Weights against the penalty"
    look_for = "Which penalty makes weights small, and which makes them exactly zero?"
    figsize = (9.4, 3.8)
    controls = (
        Choice("kind", "penalty", KINDS, default=KINDS[0]),
        Slider("strength", "strength λ", 1, 1e4, default=10, step=0.1, log=True),
    )
    grips = (
        Grip("strength", axes=1, across=True),
        Grip("strength", axes=2, across=True),
    )
    presets = (
        Preset(
            "hardly any",
            "λ = 1, and already the largest weight is less than half its old size",
            strength=1,
            kind=KINDS[0],
        ),
        Preset(
            "L2, strong",
            "all ten weights are small, none is zero",
            strength=1e3,
            kind=KINDS[0],
        ),
        Preset(
            "L1, strong",
            "a few weights are exactly zero, s5 stands out",
            kind=KINDS[1],
            strength=1e3,
        ),
        Preset(
            "L1, too strong",
            "nothing is left but the bias",
            kind=KINDS[1],
            strength=1e4,
        ),
    )

    @staticmethod
    def compute(kind, strength):
        weights, train, unseen = shrink(kind, strength)
        paths, errors_ = shrink_paths(kind)
        return {
            "paths": paths,
            "errors": errors_,
            "strength": strength,
            "weights": weights,
            "train": train,
            "unseen": unseen,
        }

    def draw(self, figure, values):
        bars, paths, errors_ = figure.subplots(1, 3, width_ratios=[1, 1.1, 1.1])
        limit = 1.1 * max(np.abs(shrink_paths(kind)[0]).max() for kind in KINDS)
        self.bars = bars.barh(diabetes().names, np.zeros(10), color=style.ORANGE)
        bars.axvline(0, color=style.GREY, lw=1)
        bars.set(xlim=(-limit, limit), xlabel="weight per standard deviation")
        bars.invert_yaxis()
        blank = np.full(len(TABLE_STRENGTHS), np.nan)
        self.lines = [
            paths.plot(TABLE_STRENGTHS, blank, color=style.ORANGE, lw=1.5)[0]
            for _ in range(10)
        ]
        paths.set(ylim=(-limit, limit), ylabel="weight")
        for color, label in ((style.BLUE, "training"), (style.GREEN, "unseen")):
            line = errors_.plot(TABLE_STRENGTHS, blank, color=color, label=label)[0]
            self.lines.append(line)
        errors_.set(ylabel="error (disease score)", ylim=(45, 85))
        errors_.legend(loc="upper left")
        self.cursors = []
        for ax in (paths, errors_):
            ax.set(xscale="log", xlabel="strength λ")
            ax.set_xlim(TABLE_STRENGTHS[0], TABLE_STRENGTHS[-1])
            self.cursors.append(ax.axvline(1, color=style.GREY, ls="--", lw=2))
        return [*self.bars, *self.lines, *self.cursors]

    def update(self, result):
        for bar, weight in zip(self.bars, result["weights"], strict=True):
            bar.set_width(weight)
        # The course of a line appears when the slider gets there.
        reached = np.array(TABLE_STRENGTHS) <= 1.001 * result["strength"]
        columns = [*result["paths"].T, *result["errors"].T]
        columns = [np.where(reached, column, np.nan) for column in columns]
        for line, values in zip(self.lines, columns, strict=True):
            line.set_ydata(values)
        for cursor in self.cursors:
            cursor.set_xdata([result["strength"]] * 2)

    @staticmethod
    def headline(result):
        zeros = int((result["weights"] == 0).sum())
        return (
            f"{zeros} of 10 weights {'is' if zeros == 1 else 'are'} exactly zero; "
            f"error {result['unseen']:.1f} on unseen patients"
        )
