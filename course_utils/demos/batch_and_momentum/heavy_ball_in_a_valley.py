"""Demo: Momentum in a narrow valley."""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Idle, Preset, Slider, Toggle
from course_utils.ml.optimization import momentum

CEILING, FLOOR = 1e4, 1e-8


@cache
def valley_map():
    """Return the coordinates (61,), (37,) and points (37, 61, 2) of the map."""
    x, y = np.linspace(-5, 5, 61), np.linspace(-3, 3, 37)
    return x, y, np.stack(np.meshgrid(x, y), axis=-1)


class HeavyBallInAValley(Demo):
    """Send a plain walk and a heavy ball down a narrow valley."""

    name = "Momentum in a narrow valley"
    look_for = "What happens to the zigzag, and which λ is too much?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("lam", "momentum λ", 0.0, 0.98, default=0.7, step=0.01),
        Slider("eta", "learning rate η", 0.005, 0.3, default=0.08, step=0.005),
        Slider("kappa", "condition number κ", 1, 50, default=20, step=1),
        Toggle("nesterov", "look ahead (Nesterov)"),
    )
    idle = (
        Idle(
            "nesterov", "without momentum there is no ahead", lambda v, r: v["lam"] == 0
        ),
    )
    presets = (
        Preset("no momentum", "λ = 0: the two walks are one", lam=0.0),
        Preset("the zigzag cancels", "kept steps add up along, not across", lam=0.7),
        Preset("too heavy", "λ = 0.95: swings through the minimum", lam=0.95),
        Preset(
            "past 2/κ",
            "the plain walk is thrown out, the heavy ball stays stable to 2(1 + λ)/κ",
            eta=0.15,
        ),
        Preset(
            "Nesterov", "looks ahead, and brakes in time", lam=0.95, nesterov=True,
            eta=0.03,
        ),
    )  # fmt: skip
    UPDATES = 80

    @staticmethod
    def compute(lam, eta, kappa, nesterov):
        hessian = np.array([1.0, kappa])
        paths = [
            momentum.heavy_ball(
                hessian.__mul__,
                (-4.0, 2.0),
                learning_rate=eta,
                momentum=value,
                updates=HeavyBallInAValley.UPDATES,
                nesterov=nesterov and value > 0,
            )[0]
            for value in (0.0, lam)
        ]
        loss = [0.5 * (path**2 @ hessian) for path in paths]
        return {
            "paths": np.clip(paths, -1e3, 1e3),
            "loss": np.clip(loss, FLOOR, CEILING),
            "surface": 0.5 * valley_map()[2] ** 2 @ hessian,
            "nesterov": nesterov,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.4, 1))
        left.set(xlim=(-5, 5), ylim=(-3, 3), xlabel="weight w₁", ylabel="weight w₂")
        left.set_title("The paths on the contour map")
        x, y, _ = valley_map()
        self.contours = MovingContours(
            left, x, y, np.geomspace(0.15, 200, 12), colors=style.BLUE, alpha=0.5
        )
        left.plot(0, 0, "*", color="k", ms=14)
        right.set(yscale="log", xlim=(0, self.UPDATES), ylim=(FLOOR / 3, CEILING * 3))
        right.set(xlabel="update", ylabel="loss (cut at 10⁻⁸, 10⁴)", title="Loss")
        self.lines = []
        for name, color, mark in (
            ("plain, λ = 0", style.GREY, "s-"),
            ("heavy ball", style.ORANGE, "o-"),
        ):
            self.lines += left.plot([], [], mark, color=color, ms=4, lw=1.3)
            self.lines += right.plot([], [], color=color, label=name)
        right.legend(loc="lower left")
        return [self.contours, *self.lines]

    def update(self, result):
        self.contours.set_values(result["surface"])
        for n in range(2):
            self.lines[2 * n].set_data(*result["paths"][n].T)
            self.lines[2 * n + 1].set_data(
                range(len(result["loss"][n])), result["loss"][n]
            )

    @staticmethod
    def headline(result):
        plain, ball = result["loss"][:, -1]
        updates = len(result["loss"][0]) - 1
        name = "ball that looks ahead" if result["nesterov"] else "heavy ball"
        if ball >= CEILING and plain >= CEILING:
            return "η is too large for both: they are thrown out"
        if ball >= CEILING:
            return f"In {updates} updates the {name} is thrown out, the plain walk not"
        if plain >= CEILING:
            return f"In {updates} updates the plain walk is thrown out, the {name} not"
        if abs(np.log(plain / ball)) < 1e-6:
            return "Both end at the same loss" + (
                ", 10⁻⁸ or less" if ball <= FLOOR else ""
            )
        least = "at least " if min(plain, ball) <= FLOOR else ""
        if ball < plain:
            return f"The {name} ends at a loss {least}{_times(plain / ball)} smaller"
        return f"The {name} ends at a loss {least}{_times(ball / plain)} larger"


def _times(ratio):
    return f"{ratio:.2f} times" if ratio < 10 else f"{float(f'{ratio:.2g}'):,.0f} times"
