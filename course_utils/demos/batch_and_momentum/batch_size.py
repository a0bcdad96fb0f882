"""Demo: Batch size: path, noise and time."""

from functools import cache, lru_cache
from math import ceil

import numpy as np

from course_utils.draw import style
from course_utils.experiments.walks_in_batches import (
    EXAMPLES,
    START,
    best_line,
    line_gradient,
    line_loss,
)
from course_utils.live import Demo, Idle, Preset, Seed, Slider
from course_utils.ml.optimization.optimizers import GradientDescent, walk_in_batches


@lru_cache(maxsize=256)
def batch_walk(batch, eta, epochs, seed):
    """Return the path (updates + 1, 2) of mini-batch descent on the 64 examples."""
    return walk_in_batches(
        GradientDescent(eta),
        line_gradient,
        START,
        EXAMPLES,
        batch_size=batch,
        epochs=epochs,
        rng=np.random.default_rng(seed),
    )


@cache
def single_gradients():
    """Return the gradient of each of the 64 examples at the start, shape (64, 2)."""
    return np.array([line_gradient(START, [n]) for n in range(EXAMPLES)])


@lru_cache(maxsize=256)
def batch_gradients(batch, seed, count=40):
    """Return the gradients (40, 2) of random batches at the start."""
    rng = np.random.default_rng(seed)
    chosen = np.array([rng.permutation(EXAMPLES)[:batch] for _ in range(count)])
    return single_gradients()[chosen].mean(axis=1)


def units_of(batch, fits):
    """Return the units of time that each update of an epoch takes, (updates,)."""
    sizes = np.full(ceil(EXAMPLES / batch), batch)
    sizes[-1] = EXAMPLES - batch * (len(sizes) - 1)
    return np.ceil(sizes / fits).astype(int)


class BatchSize(Demo):
    """Look at few or many of 64 examples before each update."""

    name = "Batch size: path, noise and time"
    look_for = "How many examples must fit at once before a large batch saves time?"
    figsize = (9.5, 3.9)
    controls = (
        Slider("batch", "batch size B", 1, EXAMPLES, default=8, step=1),
        Slider("fits", "examples handled at once", 1, EXAMPLES, default=16, step=1),
        Slider("epochs", "epochs", 1, 10, default=4, step=1),
        Slider("eta", "learning rate η", 0.01, 0.2, default=0.05, step=0.01),
        Seed("seed", label="seed of the shuffle"),
    )
    idle = (
        Idle(
            "seed",
            "all 64 at once: there is nothing to draw",
            lambda v, r: v["batch"] == EXAMPLES,
        ),
    )
    presets = (
        Preset("all examples", "one exact update per epoch", batch=64),
        Preset("one example", "64 noisy updates per epoch", batch=1),
        Preset(
            "no parallel hardware",
            "one at a time: every batch size takes 64 units for an epoch",
            fits=1,
        ),
        Preset(
            "enough parallel hardware",
            "64 at once: a full batch costs one unit, like a single example",
            fits=64,
            batch=64,
            epochs=10,
        ),
    )

    @staticmethod
    def compute(batch, fits, epochs, eta, seed):
        path = batch_walk(batch, eta, epochs, seed)
        gradients = batch_gradients(batch, seed)
        full = single_gradients().mean(axis=0)
        miss = np.sqrt(((gradients - full) ** 2).sum(axis=1).mean())
        time = np.cumsum(np.tile(units_of(batch, fits), epochs))
        return {
            "path": path,
            "gradients": gradients,
            "noise": miss / np.linalg.norm(full),
            "time": np.concatenate([[0], time]),
            "loss": BatchSize.above(path),
            "full_time": ceil(EXAMPLES / fits) * np.arange(epochs + 1),
            "full_loss": BatchSize.above(batch_walk(EXAMPLES, eta, epochs, seed)),
            "updates": ceil(EXAMPLES / batch),
            "epoch_time": int(units_of(batch, fits).sum()),
        }

    @staticmethod
    def above(path):
        """Return how far the loss along a path (n, 2) lies above the lowest."""
        return np.maximum(line_loss(path) - line_loss(best_line()), 1e-5)

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.1, 1, 1.1))
        w, b = np.linspace(-1.5, 3.5, 61), np.linspace(-1.5, 3.5, 61)
        z = line_loss(np.stack(np.meshgrid(w, b), axis=-1))
        left.contour(w, b, z, np.geomspace(0.6, 14, 9), colors="#b8c4d0")
        left.plot(*best_line(), "*", color="k", ms=14)
        left.set(xlim=(-1.5, 3.5), ylim=(-1.5, 3.5), xlabel="slope w", ylabel="bias b")
        left.set_title("The path")
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, ms=4, lw=1.3)
        middle.axhline(0, color=style.GREY, lw=1)
        middle.axvline(0, color=style.GREY, lw=1)
        (self.cloud,) = middle.plot([], [], "o", color=style.PINK, ms=5, alpha=0.6)
        full = single_gradients().mean(axis=0)
        (mark,) = middle.plot(*full, "X", color="k", ms=10, zorder=5)
        middle.set(xlim=(-18, 9), ylim=(-6, 14), xlabel="∂L/∂w", ylabel="∂L/∂b")
        middle.set_title("40 batch gradients, ✖ full")
        (self.full,) = right.plot([], [], "s-", color=style.GREY, ms=4, lw=1.3)
        (self.loss,) = right.plot([], [], color=style.ORANGE)
        self.full.set_label("B = 64")
        self.loss.set_label("your B")
        right.legend(loc="lower left")
        right.set(yscale="log", ylim=(1e-4, 30), xlim=(0.7, 800), xscale="log")
        right.set(
            xlabel="time (unit: one parallel pass)", ylabel="loss above the lowest"
        )
        right.set_title("Loss against time")
        return [self.path, self.cloud, mark, self.full, self.loss]

    def update(self, result):
        self.path.set_data(*result["path"].T)
        self.cloud.set_data(*result["gradients"].T)
        self.loss.set_data(result["time"][1:], result["loss"][1:])
        self.full.set_data(result["full_time"][1:], result["full_loss"][1:])

    @staticmethod
    def headline(result):
        updates, units = result["updates"], result["epoch_time"]
        return (
            f"One epoch: {updates} update{'s' * (updates > 1)} in {units} "
            f"unit{'s' * (units > 1)} of time; at the start a gradient is off by "
            f"{result['noise']:.0%}"
        )
