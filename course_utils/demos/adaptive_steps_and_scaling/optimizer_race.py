"""Demo: The optimiser race."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import ellipse
from course_utils.experiments.optimizer_race import (
    RACERS,
    UPDATES,
    make_hessian,
    race,
    share_left,
)
from course_utils.live import Choice, Demo, Idle, Preset, Slider

COLORS = dict(
    zip(
        RACERS,
        ("black", style.GREY, style.ORANGE, style.YELLOW, style.PINK),
        strict=True,
    )
)
GAINS = (-2.0, 8.0)  # powers of ten that the bars can show
LEVELS = np.geomspace(0.1, 100, 7)  # the loss on the contours
OUTSIDE = 6.0  # a path this far out cannot be seen
TOGETHER = 1.01  # losses that differ by less than one per cent share the lead


@lru_cache(maxsize=256)
def contours(kappa, turn):
    """Return the ellipses (7, 90, 2) on which the loss is one of `LEVELS`."""
    spread = np.linalg.inv(make_hessian(kappa, turn))
    rings = [ellipse((0, 0), spread, radius=np.sqrt(2 * level)) for level in LEVELS]
    return np.array(rings)


def until_gone(path):
    """Return the path as far as it can be seen: to where it leaves for good."""
    inside = np.flatnonzero(np.abs(path).max(axis=1) <= OUTSIDE)
    return path[: inside[-1] + 2]


def joined(names):
    """Return "a", "a and b" or "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def says(share):
    """Return the share of the loss that is left in words."""
    return "less than 1e-8 of the loss" if share < 1e-8 else f"{share:.1g} of the loss"


class OptimizerRace(Demo):
    """Let five optimisers start together and race to the bottom of a bowl."""

    name = "The optimiser race"
    look_for = "One learning rate for all: whom does a narrow valley throw out?"
    figsize = (9.4, 4.3)
    controls = (
        Slider("update", "update t", 0, UPDATES, default=30, step=1, playable=True),
        Slider("kappa", "condition number κ", 1, 100, default=30, step=1),
        Slider("eta", "learning rate η", 0.01, 1.0, default=0.1, step=0.01),
        Slider("turn", "valley turned by (°)", 0, 45, default=0, step=5),
        Choice("which", "in the race", ("all", *RACERS), default="all"),
    )
    idle = (
        Idle("eta", "no step is taken yet", lambda v, r: v["update"] == 0),
        Idle(
            "turn",
            "κ = 1: a round valley has no direction",
            lambda v, r: v["kappa"] == 1,
        ),
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
            "plain descent is back, and in front from update 10 to 43",
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
        shares = share_left(hessian, np.array([paths[n][update] for n in RACERS]))
        names = list(RACERS) if which == "all" else [which]
        return {
            "names": names,
            "update": update,
            "paths": {n: until_gone(paths[n][: update + 1]) for n in RACERS},
            "shown": np.array([name in names for name in RACERS]),
            "shares": shares,
            "bars": np.clip(-np.log10(np.maximum(shares, 1e-300)), *GAINS),
            "contours": contours(kappa, turn),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.35, 1])
        (self.contours,) = left.plot([], [], color="#b8c4d0", lw=1.2)
        left.plot(0, 0, "*", color=style.GREEN, ms=22, mec="white")
        left.set(xlim=(-3, 3), ylim=(-2, 2), xlabel="weight w₁", ylabel="weight w₂")
        left.grid(False)
        self.paths, self.heads = [], []
        for name, color in COLORS.items():
            # Wide below: its first step is the one of "decayed", which lies on it.
            wide = 7 if name == "gradient descent" else 3
            self.paths += left.plot([], [], color=color, lw=wide)
            self.heads += left.plot([], [], "o", color=color, mec="white", ms=15)
        self.bars = right.barh(
            list(RACERS), np.zeros(len(RACERS)), color=list(COLORS.values())
        )
        right.axvline(0, color="black", lw=1)
        right.tick_params(axis="y", labelsize=12)
        right.set(xlim=GAINS, ylim=(len(RACERS) - 0.4, -0.6))
        right.set_xticks([-2, 0, 2, 4, 6, 8])
        right.set_xticklabels(["≥ 100", "1", "1/100", "10⁻⁴", "10⁻⁶", "≤ 10⁻⁸"])
        right.set(xlabel="share of the loss that is left")
        return [self.contours, *self.paths, *self.heads, *self.bars]

    def update(self, result):
        gap = np.full((len(LEVELS), 1, 2), np.nan)
        lines = np.concatenate([result["contours"], gap], axis=1)
        self.contours.set_data(*lines.reshape(-1, 2).T)
        for line, head, bar, path, gain, shown in zip(
            self.paths,
            self.heads,
            self.bars,
            result["paths"].values(),
            result["bars"],
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
        t, names = result["update"], result["names"]
        if t == 0:
            return "On the starting line"
        after = f"After {t} update" + "s" * (t > 1)
        shares = dict(zip(RACERS, result["shares"], strict=True))
        higher = [name for name in names if shares[name] > 1]
        if len(names) == 1:
            if higher:
                return f"{after} of {names[0]} the loss is higher than at the start"
            return f"{after} of {names[0]}, {says(shares[names[0]])} is left"
        least = min(shares.values())
        first = [n for n in names if shares[n] <= least * TOGETHER]
        leads = f"Update {t}: {joined(first)} lead" + "s" * (len(first) == 1)
        return leads + (f"; above the start: {joined(higher)}" if higher else "")
