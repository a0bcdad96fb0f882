"""Demo: A support vector machine."""

from functools import cache

import numpy as np

from course_utils.data.points import make_toy
from course_utils.draw import style
from course_utils.draw.classes import class_look, pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Idle, Preset, Slider

CLOUDS = {
    "XOR": {"noise": 0.35},
    "circles": {"noise": 0.12},
    "two moons": {"noise": 0.2},
}
SIDE = np.linspace(-2.4, 2.4, 45)


@cache
def cloud(kind):
    """Return 120 points to learn from and 400 unseen ones, with their labels."""
    options = CLOUDS[kind]
    shift = np.array([0.5, 0.25]) if kind == "two moons" else 0.0
    (seen, labels), (unseen, truth) = (
        make_toy(kind, n, seed=seed, **options) for n, seed in ((120, 1), (400, 2))
    )
    return seen - shift, labels, unseen - shift, truth


class KernelMachine(Demo):
    """Train a support vector machine with a kernel and see its boundary and margins."""

    name = "A support vector machine"
    look_for = "Which points hold the boundary, and what does a narrow kernel do?"
    figsize = (8.4, 4.6)
    controls = (
        Choice("kind", "points", tuple(CLOUDS), "XOR"),
        Choice("kernel", "kernel", ("linear", "Gaussian"), "Gaussian"),
        Slider("gamma", "narrowness γ", 0.1, 100.0, 1.0, 0.1, log=True),
        Slider("C", "price C of crossing", 0.1, 100.0, 1.0, 0.25, log=True),
    )
    idle = (
        Idle(
            "gamma", "the linear kernel has no γ", lambda v, r: v["kernel"] == "linear"
        ),
    )
    presets = (
        Preset(
            "a line",
            "the linear kernel: three in ten are wrong",
            kernel="linear",
            kind="XOR",
            C=1.0,
        ),
        Preset(
            "Gaussian kernel",
            "a bent boundary: all 120 are right",
            gamma=1,
            kind="XOR",
            kernel="Gaussian",
            C=1.0,
        ),
        Preset(
            "too narrow", "γ = 100: all learned by heart, more unseen wrong", gamma=100
        ),
        Preset("circles", "the same kernel, another shape", kind="circles", gamma=1),
    )

    @staticmethod
    def compute(kind, kernel, gamma, C):
        from sklearn.svm import SVC

        seen, labels, unseen, truth = cloud(kind)
        name = "rbf" if kernel == "Gaussian" else "linear"
        machine = SVC(kernel=name, gamma=gamma, C=C).fit(seen, labels)
        plane = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
        score = machine.decision_function(plane).reshape(len(SIDE), len(SIDE))
        return {
            "score": score,
            "seen": seen,
            "labels": labels,
            "support": seen[machine.support_],
            "unseen": int((machine.predict(unseen) == truth).sum()),
            "trained": int((machine.predict(seen) == labels).sum()),
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=SIDE[[0, -1]], ylim=SIDE[[0, -1]], aspect="equal")
        ax.set(xlabel="x₁", ylabel="x₂")
        ax.grid(False)
        orange, blue = class_look(2)[0]
        self.sides = [
            MovingContours(
                ax, SIDE, SIDE, levels, filled=True, colors=[pale(color)], zorder=1
            )
            for levels, color in (((-1e9, 0), orange), ((0, 1e9), blue))
        ]
        self.margin = MovingContours(
            ax,
            SIDE,
            SIDE,
            [-1, 1],
            colors=[style.GREY],
            linewidths=2,
            linestyles="dashed",
            zorder=2,
        )
        self.edge = MovingContours(
            ax, SIDE, SIDE, [0], colors=["black"], linewidths=5, zorder=2
        )
        colors, marks = class_look(2)
        (self.support,) = ax.plot(
            [], [], "o", mfc="none", mec="black", ms=13, mew=1.5, zorder=3
        )
        self.crowds = [
            ax.plot([], [], marks[k], color=colors[k], mec="white", ms=8, zorder=4)[0]
            for k in (0, 1)
        ]
        ax.plot([], [], color="black", lw=5, label="boundary")
        ax.plot([], [], "--", color=style.GREY, lw=2, label="margins")
        ax.plot([], [], "o", mfc="none", mec="black", ms=13, label="support vectors")
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), fontsize=12)
        return [*self.sides, self.margin, self.edge, self.support, *self.crowds]

    def update(self, result):
        for layer in (*self.sides, self.margin, self.edge):
            layer.set_values(result["score"])
        self.support.set_data(*result["support"].T)
        for k, marks in enumerate(self.crowds):
            marks.set_data(*result["seen"][result["labels"] == k].T)

    @staticmethod
    def headline(result):
        return (
            f"{result['trained']} of 120 right, of unseen points {result['unseen']} of "
            f"400; {len(result['support'])} support vectors"
        )
