"""Demo: Maximum likelihood."""

from functools import cache

import numpy as np
from matplotlib import colormaps

from course_utils.data.points import WATER, make_gaussian
from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification import gaussian


@cache
def _defences():
    return np.sort(make_gaussian(WATER.mean, WATER.covariance, 15, seed=4)[:, 0])


@cache
def _likelihood_map():
    means, spreads = np.linspace(20, 130, 56), np.linspace(8, 80, 49)
    values = gaussian.log_normal(
        _defences()[:, None, None], means, spreads[:, None]
    ).sum(axis=0)
    return means, spreads, values


class WhichGaussian(Demo):
    """Slide a bell curve over fifteen numbers until they are as likely as can be."""

    name = "Maximum likelihood"
    look_for = "Which mean and which spread make all points likely at the same time?"
    figsize = (9, 3.9)
    controls = (
        Slider("mean", "mean μ", 20.0, 130.0, 100.0, 0.5),
        Slider("spread", "standard deviation σ", 8.0, 80.0, 16.0, 0.5),
    )
    grips = (
        Grip("mean", "spread", axes=1, label="mean and spread"),
        Grip("mean", at=lambda v, r: (v["mean"], r["curve"].max()), label="the mean"),
    )
    presets = (
        Preset("too narrow", "a few points are nearly impossible", mean=73, spread=9),
        Preset(
            "too wide", "every point is possible, none is likely", mean=73, spread=80
        ),
        Preset("best", "the data's own mean and deviation", mean=67, spread=31.5),
    )

    @staticmethod
    def compute(mean, spread):
        data = _defences()
        x = np.linspace(-20, 170, 200)
        return {
            "x": x,
            "curve": np.exp(gaussian.log_normal(x, mean, spread)),
            "heights": np.exp(gaussian.log_normal(data, mean, spread)),
            "log_likelihood": gaussian.log_normal(data, mean, spread).sum(),
            "best": gaussian.log_normal(data, data.mean(), data.std()).sum(),
            "mean": mean,
            "spread": spread,
        }

    def draw(self, figure, values):
        data = _defences()
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-20, 170), ylim=(-0.003, 0.054), xlabel="defence")
        left.set_ylabel("density")
        left.plot(
            data, np.full(len(data), -0.0012), "|", color=style.BLUE, ms=14, mew=2
        )
        (self.curve,) = left.plot([], [], color=style.ORANGE, lw=4)
        (self.stems,) = left.plot([], [], color=style.PINK, lw=1.5)
        (self.tops,) = left.plot([], [], "o", color=style.PINK, ms=7)
        means, spreads, height = _likelihood_map()
        best = height.max()
        levels = best - np.array([150, 60, 30, 16, 8, 4, 1.5, 0.4])
        bands = [-1e9, *levels, best + 1]
        colors = colormaps["cividis"](np.linspace(0, 1, len(bands) - 1))
        right.contourf(means, spreads, height, bands, colors=colors)
        right.plot(data.mean(), data.std(), "*", color="white", ms=20, mec="black")
        right.set(xlabel="mean μ", ylabel="standard deviation σ")
        right.set_title("log-likelihood (★ best)")
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mec="white")
        return [self.curve, self.stems, self.tops, self.here]

    def update(self, result):
        data, heights = _defences(), result["heights"]
        nothing = np.full(len(data), np.nan)
        self.curve.set_data(result["x"], result["curve"])
        self.stems.set_data(
            np.stack([data, data, nothing], axis=1).ravel(),
            np.stack([0 * data, heights, nothing], axis=1).ravel(),
        )
        self.tops.set_data(data, heights)
        self.here.set_data([result["mean"]], [result["spread"]])

    @staticmethod
    def headline(result):
        short = result["best"] - result["log_likelihood"]
        value = f"{result['log_likelihood']:.1f}".replace("-", "−")
        if short < 0.05:
            return f"Log-likelihood {value}: as good as the best, to one decimal"
        return f"Log-likelihood {value}: {short:.1f} below the best Gaussian"
