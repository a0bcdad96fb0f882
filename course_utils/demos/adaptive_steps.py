"""Give each weight a step of its own: the best step, and optimisers in a race."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml import optimizers


class BestStep(Demo):
    """Compare the best step on your parabola with that on a fixed one."""

    name = "The best step on a parabola"
    look_for = "Can the gradient be larger here, and the best step shorter?"
    figsize = (9.2, 3.8)
    controls = (
        Slider("curvature", "second derivative", 0.5, 8.0, default=4.0, step=0.1),
        Slider("distance", "distance to the minimum", 0.2, 3.0, default=1.0, step=0.1),
    )
    presets = (
        Preset(
            "larger gradient, shorter step",
            "twice the gradient of the grey one, but half the way to go",
            curvature=4.0,
            distance=1.0,
        ),
        Preset(
            "the same parabola",
            "on one curve, larger gradient = longer way",
            curvature=1.0,
            distance=3.0,
        ),
        Preset(
            "flat and far",
            "a small gradient, and a long way to go",
            curvature=0.5,
            distance=3.0,
        ),
    )

    @staticmethod
    def compute(curvature, distance):
        slope = curvature * distance
        return {
            "distance": distance,
            "height": curvature * distance**2 / 2,
            "curve": curvature * np.linspace(-4, 4, 161) ** 2 / 2,
            "slope": slope,
            "curvature": curvature,
            "best": abs(slope) / curvature,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.3, 1])
        grid = np.linspace(-4, 4, 161)
        left.plot(grid, grid**2 / 2, color=style.GREY)
        left.plot([2], [2], "o", color=style.GREY, ms=12)
        left.annotate(
            "",
            (0, -0.35),
            (2, -0.35),
            arrowprops={"arrowstyle": "-|>", "color": style.GREY, "lw": 3},
        )
        (self.curve,) = left.plot(grid, grid, color=style.ORANGE, lw=3)
        (self.point,) = left.plot([], [], "o", color=style.ORANGE, ms=16)
        (self.step,) = left.plot(
            [], [], "-<", color=style.ORANGE, lw=4, ms=12, markevery=[0]
        )
        left.set(xlim=(-3.4, 3.4), ylim=(-1.4, 7), xlabel="weight", ylabel="loss")
        left.set_title("grey: the same for every setting")
        names = ("|gradient|", "second\nderivative", "best step:\ntheir ratio")
        places = np.arange(3)
        right.barh(places + 0.2, [2, 1, 2], height=0.34, color=style.GREY)
        self.bars = right.barh(places - 0.2, [0, 0, 0], height=0.34, color=style.ORANGE)
        right.set(xlim=(0, 12), yticks=places, ylim=(2.6, -0.6), xlabel="size")
        right.set_yticklabels(names)
        return [self.curve, self.step, self.point, *self.bars]

    def update(self, result):
        self.curve.set_ydata(result["curve"])
        self.point.set_data([result["distance"]], [result["height"]])
        self.step.set_data([0, result["best"]], [-0.85, -0.85])
        lengths = (result["slope"], result["curvature"], result["best"])
        for bar, length in zip(self.bars, lengths, strict=True):
            bar.set_width(min(length, 12))

    @staticmethod
    def headline(result):
        slope, best = result["slope"] / 2, result["best"] / 2
        return (
            f"{slope:.2g} times the grey gradient, {best:.2g} times the grey best step"
        )


RACERS = {
    "gradient descent": optimizers.GradientDescent,
    "decayed η/√(t+1)": lambda eta: optimizers.GradientDescent(
        optimizers.inverse_root(eta)
    ),
    "Adagrad": optimizers.Adagrad,
    "RMSProp": lambda eta: optimizers.RMSProp(eta, decay=0.9),
    "Adam": optimizers.Adam,
}
COLORS = dict(
    zip(
        RACERS,
        ("black", style.GREY, style.ORANGE, style.YELLOW, style.PINK),
        strict=True,
    )
)
START = (-2.4, 1.6)
UPDATES = 100
FAR = 1e3  # where a path that runs away is cut
GAINS = (-2.0, 8.0)  # powers of ten that the bars can show


def make_hessian(kappa, turn):
    """Return the second derivatives (2, 2) of a bowl: 1 and κ, turned by degrees."""
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turned @ np.diag([1.0, kappa]) @ turned.T


def height(hessian, points):
    """Return the loss ½ wᵀHw at points (..., 2)."""
    return np.einsum("...i,ij,...j->...", points, hessian, points) / 2


@lru_cache(maxsize=512)
def race(kappa, eta, turn):
    """Return the path (101, 2) of every racer, cut at ±1000, by name.

    The fastest flight, 99 times as far at each update, ends at 10²⁰⁰: no overflow.
    """
    slope = make_hessian(kappa, turn).dot
    return {
        name: np.clip(optimizers.walk(make(eta), slope, START, UPDATES), -FAR, FAR)
        for name, make in RACERS.items()
    }


@lru_cache(maxsize=256)
def surface(kappa, turn):
    """Return the loss on a grid (33, 49) for the contours."""
    x, y = np.linspace(-3, 3, 49), np.linspace(-2, 2, 33)
    return height(make_hessian(kappa, turn), np.stack(np.meshgrid(x, y), axis=-1))


def until_gone(path):
    """Return the path held where it first leaves the picture."""
    gone = np.abs(path).max(axis=1) > 6
    return path[np.minimum(np.arange(len(path)), gone.argmax())] if gone.any() else path


class OptimizerRace(Demo):
    """Let five optimisers start together and race to the bottom of a bowl."""

    name = "The optimiser race"
    look_for = "One learning rate for all: whom does a narrow valley throw out?"
    figsize = (9.4, 4.3)
    controls = (
        Slider("update", "update t", 0, UPDATES, default=30, step=1),
        Slider("kappa", "condition number κ", 1, 100, default=30, step=1),
        Slider("eta", "learning rate η", 0.01, 1.0, default=0.1, step=0.01),
        Slider("turn", "valley turned by (°)", 0, 45, default=0, step=5),
        Choice("which", "in the race", ("all", *RACERS), default="all"),
    )
    presets = (
        Preset(
            "wide valley",
            "κ = 5: plain descent is fine",
            kappa=5,
            update=60,
            eta=0.1,
            turn=0,
            which="all",
        ),
        Preset(
            "narrow valley",
            "κ = 30, same η > 2/κ: plain descent is thrown out",
            update=30,
            kappa=30,
            eta=0.1,
            turn=0,
            which="all",
        ),
        Preset(
            "a smaller η",
            "plain descent is back, and for twenty updates in front",
            eta=0.06,
            update=20,
            kappa=30,
            turn=0,
            which="all",
        ),
        Preset(
            "a larger η",
            "Adagrad's steps shrink by themselves; RMSProp forgets, and keeps jumping",
            eta=0.5,
            update=100,
            kappa=30,
            turn=0,
            which="all",
        ),
        Preset(
            "only Adagrad",
            "move κ: the bowl changes, the path does not",
            kappa=1,
            eta=0.5,
            which="Adagrad",
            update=60,
            turn=0,
        ),
        Preset(
            "valley turned",
            "turned by 30°: the axes no longer fit, and Adagrad notices κ",
            eta=0.5,
            turn=30,
            which="Adagrad",
            update=60,
            kappa=30,
        ),
    )
    telling = ("update", "which")

    @staticmethod
    def compute(update, kappa, eta, turn, which):
        paths = race(kappa, eta, turn)
        hessian = make_hessian(kappa, turn)
        start = height(hessian, np.array(START))
        loss = {n: max(height(hessian, p[update]), 1e-300) for n, p in paths.items()}
        gains = np.array([np.log10(start / loss[name]) for name in RACERS])
        names = list(RACERS) if which == "all" else [which]
        return {
            "names": names,
            "update": update,
            "paths": np.array([until_gone(paths[n][: update + 1]) for n in RACERS]),
            "shown": np.array([name in names for name in RACERS]),
            "gains": np.clip(gains, *GAINS),
            "surface": surface(kappa, turn),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.35, 1])
        x, y = np.linspace(-3, 3, 49), np.linspace(-2, 2, 33)
        self.contours = MovingContours(
            left, x, y, np.geomspace(0.1, 100, 7), colors="#b8c4d0"
        )
        left.plot(0, 0, "*", color=style.GREEN, ms=22, mec="white")
        left.set(xlim=(-3, 3), ylim=(-2, 2), xlabel="weight w₁", ylabel="weight w₂")
        left.grid(False)
        self.paths, self.heads = [], []
        for color in COLORS.values():
            self.paths += left.plot([], [], color=color, lw=3)
            self.heads += left.plot([], [], "o", color=color, mec="white", ms=15)
        self.bars = right.barh(
            list(RACERS), np.zeros(len(RACERS)), color=list(COLORS.values())
        )
        right.axvline(0, color="black", lw=1)
        right.tick_params(axis="y", labelsize=12)
        right.set(xlim=GAINS, ylim=(len(RACERS) - 0.4, -0.6))
        right.set_xticks([-2, 0, 2, 4, 6, 8])
        right.set_xticklabels(["×100", "1", "1/100", "10⁻⁴", "10⁻⁶", "10⁻⁸"])
        right.set(xlabel="loss left (longer bar is better)")
        return [self.contours, *self.paths, *self.heads, *self.bars]

    def update(self, result):
        self.contours.set_values(result["surface"])
        for line, head, bar, path, gain, shown in zip(
            self.paths,
            self.heads,
            self.bars,
            result["paths"],
            result["gains"],
            result["shown"],
            strict=True,
        ):
            line.set_data(*path.T)
            head.set_data(*path[-1:].T)
            bar.set_width(gain)
            for artist in (line, head, bar):
                artist.set_visible(bool(shown))

    @staticmethod
    def headline(result):
        gains = dict(zip(RACERS, result["gains"], strict=True))
        shown = {name: gains[name] for name in result["names"]}
        out = [name for name, gain in shown.items() if gain <= GAINS[0]]
        t = result["update"]
        if t == 0:
            return "On the starting line"
        if len(shown) == 1:
            ((name, gain),) = shown.items()
            if out:
                return f"After {t} updates {name} has left the picture"
            return f"After {t} updates of {name}, {10**-gain:.1g} of the loss is left"
        leader = max(shown, key=shown.get)
        if out:
            return f"Update {t}: {leader} leads, and {out[0]} was thrown out"
        return f"Update {t}: {leader} leads"
