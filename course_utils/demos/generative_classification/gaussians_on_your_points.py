"""Demo: Two Gaussians for your own points."""

from dataclasses import replace

import numpy as np

from course_utils.data.points import as_rows, make_gaussian, make_pair
from course_utils.demos.generative_classification.dots import dots
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, class_look, ellipse
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Points, Preset
from course_utils.ml.classification import gaussian

REACH = 2.1
AXIS = np.linspace(-REACH, REACH, 50)
PLANE = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
BANDS = np.array([0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.98, 1])
CLASSES = ("orange", "blue")  # labels 0 and 1
NARROWEST = 0.1  # the least standard deviation, along any axis


def widened(covariances):
    """Return covariances (K, 2, 2) whose axes are NARROWEST at least."""
    variances, axes = np.linalg.eigh(covariances)
    variances = np.maximum(variances, NARROWEST**2)
    return (axes * variances[:, None, :]) @ np.swapaxes(axes, 1, 2)


def fit(table, kind):
    """Return the Gaussians of a table of (x, y, label), and which of them are widened.

    Both classes must be in it.
    """
    labels = table[:, 2].astype(int)
    model = gaussian.fit_gaussians(table[:, :2], labels, kind=kind)
    wide = widened(model.covariances)
    return replace(model, covariances=wide), narrow(model.covariances)


def narrow(covariances):
    """Return the numbers of the covariances (K, 2, 2) that are narrower than may be."""
    least = np.linalg.eigvalsh(covariances)[:, 0]
    return np.flatnonzero(least < NARROWEST**2).tolist()


def _crossed():
    tilted = [
        np.array([side, 0]) + make_gaussian((0, 0), shape, 20, seed=seed)
        for side, shape, seed in (
            (0.25, ((0.3, 0.26), (0.26, 0.3)), 1),
            (-0.25, ((0.3, -0.26), (-0.26, 0.3)), 2),
        )
    ]
    return as_rows(np.concatenate(tilted).clip(-2, 2), np.repeat([1, 0], 20))


def _island(n=20):
    rng, angle = np.random.default_rng(1), 2 * np.pi * np.arange(n) / n
    ring = 1.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.concatenate([rng.normal(0, 0.35, (n, 2)), ring])
    return as_rows(points + rng.normal(0, 0.1, (2 * n, 2)), np.repeat([1, 0], n))


def _two_groups():
    (points, labels), (others, which) = make_pair(spread=0.25), make_pair(spread=0.3)
    middle = others[which == 1] - (0.9, 0.5)
    return as_rows(
        np.concatenate([points, middle]), [*np.ones(len(labels), int), *[0] * 12]
    )


APART = as_rows(*make_pair())
FAR_OUT = (*APART, (1.9, 1.9, 1), (2.0, 1.7, 1), (1.8, 2.0, 1))


