"""Demo: The boundary between two Gaussian classes."""

from functools import cache

import numpy as np

from course_utils.data.points import NORMAL, WATER, make_gaussian
from course_utils.demos.generative_classification.dots import dots
from course_utils.draw.classes import SURENESS, class_look, ellipse
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.classification import gaussian

SHAPES = {
    "as in the lecture": (NORMAL.covariance, WATER.covariance),
    "equal": (((700, 350), (350, 700)), ((700, 350), (350, 700))),
    "small inside large": (((150, 0), (0, 150)), ((1200, 0), (0, 1200))),
    "crossed": (((900, 800), (800, 900)), ((900, -800), (-800, 900))),
}
AXIS = np.linspace(-40, 180, 56)
GRID = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
SHARE = WATER.count / (WATER.count + NORMAL.count)  # of water among the points
BULGE = 2.0  # a boundary that bends less looks straight (the picture is 220 wide)
BANDS = np.array([0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.98, 1])


@cache
def _crowds(shapes):
    """Return the two classes' points around zero: label 0 (61, 2), label 1 (79, 2)."""
    normal, water = SHAPES[shapes]
    return (
        make_gaussian((0, 0), normal, NORMAL.count, seed=1008),
        make_gaussian((0, 0), water, WATER.count, seed=8),
    )


class TwoGaussians(Demo):
    """Move one of two Gaussian classes and see the boundary between them."""

    name = "The boundary between two Gaussian classes"
    look_for = "When is the black line straight, and what does the prior do to it?"
    figsize = (8.4, 4.3)
    controls = (
        Choice("kind", "covariance", ("own", "shared", "diagonal"), "own"),
        Choice("shapes", "true shapes", tuple(SHAPES), "as in the lecture"),
        Slider("mean_1", "defence of water", 20.0, 130.0, 75.0, 1.0),
        Slider("mean_2", "special defence of water", 20.0, 130.0, 71.5, 0.5),
        Slider("prior", "prior P(water)", 0.02, 0.98, 0.56, 0.02),
    )
    grips = (Grip("mean_1", "mean_2", label="the mean of water"),)
    presets = (
        Preset("own covariances", "each class its own ellipse: the boundary is curved"),
        Preset("one shared", "one ellipse for both: a straight line", kind="shared"),
        Preset("water is rare", "a small prior pushes the line into water", prior=0.1),
        Preset(
            "island",
            "a small class inside a large one: the boundary closes around it",
            shapes="small inside large",
            mean_1=56,
            mean_2=60,
        ),
        Preset(
            "crossed",
            "the boundary has two branches",
            shapes="crossed",
            mean_1=56,
            mean_2=60,
        ),
        Preset(
            "naive and blind",
            "without correlation both ellipses are nearly round, and tell little",
            shapes="crossed",
            mean_1=56,
            mean_2=60,
            kind="diagonal",
        ),
    )

    @staticmethod
    def compute(kind, shapes, mean_1, mean_2, prior):
        normal, water = _crowds(shapes)
        normal, water = normal + NORMAL.mean, water + np.array([mean_1, mean_2])
        points = np.concatenate([normal, water])
        labels = np.repeat([0, 1], [len(normal), len(water)])
        model = gaussian.fit_gaussians(
            points, labels, kind=kind, priors=(1 - prior, prior)
        )
        joint = model.log_joint(GRID)
        odds = joint[..., 1] - joint[..., 0]
        ellipses = zip(model.means, model.covariances, strict=True)
        return {
            "kind": kind,
            "normal": normal,
            "water": water,
            "odds": odds,
            "posterior": 0.5 * (1 + np.tanh(odds / 2)),
            "ellipses": [ellipse(*pair) for pair in ellipses],
            "accuracy": float((model.predict(points) == labels).mean()),
            "prior": prior,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-40, 180), ylim=(-40, 180), aspect="equal")
        ax.set(xlabel="defence", ylabel="special defence")
        ax.grid(False)
        middles = (BANDS[1:] + BANDS[:-1]) / 2
        self.shade = MovingContours(
            ax, AXIS, AXIS, BANDS, filled=True, colors=SURENESS(middles), zorder=2
        )
        colors, markers = class_look(2)
        self.crowds = [dots(ax, label, ms=7, zorder=3) for label in (0, 1)]
        self.rings = [ax.plot([], [], color=c, lw=3, zorder=4)[0] for c in colors]
        self.edge = MovingContours(
            ax, AXIS, AXIS, [0], colors=["black"], linewidths=5, zorder=5
        )
        names = ("normal", "water")
        for label in (1, 0):
            ax.plot(
                [], [], markers[label], color=colors[label], label=names[label], ms=9
            )
        ax.plot([], [], color="black", lw=5, label="boundary")
        for sure, name in ((1.0, "water"), (0.0, "normal")):
            ax.fill([], [], color=SURENESS(sure), label=f"surely {name}")
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), fontsize=13)
        return [self.shade, *self.crowds, *self.rings, self.edge]

    def update(self, result):
        # Exactly 0 and 1 lie on the rim of the outer bands.
        self.shade.set_values(np.clip(result["posterior"], 1e-9, 1 - 1e-9))
        self.edge.set_values(result["odds"])
        self.crowds[0].set_data(*result["normal"].T)
        self.crowds[1].set_data(*result["water"].T)
        for ring, points in zip(self.rings, result["ellipses"], strict=True):
            ring.set_data(*points.T)

    @staticmethod
    def headline(result):
        kind = {
            "own": "Own covariances",
            "shared": "One shared covariance",
            "diagonal": "Diagonal covariances",
        }[result["kind"]]
        if (seen := in_view(result["odds"])) is None:
            winner = "water" if result["odds"][0, 0] > 0 else "normal"
            return f"{kind}: no boundary in view, all is {winner}"
        shape = "straight" if result["kind"] == "shared" else "curved"
        if shape == "curved" and bulge(seen) < BULGE:
            shape = "nearly straight"
        says = f"{kind}: a {shape} boundary"
        if abs(result["prior"] - SHARE) < 0.1:
            return f"{says}, {result['accuracy']:.0%} of 140 right"
        return f"{says}, pushed into {'water' if result['prior'] < SHARE else 'normal'}"


def in_view(odds):
    """Return where the boundary crosses the grid's lines (n, 2), or None."""
    crossings = []
    for across, values in ((0, odds), (1, odds.T)):
        row, place = np.nonzero(values[:, 1:] * values[:, :-1] <= 0)
        here, there = values[row, place], values[row, place + 1]
        share = here / np.where(here == there, 1, here - there)
        along = AXIS[place] + share * (AXIS[1] - AXIS[0])
        pair = (along, AXIS[row]) if across == 0 else (AXIS[row], along)
        crossings.append(np.stack(pair, axis=1))
    points = np.concatenate(crossings)
    return points if len(points) else None


def bulge(points):
    """Return the largest distance of points (n, 2) from the line closest to them."""
    offset = points - points.mean(axis=0)
    across = np.linalg.svd(offset, full_matrices=False)[2][-1]
    return np.abs(offset @ across).max()
