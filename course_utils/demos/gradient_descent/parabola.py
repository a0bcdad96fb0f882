"""Demo: Gradient descent in one dimension."""

import numpy as np

from course_utils.demos.gradient_descent.loss_axes import loss_axes, shown
from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.optimization.descent import (
    descend,
)


class Parabola(Demo):
    """Walk down a parabola with a fixed learning rate."""

    name = "Gradient descent in one dimension"
    look_for = "At which η does the path start to jump across, and at which to leave?"
    controls = (
        Slider("eta", "learning rate η", 0.02, 2.4, default=0.3, step=0.02),
        Slider("start", "start w⁰", -4.0, 4.0, default=-3.5, step=0.1),
        Slider("curvature", "curvature L", 0.5, 2.0, default=1.0, step=0.1),
    )
    grips = (
        Grip("start", at=lambda v, r: (v["start"], r["loss"][0]), label="the start"),
    )
    presets = (
        Preset(
            "too small",
            "η = 0.04: thirty updates and still far away",
            eta=0.04,
            curvature=1.0,
        ),
        Preset(
            "right",
            "η = 0.6: each update removes 60 % of the distance",
            eta=0.6,
            curvature=1.0,
        ),
        Preset(
            "one jump",
            "η = 1/L: the first step lands on the minimum",
            eta=1.0,
            curvature=1.0,
        ),
        Preset(
            "large",
            "1/L < η < 2/L: crosses the minimum, yet arrives",
            eta=1.7,
            curvature=1.0,
        ),
        Preset(
            "too large",
            "η > 2/L: every step lands further away",
            eta=2.1,
            curvature=1.0,
        ),
    )
    STEPS = 30

    @staticmethod
    def compute(eta, start, curvature):
        path = descend(lambda w: curvature * w, start, eta, Parabola.STEPS)
        path = np.clip(path, -1e6, 1e6)
        grid = np.linspace(-5, 5, 201)
        return {
            "path": path,
            "loss": curvature * path**2 / 2,
            "grid": grid,
            "curve": curvature * grid**2 / 2,
            "factor": 1 - eta * curvature,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-5, 5), ylim=(-0.5, 13), xlabel="weight w", ylabel="loss L·w²/2")
        left.set_title("The path on the loss curve")
        (self.curve,) = left.plot([], [], color=style.BLUE)
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, lw=1.5)
        (self.first,) = left.plot([], [], "o", color="k", ms=9)
        loss_axes(right, self.STEPS)
        (self.loss,) = right.plot([], [], "o-", color=style.ORANGE, lw=1.5)
        return [self.curve, self.path, self.first, self.loss]

    def update(self, result):
        path, loss = result["path"], result["loss"]
        self.curve.set_data(result["grid"], result["curve"])
        self.path.set_data(path, loss)
        self.first.set_data(path[:1], loss[:1])
        self.loss.set_data(range(len(loss)), shown(loss))

    @staticmethod
    def headline(result):
        factor = result["factor"]
        if result["path"][0] == 0:
            return "Started on the minimum: the gradient is zero, nothing moves"
        if abs(abs(factor) - 1) < 1e-9:
            return "η = 2/L: swings from side to side for ever"
        if abs(factor) > 1:
            return f"η > 2/L: each step lands {abs(factor):.4g} times as far away"
        if abs(factor) < 1e-9:
            return "η = 1/L: one step and it has arrived"
        if factor < 0:
            return f"Jumps across, and {-factor:.3g} of the distance is left each time"
        return f"Same side all the way, {factor:.3g} of the distance left each time"


def four_rates():
    """Return the learning rates of the curves A to D (a puzzle: look later)."""
    return {"A": 1.5, "B": 0.02, "C": 0.3, "D": 2.02}
