"""Demo: Batch size and path."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments.walks_in_batches import (
    EXAMPLES,
    SIZES,
    best_line,
    line_loss,
    noisy_walk,
)
from course_utils.live import Choice, Demo, Idle, Preset, Seed, Slider, Toggle

LEAST = 1e-6  # what the picture shows of the loss above the lowest


class BatchSizeAndPath(Demo):
    """Take each step after looking at 1, 4, 16 or all 64 examples."""

    name = "Batch size and path"
    look_for = "Who is nearer after one epoch, and who is nearer after ten?"
    # At η = 0.2 the answer turns within the ten epochs that the slider has.
    figsize = (9.4, 4.0)
    controls = (
        Choice("size", "examples per update", SIZES, default=1),
        Slider("eta", "learning rate η", 0.01, 0.6, default=0.2, step=0.01),
        Slider("epochs", "epochs", 1, 10, default=1, step=1),
        Toggle("decay", "let η shrink as η/√(t+1)"),
        Seed("seed", label="seed of the shuffle"),
    )
    idle = (
        Idle("decay", "the first step is a whole one", lambda v, r: r["updates"] == 1),
        Idle(
            "seed",
            "all 64 at once: there is nothing to draw",
            lambda v, r: v["size"] == EXAMPLES,
        ),
    )
    presets = (
        Preset(
            "all 64 examples",
            "one calm update per epoch",
            size=64,
            eta=0.2,
            epochs=3,
            decay=False,
        ),
        Preset(
            "one example",
            "64 restless updates per epoch",
            size=1,
            eta=0.2,
            epochs=3,
            decay=False,
        ),
        Preset(
            "mini-batch of 16",
            "four updates per epoch, calmer than with one example",
            size=16,
            eta=0.2,
            epochs=3,
            decay=False,
        ),
        Preset(
            "one, η decayed",
            "starts bold and comes to rest",
            size=1,
            eta=0.3,
            decay=True,
            epochs=10,
        ),
        Preset(
            "one, η too large",
            "it never settles: the noise throws it back again and again",
            size=1,
            eta=0.4,
            epochs=10,
            decay=False,
        ),
    )

    @staticmethod
    def compute(size, eta, epochs, decay, seed):
        path = noisy_walk(size, eta, decay, epochs, seed)
        per_epoch = EXAMPLES // size
        loss = line_loss(path) - line_loss(best_line())
        return {
            "path": path,
            "epoch": np.arange(len(path)) / per_epoch,
            "loss": np.maximum(loss, 1e-12),
            "updates": len(path) - 1,
            "size": size,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        w, b = np.linspace(-1.5, 3.5, 61), np.linspace(-1.5, 3.5, 61)
        z = line_loss(np.stack(np.meshgrid(w, b), axis=-1))
        left.contour(w, b, z, np.geomspace(0.6, 14, 9), colors="#b8c4d0")
        left.plot(*best_line(), "*", color=style.GREEN, ms=20, mec="white")
        left.set(xlim=(-1.5, 3.5), ylim=(-1.5, 3.5), xlabel="slope w", ylabel="bias b")
        left.grid(False)
        (self.path,) = left.plot([], [], color=style.ORANGE, lw=1.5)
        (self.head,) = left.plot([], [], "o", color=style.ORANGE, ms=14, mec="white")
        (self.loss,) = right.plot([], [], color=style.ORANGE)
        (self.last,) = right.plot([], [], "o", color=style.ORANGE, ms=10)
        right.set(yscale="log", xlim=(0, 10.2), ylim=(LEAST, 30))
        right.set(xlabel="epochs", ylabel="loss above the lowest")
        return [self.path, self.head, self.loss, self.last]

    def update(self, result):
        self.path.set_data(*result["path"].T)
        self.head.set_data(*result["path"][-1:].T)
        self.loss.set_data(result["epoch"], result["loss"])
        self.last.set_data(result["epoch"][-1:], result["loss"][-1:])

    @staticmethod
    def headline(result):
        updates, size, loss = result["updates"], result["size"], result["loss"][-1]
        plural = "update" if updates == 1 else "updates"
        examples = "1 example" if size == 1 else f"{size} examples"
        return f"{updates} {plural} with {examples} each: {above(loss)} the lowest loss"


def above(loss):
    """Say how far a loss is above the lowest."""
    return "less than 1e-6 above" if loss < LEAST else f"{loss:.2g} above"
