"""Demo: More dimensions, fewer minima."""

from functools import cache

import numpy as np

from course_utils.demos.critical_points.plane import DOWN, UP
from course_utils.draw import style
from course_utils.experiments.minima_by_dimension import LARGEST, SHIFTS, kept_counts
from course_utils.live import Demo, Preset, Seed, Slider
from course_utils.ml.optimization import hessian as h
from course_utils.translation.amounts import in_words

TRIALS = 4000


@cache
def pool(dimension):
    """Return the eigenvalues of twice as many random matrices as are shown at once."""
    rng = np.random.default_rng(dimension)
    return h.random_spectra(dimension, trials=2 * TRIALS, rng=rng)


def drawn(dimension, seed):
    """Return the eigenvalues (TRIALS, n) of one draw."""
    chosen = np.random.default_rng(seed).permutation(2 * TRIALS)[:TRIALS]
    return pool(dimension)[chosen]


class MinimaInManyDimensions(Demo):
    """Count how many random critical points are minima as dimensions are added."""

    name = "More dimensions, fewer minima"
    look_for = "How much must be added before minima become common again?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("dimension", "dimensions n", 1, LARGEST, default=1, step=1),
        Slider("shift", "added to all curvatures", 0.0, 6.0, default=0.0, step=0.25),
        Seed("seed"),
    )
    presets = (
        Preset("one dimension", "a coin: half are minima", dimension=1, shift=0.0),
        Preset("two", "(2 − √2)/4 = 15 %", dimension=2, shift=0.0),
        Preset("five", "one in 7,000 is a minimum", dimension=5, shift=0.0),
        Preset("ten, low down", "nearly all curvatures positive: minima are back",
               dimension=10, shift=5.0),
    )  # fmt: skip
    BINS = np.linspace(-9, 15, 49)

    @staticmethod
    def compute(dimension, shift, seed):
        counts, draws = kept_counts()
        values = drawn(dimension, seed) + shift
        heights, _ = np.histogram(values, MinimaInManyDimensions.BINS)
        return {
            "heights": heights / values.size,
            "counts": counts[:dimension, np.abs(SHIFTS - shift).argmin()],
            "draws": draws,
            "positive": float((values > 0).mean()),
            "dimension": dimension,
            "shift": shift,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        middles = (self.BINS[:-1] + self.BINS[1:]) / 2
        colors = [UP if middle > 0 else DOWN for middle in middles]
        self.bars = left.bar(middles, 0, width=0.45, color=colors)
        left.set(xlim=(-9, 15), ylim=(0, 0.25), xlabel="eigenvalue", ylabel="share")
        left.set_title("All eigenvalues of 4,000 matrices")
        right.set(xlim=(0.5, LARGEST + 0.5), ylim=(2e-8, 2), yscale="log")
        right.set(xlabel="dimensions n", ylabel="share that are minima")
        right.set_title("All n eigenvalues positive")
        right.set_xticks(range(1, LARGEST + 1))
        n = np.arange(1, LARGEST + 1)
        right.plot(n, 0.5**n, ":", color=style.GREY, label="coins: ½ⁿ")
        (self.line,) = right.plot([], [], "o-", color=style.BLUE, label="counted")
        (self.none,) = right.plot(
            [], [], "v", color=style.BLUE, mfc="none", ms=9, label="none found: below"
        )
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=12)
        right.legend(loc="lower left")
        return [*self.bars, self.line, self.none, self.here]

    def update(self, result):
        for bar, height in zip(self.bars, result["heights"], strict=True):
            bar.set_height(height)
        shares, n = shares_or_bounds(result["counts"], result["draws"])
        found = result["counts"] > 0
        self.line.set_data(n[found], shares[found])
        self.none.set_data(n[~found], shares[~found])
        self.here.set_data(n[found & (n == n[-1])], shares[found & (n == n[-1])])

    @staticmethod
    def headline(result):
        n, count, draws = result["dimension"], result["counts"][-1], result["draws"]
        where = f"n = {n}"
        if result["shift"]:
            up, added = _percent(result["positive"], 2), result["shift"]
            where += f", {added:.2f} added, {up} of the directions up"
        if not count:
            return f"{where}: none of {in_words(draws, decimals=0)} is a minimum"
        if count < 1000:
            many = "is a minimum" if count == 1 else "are minima"
            return f"{where}: {count} of {in_words(draws, decimals=0)} {many}"
        return f"{where}: {_percent(count / draws, 3)} are minima"


def _percent(share, digits):
    if share > 0.99:
        return "more than 99%"
    return f"{100 * share:.{digits}g}%"


def shares_or_bounds(counts, draws):
    """Return the shares, and n; where none was found, the share that 3 would be.

    If the true share were larger, none in so many draws would have a chance of less
    than 5 %: the rule of three.
    """
    return np.maximum(counts, 3 * (counts == 0)) / draws, np.arange(1, len(counts) + 1)
