"""Demo: The function set of logistic regression."""

import numpy as np

from course_utils.demos.logistic_regression.tumour_losses import (
    CROSS_ENTROPY_LEVELS,
    best_fit,
    losses_at,
    show_surface,
    tumours,
)
from course_utils.draw import style
from course_utils.draw.classes import class_look
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification import logistic


class LogisticCurve(Demo):
    """Slide an S-shaped curve over sixty tumours until it is surprised the least."""

    name = "The function set of logistic regression"
    look_for = "What does w do to the curve, and what does b do?"
    figsize = (9, 3.9)
    controls = (
        Slider("w", "weight w", -8.0, 8.0, 1.0, 0.1),
        Slider("b", "bias b", -8.0, 8.0, 2.0, 0.1),
    )
    grips = (
        Grip("w", "b", axes=1, label="weight and bias"),
        Grip(
            at=lambda v, r: (-v["b"] / v["w"], 0.5) if v["w"] else None,
            take=lambda x, y, v: {"b": -v["w"] * x},
            moves=("b",),
            way="x",
            label="where it says one half",
        ),
    )
    presets = (
        Preset("the wrong way round", "w below zero: large means benign", w=-2, b=0),
        Preset(
            "too sure",
            "nearly a step: its 13 mistakes are most of its loss",
            w=8,
            b=1.5,
        ),
        Preset("best", "the least cross-entropy on these sliders", w=4.1, b=-0.2),
    )

    @staticmethod
    def compute(w, b):
        x, targets = tumours()
        grid = np.linspace(-3, 4, 150)
        best_w, best_b = best_fit()
        return {
            "grid": grid,
            "curve": logistic.sigmoid(w * grid + b),
            "given": logistic.sigmoid(w * x + b),
            "loss": float(logistic.cross_entropy(w * x + b, targets)),
            "best": float(logistic.cross_entropy(best_w * x + best_b, targets)),
            "here": (w, b),
        }

    def draw(self, figure, values):
        x, targets = tumours()
        left, right = figure.subplots(1, 2)
        colors, markers = class_look(2)
        for label, name in ((1, "malignant"), (0, "benign")):
            left.plot(
                x[targets == label],
                targets[targets == label],
                markers[label],
                color=colors[label],
                ms=8,
                mec="white",
                label=name,
            )
        left.set(xlim=(-3, 4), ylim=(-0.08, 1.08), xlabel="radius (standardised)")
        left.set_ylabel("P(malignant)")
        left.legend(loc="center right")
        (self.sticks,) = left.plot([], [], color=style.PINK, lw=1.2)
        (self.curve,) = left.plot([], [], color="black", lw=4)
        w = b = np.linspace(-8.7, 8.7, 65)
        surface, _ = losses_at(w, b)
        show_surface(right, w, b, surface, CROSS_ENTROPY_LEVELS)
        right.plot(*best_fit(), "*", color="white", ms=20, mec="black")
        right.set_title("cross-entropy (★ least)")
        look = {"color": "black", "ms": 13, "mec": "white", "mew": 2}  # as the curve
        (self.here,) = right.plot([], [], "o", **look)
        return [self.sticks, self.curve, self.here]

    def update(self, result):
        x, targets = tumours()
        nothing = np.full(len(x), np.nan)
        self.sticks.set_data(
            np.stack([x, x, nothing], axis=1).ravel(),
            np.stack([targets, result["given"], nothing], axis=1).ravel(),
        )
        self.curve.set_data(result["grid"], result["curve"])
        self.here.set_data(*np.array(result["here"])[:, None])

    @staticmethod
    def headline(result):
        return (
            f"Cross-entropy {result['loss']:.2f}; "
            f"the best curve of this family has {result['best']:.2f}"
        )
