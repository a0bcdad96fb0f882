"""Demo: Three classes, three straight borders."""

from functools import cache

import numpy as np

from course_utils.data.tables import load_table
from course_utils.demos.softmax_and_its_limits.marks import THREE, THREE_MARKS
from course_utils.draw.classes import pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification import softmax
from course_utils.ml.optimization.feature_scaling import Standardizer

UPDATES = 300
GRID = np.linspace(-3.2, 3.6, 60)
PLANE = np.stack(np.meshgrid(GRID, GRID), axis=-1)


@cache
def wines():
    """Return alcohol and flavanoids of 178 wines, standardised, and their varieties."""
    table = load_table("wine")
    two = table.features[:, [0, 6]]
    return Standardizer().fit(two).transform(two), table.labels


@cache
def wine_training():
    """Return weights (T, 2, 3), biases (T, 3), losses, accuracies after t updates."""
    points, labels = wines()
    weights, bias, kept = np.zeros((2, 3)), np.zeros(3), []
    for _ in range(UPDATES + 1):
        logits = points @ weights + bias
        right = (logits.argmax(axis=1) == labels).mean()
        kept.append((weights, bias, softmax.cross_entropy(logits, labels), right))
        error = softmax.cross_entropy_gradient(logits, labels)
        weights = weights - 0.5 * points.T @ error
        bias = bias - 0.5 * error.sum(axis=0)
    return [np.array(part) for part in zip(*kept, strict=True)]


class ThreeClasses(Demo):
    """Train softmax regression on three kinds of wine, update by update."""

    name = "Three classes, three straight borders"
    look_for = "Which settles first, the borders or the loss?"
    figsize = (9.2, 4.4)
    controls = (Slider("updates", "updates", 0, UPDATES, 20, 1, playable=True),)
    grips = (Grip("updates", axes=1, across=True),)
    presets = (
        Preset("one update", "already nine wines of ten are right", updates=1),
        Preset("ten", "one wine changed its class, the loss has halved", updates=10),
        Preset(
            "all",
            "five wines changed since, the loss halved once more",
            updates=UPDATES,
        ),
    )

    @staticmethod
    def compute(updates):
        weights, bias, losses, right = wine_training()
        logits = PLANE @ weights[updates] + bias[updates]
        leads = [
            logits[..., k] - np.delete(logits, k, axis=-1).max(axis=-1)
            for k in range(3)
        ]
        return {
            "leads": np.array(leads),
            "updates": updates,
            "loss": float(losses[updates]),
            "accuracy": float(right[updates]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        left.set(xlim=GRID[[0, -1]], ylim=GRID[[0, -1]])
        left.set(xlabel="alcohol (standardised)", ylabel="flavanoids (standardised)")
        left.grid(False)
        self.regions = [
            MovingContours(
                left, GRID, GRID, [0, 1e9], filled=True, colors=[pale(color)], zorder=1
            )
            for color in THREE
        ]
        points, labels = wines()
        self.crowds = [
            left.plot(*points[labels == k].T, mark, color=color, mec="white", ms=8)[0]
            for k, (color, mark) in enumerate(zip(THREE, THREE_MARKS, strict=True))
        ]
        losses = wine_training()[2]
        right.plot(losses, color="black", lw=3)
        right.set(xlabel="updates", ylabel="cross-entropy", ylim=(0, 1.2))
        right.set_title("training loss")
        look = {"color": "black", "ms": 14, "mec": "white", "mew": 2}  # as its curve
        (self.here,) = right.plot([], [], "o", **look)
        return [*self.regions, *self.crowds, self.here]

    def update(self, result):
        for region, lead in zip(self.regions, result["leads"], strict=True):
            region.set_values(lead)
        self.here.set_data([result["updates"]], [result["loss"]])

    @staticmethod
    def headline(result):
        if result["updates"] == 0:
            return (
                f"Before training all classes are equal: loss log 3 = {np.log(3):.2f}"
            )
        return (
            f"Update {result['updates']}: loss {result['loss']:.2f}, "
            f"{result['accuracy']:.0%} of the wines right"
        )
