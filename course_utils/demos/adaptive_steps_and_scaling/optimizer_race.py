"""Demo: The optimiser race."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.experiments.optimizer_race import (
    RACERS,
    START,
    UPDATES,
    height,
    make_hessian,
    race,
)
from course_utils.live import Choice, Demo, Preset, Slider

COLORS = dict(
    zip(
        RACERS,
        ("black", style.GREY, style.ORANGE, style.YELLOW, style.PINK),
        strict=True,
    )
)
GAINS = (-2.0, 8.0)  # powers of ten that the bars can show


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
