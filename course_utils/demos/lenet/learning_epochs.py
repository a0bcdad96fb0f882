"""Demo: Filters and errors, epoch by epoch."""

import numpy as np

from course_utils.draw import style
from course_utils.draw.tiles import mosaic, moving_title, picture_axes
from course_utils.experiments.lenet_and_rival import EPOCHS, digits, epochs_of_lenet
from course_utils.live import Demo, Preset, Slider


class LearningEpochs(Demo):
    """Follow LeNet from chance to its last errors: filters, curve, wrong digits."""

    name = "Filters and errors, epoch by epoch"
    look_for = "Do the filters change much, and which digits stay wrong to the end?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("epoch", "epoch", 0, EPOCHS, default=0, step=1),
        Slider("page", "page of wrong digits", 0, 5, default=0, step=1),
    )
    presets = (
        Preset("untrained", "random filters: about nine in ten are wrong", epoch=0),
        Preset("one epoch", "80 updates: most of the errors are gone", epoch=1),
        Preset("the end", "the last errors: would you read them all?", epoch=EPOCHS),
    )
    SHOWN = 10

    @staticmethod
    def compute(epoch, page):
        *_, pictures, labels = digits()
        seen = epochs_of_lenet()
        misread = seen["guesses"] != labels.numpy()
        wrong = np.flatnonzero(misread[epoch])
        pages = max(1, -(-len(wrong) // LearningEpochs.SHOWN))
        start = min(page, pages - 1) * LearningEpochs.SHOWN
        shown = wrong[start : start + LearningEpochs.SHOWN]
        return {
            "filters": seen["filters"][epoch],
            "first_filters": seen["filters"][0],
            "train_errors": seen["train_error"],
            "test_errors": misread.mean(axis=1),
            "pictures": pictures[shown, 0].numpy(),
            "labels": labels[shown].numpy(),
            "guesses": seen["guesses"][epoch, shown],
            "wrong": len(wrong),
            "epoch": epoch,
        }

    def draw(self, figure, values):
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.5, 1))
        left, right = upper.subplots(1, 2, width_ratios=(1.2, 1))
        left.set_yscale("symlog", linthresh=1e-3)  # the last training error is 0
        left.set(ylim=(-2e-4, 1.5), xlim=(-0.3, EPOCHS + 0.3))
        left.set_yticks([0, 1e-3, 1e-2, 0.1, 1], ["0", "0.1%", "1%", "10%", "100%"])
        left.set(xlabel="epoch", ylabel="share wrong", xticks=range(EPOCHS + 1))
        left.set_title("Errors", fontsize=11)
        self.curves = [
            left.plot([], [], mark + "-", color=color, label=name, ms=4)[0]
            for name, color, mark in (
                ("train", style.ORANGE, "o"),
                ("test", style.GREEN, "s"),
            )
        ]
        left.legend(loc="lower left", ncols=2)
        (self.here,) = left.plot([], [], "--", color=style.GREY, lw=1.5)
        self.filters = right.imshow(
            np.zeros((11, 17)), cmap="PuOr", vmin=-0.45, vmax=0.45
        )
        picture_axes(right, title="the six 5 × 5 filters of conv 1", frame=False)
        axes = lower.subplots(1, self.SHOWN)
        words = "Wrong on the test digits: what it is → what LeNet reads"
        lower.suptitle(words, x=0.012, ha="left", fontsize=11)
        self.tiles, self.titles = [], []
        for ax in axes:
            self.tiles.append(
                ax.imshow(np.zeros((28, 28)), cmap="gray", vmin=-1, vmax=3)
            )
            picture_axes(ax, frame=False)
            self.titles.append(moving_title(ax))
        return [*self.curves, self.here, self.filters, *self.tiles, *self.titles]

    def update(self, result):
        until = result["epoch"] + 1  # what comes later is for you to predict
        for line, name in zip(self.curves, ("train", "test"), strict=True):
            line.set_data(range(until), result[f"{name}_errors"][:until])
        self.here.set_data([result["epoch"]] * 2, [-2e-4, 1.5])
        self.filters.set_data(np.ma.masked_invalid(mosaic(result["filters"], 3)))
        pairs = zip(result["labels"], result["guesses"], strict=True)
        words = [f"{label} → {guess}" for label, guess in pairs]
        for k, (tile, title) in enumerate(zip(self.tiles, self.titles, strict=True)):
            there = k < len(result["labels"])
            tile.set_data(result["pictures"][k] if there else np.full((28, 28), 3.0))
            title.set_text(words[k] if there else "")

    @staticmethod
    def headline(result):
        wrong, moved = result["wrong"], result["filters"] - result["first_filters"]
        share = np.linalg.norm(moved) / np.linalg.norm(result["first_filters"])
        return (
            f"Epoch {result['epoch']}: {wrong:,} of 2,000 test digits wrong; "
            f"filters moved by {share:.0%}"
        )
