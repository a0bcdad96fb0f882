"""Demo: Where the linear picture holds."""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.optimization import landscapes

FLAT = 0.05  # a slope too small to point anywhere
LARGEST = 1.5  # the largest radius
SCALES = (2, 3, 4, 6)  # of the right picture: the smallest that holds all radii


def ring(centre, radius, n=721):
    """Return n angles in radians (n,) and the points of a circle there (n, 2)."""
    angle = np.linspace(-np.pi, np.pi, n)
    return angle, centre + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def scale_around(centre):
    """Return the largest loss change / r to be drawn around a centre."""
    most = np.linalg.norm(landscapes.hills_gradient(centre))
    for radius in (LARGEST / 3, 2 * LARGEST / 3, LARGEST):
        _, circle = ring(centre, radius, n=91)
        change = landscapes.hills(circle) - landscapes.hills(centre)
        most = max(most, abs(change).max() / radius)
    return next(scale for scale in SCALES if scale > most)


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
        Slider("radius", "radius r", 0.02, LARGEST, default=0.6, step=0.02),
        Slider("x", "centre w₁", -2.0, 2.0, default=1.0, step=0.02),
        Slider("y", "centre w₂", -1.2, 1.2, default=0.7, step=0.02),
    )
    grips = (
        Grip("x", "y", label="the circle's centre"),
        Grip(
            at=lambda v, r: (v["x"] + v["radius"], v["y"]),
            take=lambda x, y, v: {"radius": np.hypot(x - v["x"], y - v["y"])},
            moves=("radius",),
            label="the circle's rim",
        ),
    )
    presets = (
        Preset("tiny circle", "r = 0.06: the two curves nearly agree", radius=0.06),
        Preset(
            "too trusting",
            "r = 1.4: −g promises a fall, and the loss rises",
            radius=1.4,
            x=-0.2,
            y=-0.3,
        ),
        Preset(
            "flat place", "no slope to speak of: curvature decides", x=-1.02, y=0.32
        ),
    )

    @staticmethod
    def compute(radius, x, y):
        centre = np.array([x, y])
        gradient = landscapes.hills_gradient(centre)
        angle, circle = ring(centre, radius)
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
            "scale": scale_around(centre),
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
        right.set(xlim=(-180, 180), ylim=(-1, 1), xticks=range(-180, 181, 90))
        right.set(yticks=[-1, -0.5, 0, 0.5, 1], yticklabels=[])
        right.set_xlabel("direction of the step (degrees)")
        right.set_ylabel("loss change / r", labelpad=30)
        self.ticks = [
            right.text(-190, y, "", ha="right", va="center") for y in right.get_yticks()
        ]
        (self.where,) = right.plot([], [], ":", color=style.PINK, lw=3)
        (self.true,) = right.plot([], [], color=style.BLUE, label="true surface")
        (self.linear,) = right.plot([], [], "--", color=style.ORANGE, label="linear")
        right.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        marks = [*self.ticks, self.circle, self.arrow, self.lowest]
        return [*marks, self.where, self.true, self.linear]

    def update(self, result):
        centre, angle = result["centre"], result["downhill"]
        radius = np.linalg.norm(result["circle"][0] - centre)
        tip = centre + radius * np.array([np.cos(angle), np.sin(angle)])
        sloped = result["slope"] > FLAT
        self.circle.set_data(*result["circle"].T)
        self.arrow.set_data(*np.stack([centre, tip], axis=1))
        self.where.set_data([np.degrees(angle)] * 2, [-1, 1])
        self.arrow.set_visible(sloped)
        self.where.set_visible(sloped)
        self.lowest.set_data(*result["lowest"][:, None])
        scale = result["scale"]
        self.true.set_data(result["angle"], result["true"] / scale)
        self.linear.set_data(result["angle"], result["linear"] / scale)
        for tick in self.ticks:
            tick.set_text(f"{scale * tick.get_position()[1]:g}".replace("-", "−"))

    @staticmethod
    def headline(result):
        if result["slope"] <= FLAT:
            return "No slope to speak of: the curvature decides where it is lowest"
        miss = abs((result["miss"] + 180) % 360 - 180)
        near = "close" if miss < 5 else "nearly" if miss < 20 else "far off"
        return f"−g misses the lowest place of the circle by {miss:.0f}°: {near}"
