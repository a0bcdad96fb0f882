"""Demo: A line on XOR."""

import numpy as np

from course_utils.demos.softmax_and_its_limits.xor_corners import (
    draw_corners,
    line_ends,
)
from course_utils.draw import style
from course_utils.draw.classes import class_look, pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS


def foot(v):
    """Return the point of the line w·x + b = 0 that is nearest to the middle."""
    w, middle = np.array([v["w1"], v["w2"]]), np.array([0.5, 0.5])
    return middle - w * (w @ middle + v["b"]) / (w @ w) if w.any() else None


def turning(v):
    """Return a place on the line, half a unit from its foot."""
    if foot(v) is None:
        return None
    w = np.array([v["w1"], v["w2"]])
    return foot(v) + 0.5 * np.array([-w[1], w[0]]) / np.hypot(*w)


def turned(x, y, v):
    """Return the weights of the line turned about its foot, through (x, y)."""
    along = np.array([x, y]) - foot(v)
    length = np.hypot(v["w1"], v["w2"])
    if not along.any():
        return {}
    w = length * np.array([along[1], -along[0]]) / np.hypot(*along)
    return {"w1": w[0], "w2": w[1], "b": -(w @ foot(v))}


class LineOnXor(Demo):
    """Try to put the blue corners on one side of a line, the orange on the other."""

    name = "A line on XOR"
    look_for = "How many of the four corners can you get right?"
    figsize = (8, 4.6)
    controls = (
        Slider("w1", "weight w₁", -4.0, 4.0, 1.0, 0.1),
        Slider("w2", "weight w₂", -4.0, 4.0, 1.0, 0.1),
        Slider("b", "bias b", -4.0, 4.0, -0.5, 0.1),
    )
    grips = (
        Grip(
            at=lambda v, r: foot(v),
            take=lambda x, y, v: {"b": -(v["w1"] * x + v["w2"] * y)},
            moves=("b",),
            label="shift the line",
        ),
        Grip(
            at=lambda v, r: turning(v),
            take=turned,
            moves=("w1", "w2", "b"),
            label="turn the line",
        ),
    )
    presets = (
        Preset("or", "everything but (0,0): three right", w1=1, w2=1, b=-0.5),
        Preset("not and", "everything but (1,1): three right", w1=-1, w2=-1, b=1.5),
        Preset("one feature", "x₁ alone: two right", w1=2, w2=0, b=-1),
    )
    telling = ("w1", "w2")
    EDGE = np.linspace(-0.6, 1.6, 45)

    @staticmethod
    def compute(w1, w2, b):
        w = np.array([w1, w2])
        plane = np.stack(np.meshgrid(LineOnXor.EDGE, LineOnXor.EDGE), axis=-1)
        right = (XOR_POINTS @ w + b > 0) == (XOR_TARGETS == 1)
        return {
            "score": plane @ w + b,
            "line": np.array(line_ends(w, b)),
            "right": int(right.sum()),
            "wrong": XOR_POINTS[~right],
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), aspect="equal")
        ax.set(xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1])
        ax.grid(False)
        orange, blue = class_look(2)[0]
        self.sides = [
            MovingContours(
                ax,
                self.EDGE,
                self.EDGE,
                levels,
                filled=True,
                colors=[pale(color)],
                zorder=1,
            )
            for levels, color in (((-1e9, 0), orange), ((0, 1e9), blue))
        ]
        (self.line,) = ax.plot([], [], color="black", lw=5)
        self.corners = draw_corners(ax)
        (self.wrong,) = ax.plot([], [], "o", mfc="none", mec=style.PINK, ms=40, mew=4)
        return [*self.sides, self.line, *self.corners, self.wrong]

    def update(self, result):
        for side in self.sides:
            side.set_values(result["score"])
        self.line.set_data(*result["line"])
        self.wrong.set_data(*result["wrong"].T)

    @staticmethod
    def headline(result):
        return f"{result['right']} of 4 right"
