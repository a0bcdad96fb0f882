"""Demo: Two units make XOR separable."""

from functools import cache

import numpy as np

from course_utils.demos.softmax_and_its_limits.xor_corners import (
    draw_corners,
    line_ends,
)
from course_utils.draw import style
from course_utils.draw.classes import SURENESS
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Preset, Slider
from course_utils.ml.classification import cascade
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS
from course_utils.ml.classification.logistic import sigmoid

STARTS, STEPS = 12, 600


@cache
def cascade_runs():
    """Return for each start the cascades after 0 .. STEPS updates, and the losses."""
    return [
        cascade.train(
            XOR_POINTS, XOR_TARGETS, learning_rate=4.0, steps=STEPS, seed=seed
        )
        for seed in range(STARTS)
    ]


class TransformedSpace(Demo):
    """Watch two logistic units move the corners until one line is enough."""

    name = "Two units make XOR separable"
    look_for = "What happens to the four corners before a line can separate them?"
    figsize = (9.2, 4.6)
    controls = (
        Slider("updates", "updates", 0, STEPS, 230, 5, playable=True),
        Slider("start", "random start", 0, STARTS - 1, 0, 1),
    )
    presets = (
        Preset(
            "before",
            "a random start: the line on the right is of no use yet",
            updates=0,
            start=0,
        ),
        Preset("after", "orange together: one line is enough", updates=STEPS, start=0),
        Preset("stuck", "this start ends with two of four", updates=STEPS, start=6),
    )
    EDGE = np.linspace(-0.4, 1.4, 50)

    @staticmethod
    def compute(updates, start):
        path, losses = cascade_runs()[start]
        units = path[updates]
        plane = np.stack(
            np.meshgrid(TransformedSpace.EDGE, TransformedSpace.EDGE), axis=-1
        )
        places = cascade.transform(units, XOR_POINTS)
        score = places @ units.w + units.b
        return {
            "probability": sigmoid(cascade.logits(units, plane)),
            "places": places,
            "hidden": np.array([line_ends(units.V[:, k], units.c[k]) for k in (0, 1)]),
            "line": np.array(line_ends(units.w, units.b)),
            "right": int(((score > 0) == (XOR_TARGETS == 1)).sum()),
            "loss": float(losses[updates]),
            "updates": updates,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        edge = (self.EDGE[0], self.EDGE[-1])
        left.set(xlim=edge, ylim=edge, aspect="equal", xlabel="x₁", ylabel="x₂")
        left.set(title="where they are", xticks=[0, 1], yticks=[0, 1])
        right.set(xlim=(-0.12, 1.12), ylim=(-0.12, 1.12), aspect="equal")
        right.set(title="where two units put them", xticks=[0, 1], yticks=[0, 1])
        right.set(xlabel="unit 1", ylabel="unit 2")
        left.grid(False)
        right.grid(False)
        bands = np.linspace(0, 1, 11)
        self.shade = MovingContours(
            left,
            self.EDGE,
            self.EDGE,
            bands,
            filled=True,
            colors=SURENESS((bands[1:] + bands[:-1]) / 2),
            zorder=1,
        )
        self.hidden = [
            left.plot([], [], "--", color=style.GREY, lw=3, zorder=2)[0] for _ in (0, 1)
        ]
        (self.line,) = right.plot([], [], color="black", lw=5, zorder=2)
        self.corners = draw_corners(left, ms=18, zorder=3)
        self.moved = draw_corners(right, ms=18, zorder=3)
        return [self.shade, *self.hidden, self.line, *self.corners, *self.moved]

    def update(self, result):
        self.shade.set_values(np.clip(result["probability"], 1e-9, 1 - 1e-9))
        for line, ends in zip(self.hidden, result["hidden"], strict=True):
            line.set_data(*ends)
        self.line.set_data(*result["line"])
        for k, marks in enumerate(self.moved):
            marks.set_data(*result["places"][k == XOR_TARGETS].T)

    @staticmethod
    def headline(result):
        return (
            f"Update {result['updates']}: {result['right']} of 4 right, "
            f"loss {result['loss']:.2f}"
        )
