"""Demo: Fit a line by hand."""

import numpy as np

from course_utils.data.points import make_line_points
from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Seed, Slider
from course_utils.ml.regression import linear

X_RANGE = np.array([0.0, 5.0])


class FitALineByHand(Demo):
    """Turn slope and height of a line until its squared residuals are small."""

    name = "Fit a line by hand"
    look_for = (
        "Make the pink residuals short. How close to the best line does your eye come?"
    )
    figsize = (9, 3.8)
    controls = (
        Slider("w", "slope w", -1.0, 2.0, default=-0.3, step=0.02),
        Slider("b", "height at 0, b", -1.0, 4.0, default=3.2, step=0.05),
        Seed("seed", default=0),
    )
    grips = (
        Grip(
            y="b",
            at=lambda v, r: (0.0, v["b"]),
            label="the line's left end: its height",
        ),
        Grip(
            at=lambda v, r: (5.0, v["b"] + 5 * v["w"]),
            take=lambda x, y, v: {"w": (y - v["b"]) / 5},
            moves=("w",),
            way="y",
            label="the line's right end: its slope",
        ),
    )
    presets = (
        Preset(
            "flat", "w = 0: the line forgets x; b alone sets its height", w=0, b=2.5
        ),
        Preset(
            "too steep", "right at the left end, far off at the right", w=1.1, b=0.9
        ),
        Preset("close", "about the best line for the first points", w=0.6, b=1.0),
    )

    @staticmethod
    def compute(w, b, seed):
        x, y = make_line_points(seed=seed)
        best = linear.least_squares(x, y)
        return {
            "x": x,
            "y": y,
            "line": linear.predict(X_RANGE, w, b),
            "on_line": linear.predict(x, w, b),
            "residuals": linear.residuals(x, y, w, b),
            "mse": linear.mse(linear.predict(x, w, b), y),
            "best": np.array(best),
            "best_mse": linear.mse(linear.predict(x, *best), y),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(3, 1))
        left.set(xlim=(-0.1, 5.1), ylim=(-0.5, 5.5), xlabel="x", ylabel="y")
        (self.misses,) = left.plot([], [], color=style.PINK, lw=1.5, label="residuals")
        (self.points,) = left.plot([], [], "o", color=style.BLUE, label="data")
        (self.line,) = left.plot([], [], color=style.ORANGE, label="your line")
        left.legend(loc="lower right", ncols=3)
        right.set(
            xlim=(-0.4, 1.1),
            ylim=(0, 3),
            xticks=[],
            ylabel="mean squared residual, cut at 3",
        )
        right.grid(visible=False, axis="x")
        (self.bar,) = right.bar([0], [1], color=style.PINK, width=0.5)
        self.best = right.axhline(0, color=style.GREY, ls="--")
        self.best_name = right.text(1.08, 0, "best line", ha="right", va="bottom")
        return [
            self.misses,
            self.points,
            self.line,
            self.bar,
            self.best,
            self.best_name,
        ]

    def update(self, result):
        gap = np.full_like(result["x"], np.nan)
        self.misses.set_data(
            np.column_stack([result["x"], result["x"], gap]).ravel(),
            np.column_stack([result["y"], result["on_line"], gap]).ravel(),
        )
        self.points.set_data(result["x"], result["y"])
        self.line.set_data(X_RANGE, result["line"])
        self.bar.set_height(min(result["mse"], 3))
        self.best.set_ydata([result["best_mse"]] * 2)
        self.best_name.set_y(result["best_mse"] + 0.03)

    @staticmethod
    def headline(result):
        yours, best = result["mse"], result["best_mse"]
        if yours < 1.05 * best:
            return f"Mean squared residual {yours:.2f}: hardly anything is left to win"
        return f"Mean squared residual {yours:.3f}; the best line reaches {best:.3f}"
