"""Demo: Flat and sharp minima."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Idle, Preset, Seed, Slider
from course_utils.ml.optimization import sharpness

MINIMA = np.array([-1.5, 1.5])
STARTS = np.repeat(MINIMA, 100)


@lru_cache(maxsize=512)
def scattered(width, noise, eta, seed):
    """Return where 200 walkers with noisy gradients end after 300 updates.

    The first 100 start in the left, sharp minimum, the others in the right one.
    """
    return sharpness.noisy_walkers(
        lambda w: sharpness.two_valleys_slope(w, width=width),
        STARTS,
        learning_rate=eta,
        noise=noise,
        updates=300,
        rng=np.random.default_rng(seed),
    )


class FlatAndSharp(Demo):
    """Compare two equally deep minima on a test loss that is shifted a little."""

    name = "Flat and sharp minima"
    look_for = "Which minimum forgives a shift, and who is shaken out of the other?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("shift", "test loss shifted by", 0.0, 0.6, default=0.25, step=0.01),
        Slider("width", "width of the sharp one", 0.2, 1.2, default=0.35, step=0.05),
        Slider("noise", "noise of the gradient", 0.0, 3.0, default=0.0, step=0.1),
        Slider("eta", "learning rate η", 0.01, 0.2, default=0.2, step=0.01),
        Seed("seed"),
    )
    idle = (
        Idle("eta", "without noise nobody moves", lambda v, r: v["noise"] == 0),
        Idle("seed", "without noise nobody moves", lambda v, r: v["noise"] == 0),
    )
    presets = (
        Preset("large batch", "no noise: nobody leaves any minimum", noise=0.0),
        Preset("small batch", "noise shakes most out of the sharp one", noise=1.2),
        Preset("as wide as the other", "with equal widths there is nothing to choose",
               width=1.2, noise=1.2),
        Preset("too much noise", "they leave the flat one as well", noise=3.0),
        Preset("no shift", "if test and training agree, sharp is no worse",
               shift=0.0, noise=0.0),
    )  # fmt: skip

    @staticmethod
    def compute(shift, width, noise, eta, seed):
        grid = np.linspace(-4, 4, 241)
        ends = np.clip(scattered(width, noise, eta, seed), -50, 50)
        left = abs(ends - STARTS) > 1.5  # half the way to the other minimum
        return {
            "shift": shift,
            "train": sharpness.two_valleys(grid, width=width),
            "test": sharpness.two_valleys(grid - shift, width=width),
            "rise": sharpness.two_valleys(MINIMA - shift, width=width),
            "ends": ends,
            "heights": sharpness.two_valleys(ends, width=width),
            "left_sharp": float(left[:100].mean()),
            "left_flat": float(left[100:].mean()),
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(2.2, 1, 1))
        grid = np.linspace(-4, 4, 241)
        (self.train,) = left.plot(grid, grid, color=style.BLUE, label="training loss")
        (self.test,) = left.plot(grid, grid, "--", color=style.GREEN, label="test loss")
        (self.ends,) = left.plot(
            [], [], "o", color=style.ORANGE, ms=6, alpha=0.4, label="200 walkers"
        )
        left.set(xlim=(-4, 4), ylim=(-0.06, 1.15), xlabel="weight w", ylabel="loss")
        left.set_title("Two minima of equal depth")
        left.legend(
            loc="upper center", ncols=3, fontsize=9, columnspacing=1, handlelength=1.4
        )
        self.rises = middle.bar(range(2), [0, 0], width=0.6, color=style.GREEN)
        middle.set(ylim=(0, 1), ylabel="test loss", title="At the minima")
        self.shares = right.bar(range(2), [0, 0], width=0.6, color=style.ORANGE)
        right.set(ylim=(0, 100), ylabel="walkers that left (%)", title="Of 100 in each")
        for ax in (middle, right):
            ax.set_xticks(range(2), ("left", "right"))
        return [self.train, self.test, self.ends, *self.rises, *self.shares]

    def update(self, result):
        self.train.set_ydata(result["train"])
        self.test.set_ydata(result["test"])
        self.ends.set_data(result["ends"], result["heights"])
        shares = 100 * result["left_sharp"], 100 * result["left_flat"]
        bars, heights = (*self.rises, *self.shares), (*result["rise"], *shares)
        for bar, height in zip(bars, heights, strict=True):
            bar.set_height(height)

    @staticmethod
    def headline(result):
        sharp, flat = result["rise"]
        if result["left_sharp"] or result["left_flat"]:
            return (
                f"Noise drives {result['left_sharp']:.0%} out of the left minimum, "
                f"{result['left_flat']:.0%} out of the right one"
            )
        if result["shift"] == 0:
            return "Where test and training agree, sharp is no worse than flat"
        return (
            f"The shift costs {sharp:.3f} in the left minimum, {flat:.3f} in the right"
        )
