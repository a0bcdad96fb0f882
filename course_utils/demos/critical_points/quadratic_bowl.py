"""Demo: What kind of critical point?"""

import numpy as np

from course_utils.demos.critical_points.plane import DOWN, FLAT, UP, square
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Preset, Slider
from course_utils.ml.optimization import hessian as h


class QuadraticBowl(Demo):
    """Bend a quadratic surface and read its eigenvalues."""

    name = "What kind of critical point?"
    look_for = "Can both diagonal entries be positive and the point still be a saddle?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("a", "∂²f/∂x² = a", -3.0, 3.0, default=2.0, step=0.1),
        Slider("b", "∂²f/∂x∂y = b", -3.0, 3.0, default=0.5, step=0.1),
        Slider("c", "∂²f/∂y² = c", -3.0, 3.0, default=-1.0, step=0.1),
    )
    presets = (
        Preset("minimum", "both eigenvalues positive", a=2.0, b=0.5, c=1.0),
        Preset("maximum", "both negative", a=-2.0, b=0.5, c=-1.0),
        Preset("saddle", "one of each", a=2.0, b=0.0, c=-1.0),
        Preset(
            "hidden saddle", "a and c positive, b too large: still a saddle",
            a=1.0, b=2.0, c=1.0,
        ),
        Preset("the lecture's", "a = c = 0, yet λ = ±2", a=0.0, b=-2.0, c=0.0),
        Preset("flat valley", "an eigenvalue 0: undecided", a=1.0, b=1.0, c=1.0),
    )  # fmt: skip

    @staticmethod
    def compute(a, b, c):
        _, points = square(2.0)
        eigenvalues, vectors = np.linalg.eigh(np.array([[a, b], [b, c]]))
        along = np.linspace(-2, 2, 81)
        return {
            "surface": h.quadratic(points, a, b, c),
            "eigenvalues": eigenvalues,
            "vectors": vectors,
            "along": along,
            "profiles": 0.5 * eigenvalues[:, None] * along**2,
            "verdict": h.classify(eigenvalues),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        axis, _ = square(2.0)
        levels = np.linspace(-6, 6, 17)
        self.bands = MovingContours(
            left, axis, axis, levels, filled=True, cmap="cividis", alpha=0.75
        )
        left.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="x", ylabel="y", aspect="equal")
        left.set_title("f seen from above (yellow is high)")
        self.lines = [left.plot([], [], lw=4)[0] for _ in range(2)]
        right.axhline(0, color="black", lw=0.8)
        right.set(xlim=(-2, 2), ylim=(-6, 6), ylabel="f along the line")
        right.set(xlabel="distance along the eigenvector", title="Two cuts through it")
        self.cuts = [right.plot([], [], lw=3)[0] for _ in range(2)]
        self.names = [
            right.text(0.5, 0.93 - 0.1 * i, "", transform=right.transAxes, ha="center")
            for i in range(2)
        ]
        return [self.bands, *self.lines, *self.cuts, *self.names]

    def update(self, result):
        self.bands.set_values(np.clip(result["surface"], -5.99, 5.99))
        for i, eigenvalue in enumerate(result["eigenvalues"]):
            color = UP if eigenvalue > 1e-9 else DOWN if eigenvalue < -1e-9 else FLAT
            x, y = 1.6 * result["vectors"][:, i]
            self.lines[i].set_data([-x, x], [-y, y])
            self.lines[i].set_color("white" if color == FLAT else color)
            self.cuts[i].set_data(result["along"], result["profiles"][i])
            self.cuts[i].set_color(color)
            shown = eigenvalue.round(9) + 0.0  # no −0
            self.names[i].set_text(f"eigenvalue {shown:.3f}")
            self.names[i].set_color(color)

    @staticmethod
    def headline(result):
        low, high = result["eigenvalues"].round(9) + 0.0
        if abs(low) < 1e-9 and abs(high) < 1e-9:
            return "λ = 0 and 0, flat in every direction: undecided"
        signs = {
            "minimum": "up in every direction: a minimum",
            "maximum": "down in every direction: a maximum",
            "saddle point": "up one way, down another: a saddle point",
            "undecided": "flat in one direction: undecided",
        }
        return f"λ = {low:.3f} and {high:.3f}, {signs[result['verdict']]}"
