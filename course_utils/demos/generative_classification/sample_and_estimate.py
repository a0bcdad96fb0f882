"""Demo: Sample size against estimate."""

from functools import cache

import numpy as np

from course_utils.data.points import WATER, make_gaussian
from course_utils.draw import style
from course_utils.draw.classes import ellipse
from course_utils.live import Demo, Preset, Seed, Slider, Toggle
from course_utils.ml.classification import gaussian

SIZES = np.array([3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300])


@cache
def _crowd(seed):
    return make_gaussian(WATER.mean, WATER.covariance, 300, seed=seed)


def distance_to_truth(points):
    """Return how far the mean of `points` is from water's, in standard deviations."""
    offset = points.mean(axis=-2) - WATER.mean
    return np.sqrt((offset**2 / np.diag(WATER.covariance)).mean(axis=-1))


@cache
def _average_distance():
    """Return the distance to the truth for each of `SIZES`, averaged over 100 draws."""
    many = np.stack([_crowd(seed) for seed in range(100)])
    return np.array([distance_to_truth(many[:, :n]).mean() for n in SIZES])


class SampleAndEstimate(Demo):
    """Draw more and more points and see the estimated Gaussian find the true one."""

    name = "Sample size against estimate"
    look_for = "How many more points does it take to halve the error?"
    figsize = (9, 4.2)
    controls = (
        Slider("n", "number of points n", 3, 300, 10, 1),
        Toggle("unbiased", "divide by n − 1 instead of n", False),
        Seed(label="seed"),
    )
    presets = (
        Preset("5 points", "two spreads, a tilt and a centre from five points", n=5),
        Preset("20 points", "four times as many: on average half the error", n=20),
        Preset("80 points", "and on average half again", n=80),
    )

    @staticmethod
    def compute(n, unbiased, seed):
        points = _crowd(seed)[:n]
        covariance = gaussian.estimate_covariance(points)
        if unbiased:
            covariance = covariance * n / (n - 1)
        return {
            "points": points,
            "covariance": covariance,
            "ellipse": ellipse(points.mean(axis=0), covariance),
            "center": points.mean(axis=0),
            "distance": float(distance_to_truth(points)),
            "average": float(np.interp(np.log(n), np.log(SIZES), _average_distance())),
            "n": n,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-30, 180), ylim=(-30, 180), aspect="equal")
        left.set(xlabel="defence", ylabel="special defence")
        left.plot(*ellipse(WATER.mean, WATER.covariance).T, color=style.GREY, lw=5)
        left.plot(*WATER.mean, "+", color=style.GREY, ms=16, mew=4)
        left.plot([], [], color=style.GREY, lw=5, label="true")
        left.plot([], [], color=style.ORANGE, lw=3, label="estimated")
        left.legend(loc="lower right")
        (self.points,) = left.plot([], [], "o", color=style.BLUE, ms=5, mec="white")
        (self.ring,) = left.plot([], [], color=style.ORANGE, lw=3)
        (self.center,) = left.plot([], [], "P", color=style.ORANGE, ms=11, mec="white")
        right.loglog(SIZES, _average_distance(), color=style.GREEN, lw=3)
        right.text(4.4, 0.56, "average over 100 draws", color=style.GREEN)
        right.set(xlim=(2.7, 340), ylim=(0.006, 1.6), xlabel="number of points n")
        right.set_ylabel("error of the mean (in σ)")
        right.set_xticks([3, 10, 30, 100, 300], ["3", "10", "30", "100", "300"])
        right.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
        right.minorticks_off()
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mec="white")
        return [self.points, self.ring, self.center, self.here]

    def update(self, result):
        self.points.set_data(*result["points"].T)
        self.ring.set_data(*result["ellipse"].T)
        self.center.set_data(*result["center"][:, None])
        self.here.set_data([result["n"]], [result["distance"]])

    @staticmethod
    def headline(result):
        return (
            f"{result['n']} points: this mean is {result['distance']:.2f} σ off, "
            f"{result['average']:.2f} σ on average"
        )