class GaussiansOnYourPoints(Demo):
    """Put two classes into the plane and see their Gaussians and the boundary."""

    name = "Two Gaussians for your own points"
    look_for = "What does one point far out do to its ellipse, and to the boundary?"
    figsize = (8.4, 4.8)
    controls = (
        Points("points", "your points", (-2.0, 2.0), (-2.0, 2.0), APART,
               classes=CLASSES, colors=(style.ORANGE, style.BLUE)),
        Choice("kind", "covariance", gaussian.KINDS, "own"),
    )  # fmt: skip
    presets = (
        Preset("crossed", "own covariances get 37 of 40 right, the others 30 at most",
               points=_crossed(), kind="own"),
        Preset("island", "own covariances close the boundary around the blue ones",
               points=_island(), kind="own"),
        Preset("two groups", "the mean of blue lies where there is no blue point",
               points=_two_groups(), kind="own"),
        Preset("apart", "one shared covariance: the line has all on their side",
               points=APART, kind="shared"),
        Preset("far out", "three easy points turn the line: it now loses an orange one",
               points=FAR_OUT, kind="shared"),
    )  # fmt: skip

    @staticmethod
    def compute(points, kind):
        table = np.array(points, float).reshape(-1, 3)
        labels = table[:, 2].astype(int)
        result = {"table": table, "kind": kind, "rings": {}, "right": {}, "narrow": []}
        if set(labels) == {0, 1}:
            fits = {name: fit(table, name) for name in gaussian.KINDS}
            model, result["narrow"] = fits[kind]
            joint = model.log_joint(PLANE)
            result["odds"] = joint[..., 1] - joint[..., 0]
            pairs = zip(model.means, model.covariances, strict=True)
            result["rings"] = {k: ellipse(*pair) for k, pair in enumerate(pairs)}
            result["right"] = {
                name: int((model.predict(table[:, :2]) == labels).sum())
                for name, (model, _) in fits.items()
            }
            return result
        result["odds"] = np.zeros(PLANE.shape[:2])
        for only in set(labels.tolist()):  # none, or one
            result["odds"] += 50.0 * (2 * only - 1)
            shape = widened(gaussian.estimate_covariance(table[:, :2])[None])[0]
            result["rings"][only] = ellipse(table[:, :2].mean(axis=0), shape)
        return result

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
        ax.set(xlabel="x₁", ylabel="x₂")
        ax.grid(visible=False)
        middles = (BANDS[1:] + BANDS[:-1]) / 2
        self.shade = MovingContours(
            ax, AXIS, AXIS, BANDS, filled=True, colors=SURENESS(middles), zorder=2
        )
        colors, markers = class_look(2)
        self.crowds = [dots(ax, label, ms=8, zorder=4) for label in (0, 1)]
        self.rings = [ax.plot([], [], color=c, lw=3, zorder=3)[0] for c in colors]
        self.means = [
            ax.plot([], [], "P", color=c, ms=13, mec="white", zorder=5)[0]
            for c in colors
        ]
        self.edge = MovingContours(
            ax, AXIS, AXIS, [0], colors=["black"], linewidths=5, zorder=3
        )
        for label in (1, 0):
            look = {"color": colors[label], "ms": 9}
            ax.plot([], [], markers[label], label=CLASSES[label], **look)
        ax.plot([], [], "P", color=style.GREY, ms=12, label="mean")
        ax.plot([], [], color=style.GREY, lw=3, label="two σ")
        ax.plot([], [], color="black", lw=5, label="boundary")
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), fontsize=13)
        return [self.shade, self.edge, *self.rings, *self.crowds, *self.means]

    def update(self, result):
        posterior = 0.5 * (1 + np.tanh(result["odds"] / 2))
        self.shade.set_values(posterior.clip(1e-9, 1 - 1e-9))
        self.edge.set_values(result["odds"])
        self.edge.set_visible(bool(result["right"]))
        for label in (0, 1):
            crowd = result["table"][result["table"][:, 2] == label, :2]
            self.crowds[label].set_data(*crowd.T)
            mean = crowd.mean(axis=0, keepdims=True) if len(crowd) else crowd
            self.means[label].set_data(*mean.T)
            self.rings[label].set_data(*result["rings"].get(label, crowd[:0]).T)

    @staticmethod
    def headline(result):
        count, right, kind = len(result["table"]), result["right"], result["kind"]
        if not count:
            return "No points yet: click in the picture"
        if not right:
            only = CLASSES[int(result["table"][0, 2])]
            return f"Only {only} points: every place is {only}"
        others = ", ".join(f"{k} {right[k]}" for k in gaussian.KINDS if k != kind)
        says = f"{kind.capitalize()}: {right[kind]} of {count} right ({others})"
        if not result["narrow"]:
            return says
        names = CLASSES[result["narrow"][0]] if len(result["narrow"]) == 1 else "both"
        return f"{says}; too narrow, so widened: {names}"
