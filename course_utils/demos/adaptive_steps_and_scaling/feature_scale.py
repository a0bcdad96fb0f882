"""Demo: The scale of a feature."""

from functools import cache, lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import ellipse
from course_utils.live import Choice, Demo, Idle, Preset, Slider
from course_utils.ml.optimization import optimizers
from course_utils.ml.optimization.feature_scaling import MinMaxScaler, Standardizer

SCALINGS = {"none": None, "min-max": MinMaxScaler, "standardise": Standardizer}
OFFSET = np.array([-1.2, 1.2])  # the start, seen from the best weights
UPDATES = 40
ARROW = 0.9  # the length of −g in the picture, whatever its own
LEVELS = np.geomspace(0.01, 4, 8)  # the loss on the contours


@cache
def make_two_features():
    """Return two features between 0 and 1, shape (60, 2)."""
    return np.random.default_rng(7).uniform(0, 1, (60, 2))


@lru_cache(maxsize=512)
def curvature(scale, scaling):
    """Return the second derivatives (2, 2) of the squared error, largest set to 1.

    x₂ is multiplied by `scale` first, as by another unit. The bias takes its best
    value for each pair of weights, so only the spread of the features counts.
    """
    features = make_two_features() * [1.0, scale]
    if SCALINGS[scaling] is not None:
        features = SCALINGS[scaling]().fit(features).transform(features)
    hessian = np.cov(features.T)
    return hessian / np.linalg.eigvalsh(hessian).max()


class FeatureScale(Demo):
    """Measure one feature in another unit, and watch the bowl become a gutter."""

    name = "The scale of a feature"
    look_for = "What does the unit of x₂ do to the contours, and what undoes it?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("scale", "scale of x₂", 0.1, 100, default=10, step=0.1, log=True),
        Choice("scaling", "scaling", tuple(SCALINGS), default="none"),
        Slider("share", "η / largest stable η", 0.05, 1.05, default=0.45, step=0.05),
    )
    idle = (
        Idle(
            "scale", "this scaling undoes any unit", lambda v, r: v["scaling"] != "none"
        ),
    )
    presets = (
        Preset(
            "the same unit",
            "nearly a circle: −g points at the star",
            scale=1,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "x₂ ten times as large",
            "an ellipse: −g points past the star, and the path is a detour",
            scale=10,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "x₂ a hundred times",
            "a gutter: w₁ hardly moves",
            scale=100,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "standardised",
            "whatever the unit was: nearly a circle again",
            scale=100,
            scaling="standardise",
            share=0.45,
        ),
        Preset(
            "min-max",
            "much the same",
            scale=100,
            scaling="min-max",
            share=0.45,
        ),
        Preset(
            "on the edge",
            "η just above the largest stable one: each swing is wider",
            scale=10,
            share=1.05,
            scaling="none",
        ),
    )

    @staticmethod
    def compute(scale, scaling, share):
        hessian = curvature(scale, scaling)
        path = optimizers.walk(
            optimizers.GradientDescent(2 * share),
            lambda w: hessian @ w,
            OFFSET,
            UPDATES,
        )
        values = np.linalg.eigvalsh(hessian)
        spread = np.linalg.inv(hessian)
        rings = [ellipse((0, 0), spread, radius=np.sqrt(level)) for level in LEVELS]
        distance = np.linalg.norm(path, axis=1)
        downhill = -hessian @ OFFSET
        return {
            "path": path,
            "arrow": OFFSET + downhill / np.linalg.norm(downhill) * ARROW,
            "share": share,
            "left": np.maximum(distance / distance[0], 1e-12),
            "condition": float(values[-1] / values[0]),
            "contours": np.array(rings),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1, 1.2])
        (self.contours,) = left.plot([], [], color="#8fa3b5", lw=1.2)
        left.plot(0, 0, "*", color=style.GREEN, ms=20, mec="white")
        left.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
        left.set(xlabel="w₁, from its best value", ylabel="w₂, from its best value")
        left.grid(False)
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, lw=1, ms=7)
        (self.arrow,) = left.plot([], [], color=style.PINK, lw=4, label="−g")
        (self.tip,) = left.plot([], [], "D", color=style.PINK, ms=10, mec="white")
        left.legend(loc="lower left")
        (self.left,) = right.plot([], [], "o-", color=style.ORANGE, ms=5)
        right.set(yscale="log", xlim=(0, UPDATES), ylim=(1e-6, 10))
        right.set(xlabel="updates", ylabel="share of the distance that is left")
        return [self.contours, self.arrow, self.tip, self.path, self.left]

    def update(self, result):
        gap = np.full((len(LEVELS), 1, 2), np.nan)
        lines = np.concatenate([result["contours"], gap], axis=1)
        self.contours.set_data(*lines.reshape(-1, 2).T)
        self.arrow.set_data(*np.stack([OFFSET, result["arrow"]], axis=1))
        self.tip.set_data(*result["arrow"][:, None])
        self.path.set_data(*result["path"].T)
        self.left.set_data(np.arange(UPDATES + 1), result["left"])

    @staticmethod
    def headline(result):
        condition, last = result["condition"], result["left"][-1]
        ratio = f"{condition:.3g}" if condition < 100 else f"{condition:,.0f}"
        return f"Condition number {ratio}: after {UPDATES} updates {says(last, result)}"


def says(left, result):
    """Say in words what share of the distance is left, or why it will stay."""
    if np.isclose(result["share"], 1):
        return "it still swings as widely as at first"
    if result["share"] > 1:
        return "it is on its way out"
    if left < 0.005:
        return "it has arrived"
    return f"{left:.0%} of the way is left"
