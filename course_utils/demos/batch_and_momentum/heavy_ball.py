"""Demo: The heavy ball."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Idle, Preset, Slider, Toggle
from course_utils.ml.optimization import landscapes, momentum

UPDATES, AFTERWARDS = 150, 150  # in view, and after that to see whether it rests
NEAR = 0.1  # a ball that stays as near as this rests


@lru_cache(maxsize=256)
def whole_roll(lam, eta, start, nesterov):
    """Return positions and steps (301,) of the ball, held within ±1000."""
    path, steps = momentum.heavy_ball(
        landscapes.road_slope,
        start,
        learning_rate=eta,
        momentum=lam,
        updates=UPDATES + AFTERWARDS,
        nesterov=nesterov,
    )
    return np.clip(path, -1e3, 1e3), steps


class HeavyBall(Demo):
    """Roll a ball over a road with a trap, or let it walk without momentum."""

    name = "The heavy ball"
    look_for = (
        "With which λ does the ball roll through the trap and stay in the valley?"
    )
    figsize = (9.4, 3.9)
    controls = (
        Slider("lam", "momentum λ", 0.0, 0.98, default=0.9, step=0.01),
        Slider("eta", "learning rate η", 0.01, 0.3, default=0.08, step=0.01),
        Slider("start", "start w⁰", -4.0, 6.0, default=-2.5, step=0.1),
        Slider("t", "update in view t", 0, 150, default=6, step=1, playable=True),
        Toggle("nesterov", "look ahead (Nesterov)"),
    )
    grips = (
        Grip("start", at=lambda v, r: (v["start"], r["height"][0]), label="the start"),
    )
    idle = (
        Idle(
            "nesterov", "without momentum there is no ahead", lambda v, r: v["lam"] == 0
        ),
    )
    presets = (
        Preset("no momentum", "λ = 0: caught in the first trap", lam=0.0, t=150),
        Preset("uphill", "the kept step is stronger than the push of the slope", t=11),
        Preset("rolls through", "λ = 0.9: comes to rest in the deep valley", t=150),
        Preset("too light", "λ = 0.8: does not get over the hump", lam=0.8, t=150),
        Preset("too heavy", "λ = 0.97: rolls out of the valley, too", lam=0.97, t=80),
    )

    @staticmethod
    def compute(lam, eta, start, t, nesterov):
        path, steps = whole_roll(lam, eta, start, nesterov)
        carried = lam * steps[t]
        felt = path[t] + carried if nesterov else path[t]
        push = -eta * landscapes.road_slope(felt)
        return {
            "path": path[: t + 1],
            "height": landscapes.road(path[: t + 1]),
            "carried": carried,
            "push": push,
            "slope": float(landscapes.road_slope(path[t])),
            "later": path[t : t + AFTERWARDS],
            "t": t,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        x = np.linspace(-8, 12, 500)
        left.plot(x, landscapes.road(x), color=style.BLUE)
        left.set(xlim=(-5, 8), ylim=(-2.6, 4.2), xlabel="weight w", ylabel="loss")
        left.set_title("The road")
        (self.path,) = left.plot([], [], "-", color=style.ORANGE, lw=1)
        (self.ball,) = left.plot([], [], "o", color=style.ORANGE, mec="k", ms=13)
        (self.dots,) = left.plot([], [], ".", color=style.ORANGE, ms=6)
        names = (
            "−ηg: push of\nthe slope",
            "λm: kept from\nthe last step",
            "their sum:\nnext step",
        )
        colors = (style.PINK, style.GREY, style.ORANGE)
        self.bars = right.barh(range(3), [0, 0, 0], color=colors, height=0.6)
        right.set(xlim=(-0.55, 0.55), ylim=(2.6, -0.6), yticks=range(3))
        right.set_yticklabels(names)
        right.axvline(0, color="k", lw=1)
        right.set(xlabel="← step to the left    to the right →")
        right.set_title("What makes the next step")
        return [self.path, self.dots, self.ball, *self.bars]

    def update(self, result):
        self.path.set_data(result["path"], result["height"])
        self.dots.set_data(result["path"], result["height"])
        self.ball.set_data(result["path"][-1:], result["height"][-1:])
        parts = (result["push"], result["carried"], result["push"] + result["carried"])
        for bar, length in zip(self.bars, parts, strict=True):
            bar.set_width(np.clip(length, -0.55, 0.55))

    @staticmethod
    def headline(result):
        t, where = result["t"], float(result["path"][-1])
        step, after = float(result["carried"] + result["push"]), f"After {result['t']}"
        after += f" update{'s' * (t != 1)}"
        if not -5 < where < 8:
            return f"{after} the ball is outside the picture"
        if abs(result["later"] - where).max() < NEAR:
            if abs(where - 0.5) < 2 * NEAR:
                return f"{after} it rests in the shallow trap"
            if abs(where - 4) < 2 * NEAR:
                return f"{after} it rests in the deep valley"
            return f"{after} it hardly moves: the slope here is {result['slope']:.4f}"
        if abs(step) < 0.005:
            return f"{after} it stands still for a moment, at a slope of " + (
                f"{result['slope']:.2f}"
            )
        side = "right" if step > 0 else "left"
        uphill = ", uphill" if step * result["slope"] > 0 else ""
        return f"{after} the ball moves on by {abs(step):.2f} to the {side}{uphill}"
