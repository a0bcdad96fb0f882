"""Demo: Entropy, cross-entropy, divergence."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.classification import softmax


class Surprise(Demo):
    """Forecast rain with probability q while it rains with probability p."""

    name = "Entropy, cross-entropy, divergence"
    look_for = (
        "At which forecast is the pink part zero, and is the whole bar zero there?"
    )
    figsize = (9, 4)
    controls = (
        Slider("p", "truth p", 0.0, 1.0, 0.3, 0.01),
        Slider("q", "forecast q", 0.02, 0.98, 0.7, 0.01),
    )
    grips = (
        Grip("q", at=lambda v, r: (v["q"], r["cross_entropy"]), label="the forecast"),
        Grip("p", at=lambda v, r: (v["p"], r["entropy"]), label="the truth"),
    )
    presets = (
        Preset("equal", "forecast = truth: cross-entropy is the entropy", p=0.3, q=0.3),
        Preset("coin", "p = ½: the entropy is as large as it gets", p=0.5, q=0.5),
        Preset("sure and wrong", "q = 0.98 for what seldom happens", p=0.05, q=0.98),
        Preset("one-hot", "a certain truth has no entropy: all is divergence", p=1.0),
    )

    @staticmethod
    def compute(p, q):
        truth, forecast = np.array([p, 1 - p]), np.array([q, 1 - q])
        grid = np.linspace(0.01, 0.99, 99)
        forecasts = np.stack([grid, 1 - grid], axis=1)
        return {
            "q": q,
            "p": p,
            "entropy": float(softmax.entropy(truth)),
            "cross_entropy": float(softmax.cross_entropy_between(truth, forecast)),
            "divergence": float(softmax.kl_divergence(truth, forecast)),
            "grid": grid,
            "curve": softmax.cross_entropy_between(truth, forecasts),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        left.set(xlim=(0, 1), ylim=(0, 4), xlabel="forecast q")
        left.set_ylabel("cross-entropy (nats)")
        (self.curve,) = left.plot([], [], color="black", lw=4)
        (self.floor,) = left.plot([], [], "--", color=style.BLUE, lw=3)
        (self.best,) = left.plot([], [], "*", color="white", mec="black", ms=20)
        (self.here,) = left.plot([], [], "o", color=style.ORANGE, mec="white", ms=14)
        left.plot([], [], "--", color=style.BLUE, lw=3, label="entropy of the truth")
        left.plot([], [], "*", color="white", mec="black", ms=16, label="q = p", ls="")
        left.legend(loc="upper center")
        right.set(xlim=(-0.6, 1.7), ylim=(0, 4), ylabel="nats")
        right.set_xticks([])
        self.parts = [
            right.bar([0], [1], 0.8, color=color).patches[0]
            for color in (style.BLUE, style.PINK)
        ]
        self.words = [
            right.text(0.5, 0, "", va="center", size=13, color=color)
            for color in (style.BLUE, style.PINK)
        ]
        return [self.curve, self.floor, self.best, self.here, *self.parts, *self.words]

    def update(self, result):
        entropy, divergence = result["entropy"], result["divergence"]
        self.curve.set_data(result["grid"], result["curve"])
        self.floor.set_data([0, 1], [entropy, entropy])
        self.best.set_data([result["p"]], [entropy])
        self.here.set_data([result["q"]], [result["cross_entropy"]])
        for part, bottom, height in zip(
            self.parts, (0, entropy), (entropy, divergence), strict=True
        ):
            part.set_y(bottom)
            part.set_height(height)
        lower, upper = self.words
        lower.set_text(f"entropy {entropy:.2f}")
        upper.set_text(f"divergence {divergence:.2f}")
        middle = entropy / 2
        lower.set_y(max(middle, 0.15))
        upper.set_y(max(entropy + divergence / 2, max(middle, 0.15) + 0.35))

    @staticmethod
    def headline(result):
        return (
            f"Cross-entropy {result['cross_entropy']:.2f} ≈ entropy "
            f"{result['entropy']:.2f} + divergence {result['divergence']:.2f}"
        )
