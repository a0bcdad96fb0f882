"""Demo: Weight decay, weights and boundary."""

from functools import cache, lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import PALETTE, plot_classes
from course_utils.draw.contours import MovingContours
from course_utils.experiments import decay_and_dropout
from course_utils.live import Demo, Grip, Preset, Slider

GRID_X, GRID_Y = np.linspace(-2, 3, 51), np.linspace(-1.6, 2.1, 39)


@lru_cache(maxsize=128)
def boundary(draw, place):
    """Return scores (39, 51), the weights, and training and unseen accuracy."""
    layers = decay_and_dropout.moons_layers(draw, place)
    points, labels, unseen, unseen_labels = decay_and_dropout.make_moons(draw)
    grid = np.stack(np.meshgrid(GRID_X, GRID_Y), axis=-1).reshape(-1, 2)
    right = [
        ((decay_and_dropout.moons_score(layers, x) > 0) == y).mean()
        for x, y in ((points, labels), (unseen, unseen_labels))
    ]
    weights = np.concatenate([matrix.ravel() for matrix, _ in layers])
    scores = decay_and_dropout.moons_score(layers, grid).reshape(
        len(GRID_Y), len(GRID_X)
    )
    return scores, weights, right


@cache
def accuracies(draw):
    """Return training and unseen accuracies (21, 2) for all strengths."""
    return np.array(
        [boundary(draw, n)[2] for n in range(len(decay_and_dropout.STRENGTHS))]
    )


class WeightDecay(Demo):
    """Shrink the weights of a network that bends around every point."""

    name = "Weight decay, weights and boundary"
    look_for = "Where does the unseen accuracy peak, and what do the weights look like?"
    figsize = (9.5, 3.9)
    controls = (
        Slider("strength", "strength λ", 1e-5, 1.0, default=1e-5, step=0.25, log=True),
        Slider("draw", "draw of the 60 points", 0, 3, default=0, step=1),
    )
    grips = (Grip("strength", axes=2, across=True),)
    presets = (
        Preset(
            "hardly any",
            "λ = 10⁻⁵: every training point on its side, unseen ones less well",
        ),
        Preset(
            "some",
            "λ = 0.01: shorter weights, and better on unseen points",
            strength=0.01,
        ),
        Preset("too much", "λ = 0.3: no weight is left to bend with", strength=0.31623),
    )
    redraws = ("draw",)

    @staticmethod
    def compute(strength, draw):
        place = int(np.abs(np.log(decay_and_dropout.STRENGTHS / strength)).argmin())
        scores, weights, (train, unseen) = boundary(draw, place)
        counts, _ = np.histogram(weights, bins=np.linspace(-4, 4, 41))
        return {
            "scores": np.clip(scores, -50, 50),
            "counts": counts,
            "length": float(np.linalg.norm(weights)),
            "zeros": int((weights == 0).sum()),
            "place": place,
            "train": train,
            "unseen": unseen,
            "gain": unseen - boundary(draw, 0)[2][1],
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.3, 1, 1))
        self.bands = MovingContours(
            left, GRID_X, GRID_Y, [-100, 0, 100], filled=True,
            colors=[PALETTE[1], PALETTE[0]], alpha=0.25, zorder=0.5,
        )  # fmt: skip
        points, labels, *_ = decay_and_dropout.make_moons(values["draw"])
        plot_classes(points, labels, left)
        self.points = left.collections[-2:]
        left.set(xlim=(-2, 3), ylim=(-1.6, 2.1), xlabel="x₁", ylabel="x₂")
        left.set_title("Boundary of 2-32-32-1")
        edges = np.linspace(-4, 4, 41)
        middle.set(xlim=(-4, 4), ylim=(0.7, 1300), yscale="log")
        self.counts = middle.stairs(
            np.ones(40), edges, baseline=1e-3, fill=True, color=style.ORANGE
        )
        middle.set(xlabel="weight", ylabel="how many", title="The 1,120 weights")
        looks = (style.BLUE, "60 training points"), (style.GREEN, "1000 unseen points")
        strengths = decay_and_dropout.STRENGTHS
        self.curves = [
            right.plot(strengths, 0 * strengths, color=color, label=name)[0]
            for color, name in looks
        ]
        (self.mark,) = right.plot([], [], "o", color="k", ms=9)
        (self.other,) = right.plot([], [], "s", color="k", ms=8)
        right.set(xscale="log", ylim=(45, 122), xlabel="strength λ")
        right.set(ylabel="accuracy (%)", title="Accuracy")
        right.set_yticks(range(50, 101, 10))
        right.legend(loc="upper right")
        self.redraw(values)
        return [self.bands, self.counts, self.mark, self.other]

    def redraw(self, values):
        points, labels, *_ = decay_and_dropout.make_moons(values["draw"])
        for label, dots in enumerate(self.points):
            dots.set_offsets(points[labels == label])
        curves = 100 * accuracies(values["draw"]).T
        for line, curve in zip(self.curves, curves, strict=True):
            line.set_ydata(curve)

    def update(self, result):
        self.bands.set_values(result["scores"])
        self.counts.set_data(np.maximum(result["counts"], 1e-3))
        at = decay_and_dropout.STRENGTHS[result["place"]]
        self.mark.set_data([at], [100 * result["train"]])
        self.other.set_data([at], [100 * result["unseen"]])

    @staticmethod
    def headline(result):
        numbers = f"Training {result['train']:.1%}, unseen {result['unseen']:.1%}"
        length = f"weights' length {result['length']:.1f}"
        if result["place"] == 0:
            return f"{numbers}; {length}"
        side = "below" if result["gain"] < 0 else "above"
        points = f"{100 * abs(result['gain']):.1f} points {side} that at λ = 10⁻⁵"
        return f"{numbers}, {points}; {length}"
