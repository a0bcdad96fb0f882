"""Demo: Regression on class numbers."""

from functools import cache

import numpy as np

from course_utils.data.points import make_gaussian
from course_utils.demos.generative_classification.dots import dots
from course_utils.draw import style
from course_utils.live import Demo, Preset, Slider


@cache
def _easy_crowd():
    long = ((1.1, 0.85), (0.85, 1.1))
    near = make_gaussian((1.0, -1.0), long, 40, seed=1)
    other = make_gaussian((-0.9, 0.9), long, 40, seed=2)
    easy = make_gaussian((2.5, -2.0), ((0.3, 0), (0, 0.3)), 25, seed=3)
    return near, other, easy


def least_squares_line(points, labels):
    """Return w, b of the least-squares fit to +1 (label 1) and -1 (label 0)."""
    inputs = np.column_stack([points, np.ones(len(points))])
    *w, b = np.linalg.lstsq(inputs, 2.0 * labels - 1, rcond=None)[0]
    return np.array(w), b


class RegressionAsClassifier(Demo):
    """Fit +1 and -1 by least squares and watch easy points spoil the boundary."""

    name = "Regression on class numbers"
    look_for = "Why do points that are easy to classify push the line the wrong way?"
    figsize = (8.4, 4.2)
    controls = (Slider("distance", "distance of the easy group", 0.0, 10.0, 5.0, 0.1),)
    presets = (
        Preset("near", "the group lies beside the others: no mistake", distance=0),
        Preset(
            "far",
            "the dashed line has them all right, and yet the line turns into blue",
            distance=10,
        ),
    )

    @staticmethod
    def compute(distance):
        near, other, far = _easy_crowd()
        far = far + distance * np.array([1, -0.6])
        points = np.concatenate([near, far, other])
        labels = np.repeat([1, 0], [len(near) + len(far), len(other)])
        w, b = least_squares_line(points, labels)
        right = (points @ w + b > 0) == labels
        reach = np.array([-5.0, 15.0])
        sharp_w, sharp_b = least_squares_line(
            np.concatenate([near, other]), np.repeat([1, 0], [len(near), len(other)])
        )
        return {
            "far": far,
            "w": w,
            "b": b,
            "line": (reach, -(w[0] * reach + b) / w[1]),
            "wrong": points[~right],
            "mistakes": int((~right).sum()),
            "score": float((far @ sharp_w + sharp_b).mean()),
        }

    def draw(self, figure, values):
        near, other, _ = _easy_crowd()
        ax = figure.subplots()
        ax.set(
            xlim=(-4, 14.5), ylim=(-9.5, 4), xlabel="x₁", ylabel="x₂", aspect="equal"
        )
        dots(ax, 1).set_data(*near.T)
        dots(ax, 0).set_data(*other.T)
        both = np.concatenate([near, other])
        w, b = least_squares_line(both, np.repeat([1, 0], [len(near), len(other)]))
        x = np.array([-5.0, 15.0])
        ax.plot(x, -(w[0] * x + b) / w[1], "--", color=style.GREY, lw=2)
        ax.plot([], [], "--", color=style.GREY, label="line without the easy group")
        ax.plot([], [], color="black", lw=4, label="line with it")
        ax.legend(loc="upper right")
        self.far = dots(ax, 1)
        (self.line,) = ax.plot([], [], color="black", lw=4)
        (self.wrong,) = ax.plot([], [], "o", ms=15, mfc="none", mec=style.PINK, mew=2.5)
        return [self.far, self.line, self.wrong]

    def update(self, result):
        self.far.set_data(*result["far"].T)
        self.line.set_data(*result["line"])
        self.wrong.set_data(*result["wrong"].T)

    @staticmethod
    def headline(result):
        return (
            f"{result['mistakes']} of 105 wrong: the dashed line would score the easy "
            f"group {result['score']:.1f}, not 1"
        )
