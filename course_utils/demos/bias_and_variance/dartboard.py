"""Demo: Fifty universes on a dartboard."""

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style
from course_utils.experiments import training_samples
from course_utils.live import Demo, Preset, Seed, Slider
from course_utils.ml.generalization import bias_variance

UNIVERSES = 50
NOISE = 0.3
GRID = np.linspace(-1, 1, 41)
AIMS = (10, 30)  # where on GRID the two coordinates of a shot are read: x = ±0.5


def truth(x):
    """Return f*, the function that nobody in any universe gets to see."""
    return np.sin(np.pi * x)


class Dartboard(Demo):
    """Repeat one experiment in fifty universes and look where the fits land."""

    name = "Fifty universes on a dartboard"
    look_for = "Is the cloud beside the middle (bias), or wide (variance)?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("degree", "degree of the polynomial", 1, 9, default=1, step=1),
        Slider("samples", "samples in each universe", 12, 100, default=20, step=1),
        Slider("strength", "penalty λ", 1e-4, 10, default=1e-4, step=0.25, log=True),
        Seed("seed"),
    )
    presets = (
        Preset(
            "underfitting",
            "a line misses the wave in every universe",
            degree=1,
            samples=20,
            strength=0.0001,
        ),
        Preset(
            "about right",
            "a cubic has little bias and little variance",
            degree=3,
            samples=20,
            strength=0.0001,
        ),
        Preset(
            "overfitting",
            "each universe follows its own noise, even with λ = 0.0001",
            degree=9,
            samples=20,
            strength=0.0001,
        ),
        Preset(
            "more samples",
            "variance shrinks, bias stays",
            degree=9,
            samples=100,
            strength=0.0001,
        ),
        Preset(
            "a penalty",
            "less variance, bought with some bias",
            degree=9,
            strength=0.1,
            samples=20,
        ),
        Preset(
            "line, more samples",
            "a line with many samples: the cloud is small and still beside the middle",
            degree=1,
            samples=100,
            strength=0.0001,
        ),
    )

    @staticmethod
    def compute(degree, samples, strength, seed):
        rng = np.random.default_rng(seed)
        x, y = training_samples.make_universes(
            truth, universes=UNIVERSES, samples=samples, noise=NOISE, rng=rng
        )
        fits = training_samples.fit_universes(
            x, y, GRID, degree=degree, strength=strength
        )
        bias_squared, variance = bias_variance.decompose(fits, truth(GRID))
        return {
            "fits": fits,
            "mean_fit": fits.mean(axis=0),
            "shots": fits[:, AIMS] - truth(GRID[list(AIMS)]),
            "bias_squared": bias_squared,
            "variance": variance,
            "noise": NOISE**2,
            "error": bias_variance.measured_error(
                fits, truth(GRID), noise=NOISE, rng=rng
            ),
        }

    def draw(self, figure, values):
        curves, board, parts = figure.subplots(1, 3, width_ratios=[1.25, 1, 0.75])
        self.fits = LineCollection([], colors=style.ORANGE, alpha=0.25, linewidths=1)
        curves.add_collection(self.fits, autolim=False)
        curves.plot(GRID, truth(GRID), color=style.BLUE, lw=3, label="truth f*")
        (self.mean_fit,) = curves.plot(
            [], [], color=style.ORANGE, lw=3, label="mean of 50 fits"
        )
        curves.set(xlim=(-1, 1), ylim=(-2.2, 2.2), xlabel="x", ylabel="y")
        curves.legend(loc="upper left")
        moving = self._draw_board(board) + self._draw_parts(parts)
        return [self.fits, self.mean_fit, *moving]

    def _draw_board(self, ax):
        for radius in (0.3, 0.6, 0.9):
            ring = radius * np.exp(1j * np.linspace(0, 2 * np.pi, 100))
            ax.plot(ring.real, ring.imag, color=style.GREY, lw=1)
        ax.plot(0, 0, "o", color=style.BLUE, ms=12, label="truth f*")
        (self.shots,) = ax.plot(
            [], [], "o", color=style.ORANGE, alpha=0.45, ms=6, label="one universe"
        )
        (self.centre,) = ax.plot(
            [], [], "X", color="black", mec="white", ms=13, label="their mean"
        )
        ax.set(xlim=(-1, 1), ylim=(-1, 1.5), xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        ax.set(xlabel="error at x = -0.5", ylabel="error at x = 0.5", aspect="equal")
        ax.legend(loc="upper center", ncols=1, fontsize=9)
        return [self.shots, self.centre]

    def _draw_parts(self, ax):
        colors = (style.PINK, style.ORANGE, style.GREY)
        names = ("bias²", "variance", "noise")
        self.bars = [
            ax.bar([0], [0], color=color, label=name, width=0.7)[0]
            for color, name in zip(colors, names, strict=True)
        ]
        self.bars += list(ax.bar([1], [0], color=style.GREEN, width=0.7))
        ax.set(xlim=(-0.5, 1.5), ylim=(0, 0.7), ylabel="mean squared error")
        ax.set_xticks([0, 1], ["sum", "measured"])
        ax.legend(loc="upper center", fontsize=9)
        return self.bars

    def update(self, result):
        fits = np.clip(result["fits"], -50, 50)
        self.fits.set_segments([np.column_stack([GRID, fit]) for fit in fits])
        self.mean_fit.set_data(GRID, result["mean_fit"])
        shots = np.clip(result["shots"], -50, 50)
        self.shots.set_data(*shots.T)
        self.centre.set_data(*result["shots"].mean(axis=0)[:, None])
        floor = 0.0
        pieces = (result["bias_squared"], result["variance"], result["noise"])
        for bar, piece in zip(self.bars, pieces, strict=False):
            bar.set(y=floor, height=piece)
            floor += piece
        self.bars[-1].set_height(result["error"])

    @staticmethod
    def headline(result):
        bias, variance, noise = (
            result[key] for key in ("bias_squared", "variance", "noise")
        )
        numbers = f"bias² {bias:.2f}, variance {variance:.2f}, noise {noise:.2f}"
        if bias > 2 * variance and bias > 0.02:
            verdict = "Underfitting"
        elif variance > 2 * bias and variance > 0.06:
            verdict = "Overfitting"
        else:
            verdict = "Balanced"
        return f"{verdict}: {numbers}; measured {result['error']:.2f}"
