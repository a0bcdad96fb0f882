"""Demo: A line on XOR."""

import numpy as np

from course_utils.demos.softmax_and_its_limits.xor_corners import (
    draw_corners,
    line_ends,
)
from course_utils.draw import style
from course_utils.draw.classes import class_look, pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Preset, Slider
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS


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
