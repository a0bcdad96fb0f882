"""Demo: What a covariance matrix looks like."""

from functools import cache

import numpy as np

from course_utils.data.points import make_gaussian
from course_utils.draw import style
from course_utils.draw.classes import ellipse
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification import gaussian


@cache
def _round_crowd():
    points = make_gaussian((0, 0), ((1, 0), (0, 1)), 300, seed=5)
    points = points - points.mean(axis=0)
    root = np.linalg.cholesky(gaussian.estimate_covariance(points))
    return np.linalg.solve(root, points.T).T  # covariance exactly the identity


class CovarianceEllipse(Demo):
    """Set two spreads and a correlation, and see the matrix and the cloud they make."""

    name = "What a covariance matrix looks like"
    look_for = "Which number tilts the ellipse, and which ones only stretch it?"
    figsize = (8.4, 4.4)
    controls = (
        Slider("std_1", "spread σ₁", 0.2, 3.0, 2.0, 0.05),
        Slider("std_2", "spread σ₂", 0.2, 3.0, 1.0, 0.05),
        Slider("correlation", "correlation ρ", -0.95, 0.95, 0.6, 0.05),
    )
    grips = (
        Grip(
            at=lambda v, r: (2 * v["std_1"], 2 * v["correlation"] * v["std_2"]),
            take=lambda x, y, v: {"std_1": x / 2},
            moves=("std_1",),
            way="x",
            label="the spread to the side",
        ),
        Grip(
            at=lambda v, r: (2 * v["correlation"] * v["std_1"], 2 * v["std_2"]),
            take=lambda x, y, v: {"std_2": y / 2},
            moves=("std_2",),
            way="y",
            label="the spread upwards",
        ),
    )
    presets = (
        Preset(
            "round",
            "equal spreads, no correlation",
            std_1=1.5,
            std_2=1.5,
            correlation=0,
        ),
        Preset(
            "stretched", "unequal spreads stretch it", std_1=3, std_2=0.8, correlation=0
        ),
        Preset("up together", "ρ > 0: both rise together", correlation=0.9),
        Preset(
            "one up, one down", "ρ < 0: one rises, the other falls", correlation=-0.9
        ),
    )

    @staticmethod
    def compute(std_1, std_2, correlation):
        matrix = gaussian.covariance_matrix(std_1, std_2, correlation)
        values, vectors = np.linalg.eigh(matrix)
        return {
            "matrix": matrix,
            "points": _round_crowd() @ np.linalg.cholesky(matrix).T,
            "ellipse": ellipse((0, 0), matrix),
            "values": values,
            "axes": vectors * np.sqrt(values),
            "correlation": correlation,
        }

    def draw(self, figure, values):
        ax, side = figure.subplots(1, 2, width_ratios=(1.7, 1))
        ax.set(xlim=(-9, 9), ylim=(-7, 7), xlabel="x₁", ylabel="x₂", aspect="equal")
        side.set_axis_off()
        side.set(xlim=(0, 1), ylim=(0, 1))
        (self.points,) = ax.plot([], [], "o", color=style.BLUE, ms=4, alpha=0.6)
        (self.ellipse,) = ax.plot([], [], color=style.ORANGE, lw=4)
        self.arms = [ax.plot([], [], color="black", lw=2.5)[0] for _ in range(2)]
        side.text(0.5, 0.86, "covariance matrix Σ", ha="center", size=13)
        for x, bend in ((0.02, 0.05), (0.98, -0.05)):
            side.plot([x + bend, x, x, x + bend], [0.8, 0.8, 0.42, 0.42], "k", lw=2)
        colors = (style.BLUE, style.PINK, style.PINK, style.BLUE)
        places = ((0.27, 0.69), (0.73, 0.69), (0.27, 0.5), (0.73, 0.5))
        self.entries = [
            side.text(
                x, y, "", ha="center", va="center", size=19, color=c, weight="bold"
            )
            for (x, y), c in zip(places, colors, strict=True)
        ]
        self.note = side.text(0.5, 0.26, "", ha="center", va="center", size=12)
        return [self.points, self.ellipse, *self.arms, *self.entries, self.note]

    def update(self, result):
        self.points.set_data(*result["points"].T)
        self.ellipse.set_data(*result["ellipse"].T)
        for arm, axis in zip(self.arms, result["axes"].T, strict=True):
            arm.set_data([-2 * axis[0], 2 * axis[0]], [-2 * axis[1], 2 * axis[1]])
        for text, entry in zip(self.entries, result["matrix"].ravel(), strict=True):
            text.set_text(f"{entry + 0:.2f}".replace("-", "−"))
        small, large = result["values"]
        self.note.set_text(f"eigenvalues {large:.2f} and {small:.2f},\nnone below zero")

    @staticmethod
    def headline(result):
        rho = result["correlation"]
        if abs(rho) < 1e-9:
            if np.isclose(*np.diag(result["matrix"])):
                return "Zeros off the diagonal, equal variances: a circle"
            return "Zeros off the diagonal: the ellipse lies along the axes"
        if rho > 0:
            return "Off-diagonal above zero: large x₁ goes with large x₂"
        return "Off-diagonal below zero: large x₁ goes with small x₂"
