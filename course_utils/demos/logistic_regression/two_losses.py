"""Demo: Cross-entropy and squared error, side by side."""

from functools import lru_cache

import numpy as np

from course_utils.demos.logistic_regression.tumour_losses import (
    CROSS_ENTROPY_LEVELS,
    best_fit,
    losses_at,
    show_surface,
    tumours,
)
from course_utils.draw import style
from course_utils.live import Demo, Grip, Idle, Preset, Slider
from course_utils.ml.classification import logistic

SQUARED_ERROR_LEVELS = np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
UPDATES = 200
EDGE = 22  # of both maps: no path leaves them


@lru_cache(maxsize=512)
def two_paths(w, b, learning_rate):
    """Return the paths (UPDATES + 1, 2) of descent on both losses from `w`, `b`."""
    x, targets = tumours()
    paths = []
    for loss in ("cross-entropy", "squared error"):
        _, slope = logistic.LOSSES[loss]
        here, path = (np.array([w]), b), []
        for _ in range(UPDATES + 1):
            path.append((here[0][0], here[1]))
            slope_w, slope_b = slope(*here, x[:, None], targets)
            here = here[0] - learning_rate * slope_w, here[1] - learning_rate * slope_b
        paths.append(np.array(path))
    return paths


class TwoLosses(Demo):
    """Start two descents at the same wrong place, one on each loss."""

    name = "Cross-entropy and squared error, side by side"
    look_for = "Start far away, where everything is wrong: which loss shows the way?"
    figsize = (9.4, 4.6)
    controls = (
        Slider("w", "start w", -12.0, 12.0, -10.0, 0.5),
        Slider("b", "start b", -14.0, 14.0, 4.0, 0.5),
        Slider("eta", "learning rate η", 0.3, 30.0, 3.0, 0.1, log=True),
        Slider("updates", "updates", 0, UPDATES, 100, 1, playable=True),
    )
    grips = (
        Grip("w", "b", label="the start"),
        Grip("w", "b", axes=1, label="the start"),
    )
    idle = (Idle("eta", "no step is taken yet", lambda v, r: v["updates"] == 0),)
    presets = (
        Preset(
            "far and wrong",
            "cross-entropy arrives, squared error has hardly moved",
            w=-10,
            b=4,
            eta=3,
            updates=100,
        ),
        Preset(
            "near",
            "close to the answer both losses show the way",
            w=-1,
            b=1,
            eta=3,
            updates=200,
        ),
        Preset(
            "ten times the step",
            "squared error arrives at last; cross-entropy now jumps to and fro",
            w=-10,
            b=4,
            eta=30,
            updates=200,
        ),
        Preset(
            "the other plateau",
            "all called benign: here even ten times the step hardly helps",
            w=2,
            b=-14,
            eta=30,
            updates=200,
        ),
    )

    @staticmethod
    def compute(w, b, eta, updates):
        x, targets = tumours()
        paths = [path[: updates + 1] for path in two_paths(w, b, eta)]
        slopes = [
            np.linalg.norm(np.hstack(slope(np.array([w]), b, x[:, None], targets)))
            for _, slope in logistic.LOSSES.values()
        ]
        goals = np.array([best_fit(loss) for loss in logistic.LOSSES])
        return {
            "paths": paths,
            "slopes": np.array(slopes),
            "left": np.hypot(*(np.array([path[-1] for path in paths]) - goals).T),
            "moved": np.array([np.hypot(*(path[-1] - path[0])) for path in paths]),
            "updates": updates,
        }

    def draw(self, figure, values):
        w = b = np.linspace(-EDGE, EDGE, 91)
        surfaces = zip(
            figure.subplots(1, 2, sharey=True),
            losses_at(w, b),
            (CROSS_ENTROPY_LEVELS, SQUARED_ERROR_LEVELS),
            ("cross-entropy", "squared error"),
            strict=True,
        )
        self.paths, self.ends, self.labels = [], [], []
        for ax, surface, levels, name in surfaces:
            show_surface(ax, w, b, surface, levels)
            ax.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE))
            ax.set_title(f"{name} (★ least)", fontsize=16)
            ax.label_outer()
            ax.plot(*best_fit(name), "*", color="white", ms=24, mec="black")
            self.paths += ax.plot([], [], "-", color=style.ORANGE, lw=5)
            self.paths += ax.plot([], [], "o", color="white", mec="black", ms=13, mew=2)
            self.ends += ax.plot([], [], "o", color=style.ORANGE, ms=15, mec="white")
        return [*self.paths, *self.ends]

    def update(self, result):
        for k, path in enumerate(result["paths"]):
            self.paths[2 * k].set_data(*path.T)
            self.paths[2 * k + 1].set_data(*path[:1].T)
            self.ends[k].set_data(*path[-1:].T)

    @staticmethod
    def headline(result):
        far = [f"{distance:.1f}" for distance in result["left"]]
        return (
            f"After {result['updates']} updates cross-entropy is {far[0]} from its ★, "
            f"squared error {far[1]} from its own"
        )
