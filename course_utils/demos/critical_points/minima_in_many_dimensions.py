"""Demo: More dimensions, fewer minima."""

from functools import cache

import numpy as np

from course_utils.demos.critical_points.plane import DOWN, UP
from course_utils.draw import style
from course_utils.live import Demo, Preset, Seed, Slider
from course_utils.ml.optimization import hessian as h

TRIALS, LARGEST = 4000, 10


@cache
def pool(dimension):
    """Return the eigenvalues of twice as many random matrices as are shown at once."""
    rng = np.random.default_rng(dimension)
    return h.random_spectra(dimension, trials=2 * TRIALS, rng=rng)


@cache
def drawn(seed):
    """Return for each dimension the eigenvalues (TRIALS, n) of one draw."""
    chosen = np.random.default_rng(seed).permutation(2 * TRIALS)[:TRIALS]
    return [pool(dimension)[chosen] for dimension in range(1, LARGEST + 1)]


class MinimaInManyDimensions(Demo):
    """Count how many random critical points are minima as dimensions are added."""

    name = "More dimensions, fewer minima"
    look_for = "How low must the loss already be before minima become common again?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("dimension", "dimensions n", 1, LARGEST, default=3, step=1),
        Slider("shift", "added to all curvatures", 0.0, 6.0, default=0.0, step=0.25),
        Seed("seed"),
    )
    presets = (
        Preset("one dimension", "a coin: half are minima", dimension=1),
        Preset("two", "(2 − √2)/4 = 15 %", dimension=2),
        Preset("five", "nearly all are saddles", dimension=5),
        Preset("ten, low down", "where most curvatures are positive, minima are back",
               dimension=10, shift=5.0),
    )  # fmt: skip
    BINS = np.linspace(-8, 12, 41)

    @staticmethod
    def compute(dimension, shift, seed):
        spectra = drawn(seed)
        shares = [float((values[:, 0] + shift > 0).mean()) for values in spectra]
        values = spectra[dimension - 1] + shift
        counts, _ = np.histogram(values, MinimaInManyDimensions.BINS)
        return {
            "heights": counts / values.size,
            "shares": np.array(shares),
            "share": shares[dimension - 1],
            "positive": float((values > 0).mean()),
            "dimension": dimension,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        middles = (self.BINS[:-1] + self.BINS[1:]) / 2
        colors = [UP if middle > 0 else DOWN for middle in middles]
        self.bars = left.bar(middles, 0, width=0.45, color=colors)
        left.set(xlim=(-8, 12), ylim=(0, 0.25), xlabel="eigenvalue", ylabel="share")
        left.set_title("All eigenvalues of 4,000 matrices")
        right.set(xlim=(0.5, LARGEST + 0.5), ylim=(1e-4, 1.5), yscale="log")
        right.set(xlabel="dimensions n", ylabel="share that are minima")
        right.set_title("All n eigenvalues positive")
        right.set_xticks(range(1, LARGEST + 1))
        coin = 0.5 ** np.arange(1, LARGEST + 1)
        right.plot(
            range(1, LARGEST + 1), coin, ":", color=style.GREY, label="coins: ½ⁿ"
        )
        (self.line,) = right.plot([], [], "o-", color=style.BLUE, label="measured")
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=12)
        right.legend(loc="lower left")
        return [*self.bars, self.line, self.here]

    def update(self, result):
        for bar, height in zip(self.bars, result["heights"], strict=True):
            bar.set_height(height)
        shares = result["shares"]
        seen = shares > 0
        self.line.set_data(np.flatnonzero(seen) + 1, shares[seen])
        self.here.set_data([result["dimension"]], [max(result["share"], 1.1e-4)])

    @staticmethod
    def headline(result):
        share = result["share"]
        found = f"{share:.1%}" if share else f"none of {TRIALS:,}"
        directions = f"{result['positive']:.0%} of the directions go up"
        return f"n = {result['dimension']}: {directions}, {found} are minima"
