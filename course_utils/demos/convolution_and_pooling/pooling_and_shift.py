"""Demo: Pooling and small shifts."""

from functools import cache

import numpy as np

from course_utils.data.image_sets import load_images
from course_utils.draw import style
from course_utils.draw.tiles import picture_axes
from course_utils.live import Choice, Demo, Grip, Idle, Preset, Slider
from course_utils.ml.vision import convolution as conv


@cache
def wide_digit(label=3):
    """Return a digit of this label as its writer left it (36, 36), with room around."""
    digits = load_images("mnist_10k", limit=100)
    mine = digits.test[digits.test_labels == label]
    return conv.pad(mine[0, 0].astype(float), 4)


def edge_map(picture):
    """Return the size of the vertical edges of a picture, as large as the picture."""
    return abs(
        conv.correlate_windows(conv.pad(picture, 1), conv.KERNELS["vertical edges"])
    )


def change(after, before):
    """Return how much two maps differ, as a share of the size of the first."""
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))


class PoolingAndShift(Demo):
    """Shift a digit by a pixel: how much do the map and the pooled map change?"""

    name = "Pooling and small shifts"
    look_for = (
        "How far may the digit move until the pooled map has changed as much as the "
        "map does at one pixel?"
    )
    figsize = (9.4, 3.5)
    controls = (
        Slider("shift", "shift to the right (pixels)", 0, 6, default=1, step=1),
        Slider("size", "pooling window", 1, 6, default=4, step=1),
        Choice("kind", "pooling", ("max", "average"), default="max"),
        Slider("digit", "digit", 0, 9, default=3, step=1),
    )
    grips = (
        Grip(
            at=lambda v, r: (18 + v["shift"], 18),
            take=lambda x, y, v: {"shift": x - 18},
            moves=("shift",),
            way="x",
            label="the digit",
        ),
        Grip("shift", axes=3, across=True),
    )
    idle = (
        Idle(
            "kind",
            "of one pixel, maximum and average are one",
            lambda v, r: v["size"] == 1,
        ),
    )
    presets = (
        Preset("no pooling", "a window of 1: the map just moves along", size=1),
        Preset("a small shift", "one pixel, within a window of 4", shift=1, size=4),
        Preset(
            "average",
            "changes more than max from two pixels on",
            size=4,
            kind="average",
        ),
        Preset("a whole window", "the pooled map moves, unchanged", shift=4, size=4),
        Preset("a large shift", "further than the window is wide", shift=6, size=3),
    )
    SHIFTS = np.arange(7)

    @staticmethod
    def compute(shift, size, kind, digit):
        pooled, plain = [], []
        for right in PoolingAndShift.SHIFTS:
            plain.append(edge_map(conv.shift(wide_digit(digit), int(right))))
            pooled.append(conv.pool(plain[-1], size, kind=kind))
        return {
            "picture": conv.shift(wide_digit(digit), shift),
            "map": plain[shift],
            "pooled": pooled[shift],
            "map_changes": np.array([change(m, plain[0]) for m in plain]),
            "pooled_changes": np.array([change(m, pooled[0]) for m in pooled]),
            "shift": shift,
            "size": size,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.5))
        titles = ("the digit, shifted", "map: vertical edges", "pooled map")
        self.images = []
        for ax, title in zip(axes, titles, strict=False):
            image = ax.imshow(np.zeros((36, 36)), cmap="gray", vmin=0, vmax=1)
            picture_axes(ax, title=title)
            self.images.append(image)
        ax = axes[3]
        ax.set(xlim=(-0.3, 6.3), ylim=(-0.05, 1.45), xticks=self.SHIFTS)
        ax.set(xlabel="shift (pixels)", ylabel="relative change")
        ax.set_title("Change by the shift", fontsize=11)
        (self.plain,) = ax.plot([], [], "o-", color=style.GREY, label="map")
        (self.pooled,) = ax.plot([], [], "o-", color=style.ORANGE, label="pooled")
        (self.here,) = ax.plot([], [], "o", color="k", ms=10, mfc="none", mew=2)
        ax.legend(loc="upper left", ncols=2)
        return [*self.images, self.plain, self.pooled, self.here]

    def update(self, result):
        for image, name in zip(self.images, ("picture", "map", "pooled"), strict=True):
            image.set_data(result[name])
        self.images[2].set_extent(self.images[1].get_extent())
        self.plain.set_data(self.SHIFTS, result["map_changes"])
        self.pooled.set_data(self.SHIFTS, result["pooled_changes"])
        place = result["shift"]
        self.here.set_data([place], result["pooled_changes"][place : place + 1])

    @staticmethod
    def headline(result):
        place, size = result["shift"], result["size"]
        before, after = result["map_changes"][place], result["pooled_changes"][place]
        if place == 0:
            return "No shift yet: move the first slider"
        if size == 1:
            return (
                f"No pooling: {place} px to the right changes the map by {before:.0%}"
            )
        moved = f"{place} px to the right"
        return f"{moved}: map changes by {before:.0%}, pooled by {after:.0%}"
