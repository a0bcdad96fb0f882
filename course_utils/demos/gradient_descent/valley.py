"""Demo: Gradient descent in two dimensions."""

from functools import cache

import numpy as np

from course_utils.demos.gradient_descent.loss_axes import loss_axes, shown
from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.optimization import landscapes
from course_utils.ml.optimization.descent import (
    descend,
    largest_stable_rate,
)


@cache
def valley_grid():
    """Return the coordinates (N,), (M,) and points (M, N, 2) of the valley's map."""
    x, y = np.linspace(-5, 5, 81), np.linspace(-3, 3, 49)
    return x, y, np.stack(np.meshgrid(x, y), axis=-1)


class Valley(Demo):
    """Walk down a valley that is steeper across than along."""

    name = "Gradient descent in two dimensions"
    look_for = "Why does a narrow valley force small steps along its floor, too?"
    figsize = (9.4, 3.7)
    controls = (
        Slider("eta", "learning rate η", 0.01, 1.2, default=0.1, step=0.01),
        Slider("w1", "start w₁", -4.5, 4.5, default=-4.0, step=0.1),
        Slider("w2", "start w₂", -2.5, 2.5, default=2.0, step=0.1),
        Slider("kappa", "condition number κ", 1.0, 20.0, default=8.0, step=0.5),
    )
    grips = (Grip("w1", "w2", label="the start"),)
    presets = (
        Preset("round bowl", "κ = 1: the path runs straight home", kappa=1.0, eta=0.5),
        Preset("small step", "η = 0.05: safe across, slow along", eta=0.05, kappa=8.0),
        Preset(
            "zigzag", "η just under 2/κ: jumps from wall to wall", eta=0.24, kappa=8.0
        ),
        Preset(
            "diverges",
            "η > 2/κ: the steep direction throws it out",
            eta=0.26,
            kappa=8.0,
        ),
    )
    STEPS = 60

    @staticmethod
    def compute(eta, w1, w2, kappa):
        hessian = np.diag([1.0, kappa])
        path = descend(lambda w: w @ hessian, (w1, w2), eta, Valley.STEPS)
        path = np.clip(path, -1e6, 1e6)
        *_, points = valley_grid()
        return {
            "path": path,
            "loss": landscapes.bowl(path, hessian),
            "surface": landscapes.bowl(points, hessian),
            "limit": largest_stable_rate(hessian),
            "eta": eta,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.4, 1))
        left.set(xlim=(-5, 5), ylim=(-3, 3), xlabel="weight w₁", ylabel="weight w₂")
        left.set_title("The path on the contour map")
        levels = np.geomspace(0.15, 80, 12)
        x, y, _ = valley_grid()
        self.contours = MovingContours(left, x, y, levels, colors=style.BLUE, alpha=0.6)
        left.plot(0, 0, "*", color="k", ms=14)
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, ms=5, lw=1.5)
        loss_axes(right, self.STEPS)
        (self.loss,) = right.plot([], [], color=style.ORANGE)
        return [self.contours, self.path, self.loss]

    def update(self, result):
        self.contours.set_values(result["surface"])
        self.path.set_data(*result["path"].T)
        self.loss.set_data(range(len(result["loss"])), shown(result["loss"]))

    @staticmethod
    def headline(result):
        eta, limit, path = result["eta"], result["limit"], result["path"]
        if not path[0].any():
            return "Started on the minimum: the gradient is zero, nothing moves"
        if path[0, 1] == 0 and eta > 0.9 * limit:
            return "Exactly on the floor: the steep walls are never felt"
        if abs(eta - limit) < 1e-9:
            return f"η = 2/L = {limit:.3g}: swings from wall to wall for ever"
        if eta > limit:
            return f"Diverges: η = {eta:.3g} is above 2/L = {limit:.3g}"
        if eta > 0.9 * limit:
            return f"Zigzags: η = {eta:.3g} is just below 2/L = {limit:.3g}"
        left = np.linalg.norm(path[-1]) / np.linalg.norm(path[0])
        share = f"{left:.1%}" if left > 0.0005 else "less than 0.1%"
        return f"After {Valley.STEPS} updates {share} of the distance is left"
