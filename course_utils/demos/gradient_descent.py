"""Sliders for gradient descent: step size, start, curvature, and the Taylor circle."""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Preset, Slider
from course_utils.ml import landscapes
from course_utils.ml.descent import descend, descend_until, largest_stable_rate

CEILING = 1e6  # where a diverging loss is cut off, so that it stays drawable
FLOOR = 1e-8
FLAT = 0.05  # a slope too small to point anywhere


def shown(loss):
    """Return `loss` within what a logarithmic axis shows."""
    return np.clip(np.nan_to_num(loss, nan=CEILING, posinf=CEILING), FLOOR, CEILING)


def loss_axes(ax, steps):
    """Prepare the axes on which the loss falls, or rises, with the updates."""
    ax.set(yscale="log", xlim=(-0.5, steps + 0.5), ylim=(FLOOR / 3, CEILING * 3))
    ax.set(
        xlabel="update",
        ylabel="loss (cut at 10⁻⁸ and 10⁶)",
        title="Loss at each update",
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
    presets = (
        Preset("too small", "η = 0.04: thirty updates and still far away", eta=0.04),
        Preset("right", "η = 0.6: each update removes 60 % of the distance", eta=0.6),
        Preset("one jump", "η = 1/L: the first step lands on the minimum", eta=1.0),
        Preset("large", "1/L < η < 2/L: crosses the minimum, yet arrives", eta=1.7),
        Preset("too large", "η > 2/L: every step lands further away", eta=2.1),
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
            return f"η > 2/L: each step lands {abs(factor):.3g} times as far away"
        if abs(factor) < 1e-9:
            return "η = 1/L: one step and it has arrived"
        if factor < 0:
            return f"Jumps across, and {-factor:.3g} of the distance is left each time"
        return f"Same side all the way, {factor:.3g} of the distance left each time"


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
    presets = (
        Preset("round bowl", "κ = 1: the path runs straight home", kappa=1.0, eta=0.5),
        Preset("small step", "η = 0.05: safe across, slow along", eta=0.05),
        Preset("zigzag", "η just under 2/κ: jumps from wall to wall", eta=0.24),
        Preset("diverges", "η > 2/κ: the steep direction throws it out", eta=0.26),
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
        return f"After {Valley.STEPS} updates {share} of the way is left"


@cache
def hills_grid():
    """Return coordinates (N,), (M,) and the heights (M, N) of the hills."""
    x, y = np.linspace(-3.6, 3.6, 121), np.linspace(-2.8, 2.8, 97)
    return x, y, landscapes.hills(np.stack(np.meshgrid(x, y), axis=-1))


class TaylorCircle(Demo):
    """Compare the true surface with its linear picture on a small circle."""

    name = "Where the linear picture holds"
    look_for = "How small must the circle be before −g points to its lowest place?"
    figsize = (9.4, 3.7)
    controls = (
        Slider("radius", "radius r", 0.02, 1.5, default=0.6, step=0.02),
        Slider("x", "centre w₁", -2.0, 2.0, default=1.0, step=0.02),
        Slider("y", "centre w₂", -1.2, 1.2, default=0.7, step=0.02),
    )
    presets = (
        Preset("tiny circle", "r = 0.06: the two curves nearly agree", radius=0.06),
        Preset("too trusting", "r = 1.4: the linear promise is not kept", radius=1.4),
        Preset(
            "flat place", "no slope to speak of: curvature decides", x=-1.02, y=0.32
        ),
    )

    @staticmethod
    def compute(radius, x, y):
        centre = np.array([x, y])
        gradient = landscapes.hills_gradient(centre)
        angle = np.linspace(-np.pi, np.pi, 181)
        circle = centre + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        true = landscapes.hills(circle) - landscapes.hills(centre)
        linear = (circle - centre) @ gradient
        length = np.linalg.norm(gradient)
        return {
            "centre": centre,
            "angle": np.degrees(angle),
            "circle": circle,
            "true": true / radius,
            "linear": linear / radius,
            "downhill": np.arctan2(*-gradient[::-1]),
            "slope": length,
            "lowest": circle[true.argmin()],
            "miss": np.degrees(angle[true.argmin()] - np.arctan2(*-gradient[::-1])),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.2, 1))
        x, y, heights = hills_grid()
        left.contourf(x, y, heights, 24, cmap="cividis", alpha=0.75)
        left.set(xlim=(-3.6, 3.6), ylim=(-2.8, 2.8), aspect="equal")
        left.set(title="The circle on the map", xlabel="weight w₁", ylabel="weight w₂")
        (self.circle,) = left.plot([], [], color="w", lw=2.5)
        (self.arrow,) = left.plot([], [], color=style.PINK, lw=3)
        self.arrow.set_label("direction of −g")
        (self.lowest,) = left.plot([], [], "o", color="w", mec="k", ms=6)
        self.lowest.set_label("lowest on the circle")
        left.legend(loc="lower left", handlelength=1.2)
        right.set(xlim=(-180, 180), ylim=(-6, 6), xticks=range(-180, 181, 90))
        right.set(xlabel="direction of the step (degrees)", ylabel="loss change / r")
        (self.where,) = right.plot([], [], ":", color=style.PINK, lw=3)
        (self.true,) = right.plot([], [], color=style.BLUE, label="true surface")
        (self.linear,) = right.plot([], [], "--", color=style.ORANGE, label="linear")
        right.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        marks = [self.circle, self.arrow, self.lowest]
        return [*marks, self.where, self.true, self.linear]

    def update(self, result):
        centre, angle = result["centre"], result["downhill"]
        radius = np.linalg.norm(result["circle"][0] - centre)
        tip = centre + radius * np.array([np.cos(angle), np.sin(angle)])
        sloped = result["slope"] > FLAT
        self.circle.set_data(*result["circle"].T)
        self.arrow.set_data(*np.stack([centre, tip], axis=1))
        self.where.set_data([np.degrees(angle)] * 2, [-6, 6])
        self.arrow.set_visible(sloped)
        self.where.set_visible(sloped)
        self.lowest.set_data(*result["lowest"][:, None])
        self.true.set_data(result["angle"], result["true"])
        self.linear.set_data(result["angle"], result["linear"])

    @staticmethod
    def headline(result):
        if result["slope"] <= FLAT:
            return "No slope to speak of: the curvature decides where it is lowest"
        miss = abs((result["miss"] + 180) % 360 - 180)
        trust = (
            "trust it" if miss < 5 else "nearly" if miss < 20 else "too far to trust"
        )
        return f"−g misses the lowest place of the circle by {miss:.0f}°: {trust}"


class RoadWithTraps(Demo):
    """Start anywhere on a road with a plateau and a trap; see where descent stops."""

    name = "Where descent stops"
    look_for = "Which starts reach the deep valley, and what stops the others?"
    controls = (
        Slider("start", "start w⁰", -7.0, 6.0, default=-3.0, step=0.1),
        Slider("eta", "learning rate η", 0.02, 0.6, default=0.1, step=0.02),
        Slider("log_tolerance", "stop when |g| < 10 to the", -6, -1, -3, step=1),
    )
    presets = (
        Preset("plateau", "so flat that the stopping rule fires at once", start=-6.5),
        Preset("local minimum", "a shallow trap on the way", start=-1.5),
        Preset("global minimum", "started in the right basin", start=5.5),
        Preset(
            "never settles", "the trap is too narrow for this η", start=-1.5, eta=0.56
        ),
    )

    PLACES = ((0.51, "in the local minimum"), (4.0, "in the deepest valley"))

    @staticmethod
    def compute(start, eta, log_tolerance):
        path, reason = descend_until(
            landscapes.road_slope, start, eta, tolerance=10.0**log_tolerance, most=500
        )
        return {
            "path": path,
            "height": landscapes.road(path),
            "slope": abs(landscapes.road_slope(path)),
            "reason": reason,
            "tolerance": 10.0**log_tolerance,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.4, 1))
        x = np.linspace(-8, 7, 400)
        left.plot(x, landscapes.road(x), color=style.BLUE)
        left.set(xlim=(-8, 7), ylim=(-2.4, 3.6), xlabel="weight w", ylabel="loss")
        left.set_title("Plateau, trap and valley")
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, ms=5, lw=1)
        (self.end,) = left.plot([], [], "*", color="k", ms=15)
        right.set_xscale("symlog", linthresh=20)
        right.set(yscale="log", ylim=(1e-7, 10), xlim=(-1, 600))
        right.set_xticks([0, 10, 20, 100, 500], [0, 10, 20, 100, 500])
        right.set(xlabel="update", ylabel="|gradient|", title="Size of the gradient")
        (self.slope,) = right.plot([], [], "o-", color=style.PINK, ms=4, lw=1.5)
        self.rule = right.axhline(1, color=style.GREY, ls="--", label="stop below")
        right.legend(loc="lower left")
        return [self.path, self.end, self.slope, self.rule]

    def update(self, result):
        self.path.set_data(result["path"], result["height"])
        self.end.set_data(result["path"][-1:], result["height"][-1:])
        self.slope.set_data(range(len(result["slope"])), result["slope"])
        self.rule.set_ydata([result["tolerance"]] * 2)

    @staticmethod
    def headline(result):
        end, updates = float(result["path"][-1]), len(result["path"]) - 1
        if result["reason"] == "out of steps":
            return f"Still moving after {updates} updates"
        for place, name in RoadWithTraps.PLACES:
            if abs(end - place) < 0.3:
                return f"Stopped {name} after {updates} updates"
        if end < -2.5:
            return f"Stopped on the plateau after {updates} updates: no minimum at all"
        return f"Stopped on the hilltop after {updates} updates: a maximum!"


def four_rates():
    """Return the learning rates of the curves A to D (a puzzle: look later)."""
    return {"A": 1.5, "B": 0.02, "C": 0.3, "D": 2.02}
