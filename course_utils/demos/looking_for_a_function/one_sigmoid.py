"""Demo: One sigmoid."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider, Toggle
from course_utils.ml.regression import sigmoids

X_STEP = np.linspace(-6, 6, 241)


class OneSigmoid(Demo):
    """Shape one soft step c · σ(b + w·x) with its three numbers."""

    name = "One sigmoid"
    look_for = "Which number moves the step, which one steepens it, which one lifts it?"
    figsize = (8, 3.6)
    controls = (
        Slider("w", "weight w", -6.0, 6.0, default=1.0, step=0.1),
        Slider("b", "bias b", -6.0, 6.0, default=0.0, step=0.1),
        Slider("c", "height c", -3.0, 3.0, default=2.0, step=0.1),
        Toggle("ramp", "show the hard sigmoid with the same slope", default=False),
    )
    grips = (
        Grip(
            at=lambda v, r: (-v["b"] / v["w"], v["c"] / 2) if v["w"] else None,
            take=lambda x, y, v: {"b": -v["w"] * x, "c": 2 * y},
            moves=("b", "c"),
            label="the middle of the step",
        ),
    )
    presets = (
        Preset("steep", "a larger w squeezes the step", w=5),
        Preset("mirrored", "a negative w makes it fall", w=-1.5),
        Preset("shifted right", "b = −3 with w = 1: the middle sits at 3", b=-3),
        Preset(
            "shifted less", "the same b, but w = 2: the middle sits at 1.5", w=2, b=-3
        ),
        Preset("hanging", "a negative c turns it upside down", c=-2),
        Preset("soft and hard", "a straight ramp with the same slope", w=2, ramp=True),
    )

    @staticmethod
    def compute(w, b, c, ramp):
        middle = np.array([-b / w]) if w else np.array([])
        hard = np.full_like(X_STEP, c * sigmoids.sigmoid(b))
        if w:  # the slope in the middle is c·w/4, so the ramp is 4/|w| wide
            left, right = middle[0] - 2 / abs(w), middle[0] + 2 / abs(w)
            start, height = (0, c) if w > 0 else (c, -c)
            hard = start + sigmoids.hard_sigmoid(X_STEP, left, right, height)
        return {
            "y": sigmoids.soft_step(X_STEP, w, b, c),
            "hard": hard,
            "ramp": ramp,
            "middle": middle,
            "half": np.full_like(middle, c / 2),
            "w": w,
            "b": b,
            "c": c,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.plot(
            X_STEP,
            sigmoids.sigmoid(X_STEP),
            color=style.GREY,
            ls=":",
            label="σ(x) alone",
        )
        (self.hard,) = ax.plot(
            [], [], color=style.YELLOW, ls="--", label="hard sigmoid"
        )
        (self.curve,) = ax.plot([], [], color=style.ORANGE, label="c · σ(b + w·x)")
        (self.guide,) = ax.plot([], [], color=style.GREY, lw=1)
        (self.middle,) = ax.plot([], [], "o", color=style.PINK, label="middle, −b/w")
        ax.set(xlim=(-6, 6), ylim=(-3.3, 3.3), xlabel="x", ylabel="output")
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        return [self.hard, self.curve, self.guide, self.middle]

    def update(self, result):
        self.curve.set_data(X_STEP, result["y"])
        self.hard.set_data(X_STEP, result["hard"])
        self.hard.set_visible(result["ramp"])
        middle, half = result["middle"], result["half"]
        self.middle.set_data(middle, half)
        self.guide.set_data(np.repeat(middle, 2), [-3.3, *half] if len(half) else [])

    @staticmethod
    def headline(result):
        w, b, c = result["w"], result["b"], result["c"]
        if w == 0 or c == 0:
            return "Without a weight or a height there is no step, only a flat line"
        way = "rises" if w * c > 0 else "falls"
        return f"The step {way} by {abs(c):.1f}; its middle lies at {-b / w + 0:.2f}"
