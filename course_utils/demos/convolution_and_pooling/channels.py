"""Demo: Several channels, one output."""

import numpy as np

from course_utils.demos.convolution_and_pooling.photographs import small_photograph
from course_utils.draw.tiles import moving_title, number, picture_axes
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.vision import convolution as conv

NAMES = ("red", "green", "blue")
CHANNEL_KERNELS = {
    "one pixel (1×1)": np.ones((1, 1)),
    "blur 3×3": conv.KERNELS["blur"],
    "vertical edges 3×3": conv.KERNELS["vertical edges"],
}
ONE_PIXEL, EDGES = {"kernel": "one pixel (1×1)"}, {"kernel": "vertical edges 3×3"}
LIGHT = {"red": 0.3, "green": 0.3, "blue": 0.3}
RED_NOT_GREEN = {"red": 1.0, "green": -1.0, "blue": 0.0}


class Channels(Demo):
    """Look at three input channels at once; their sum is one output channel."""

    name = "Several channels, one output"
    look_for = (
        "Which weights make the red heart of the flower stand out, from its light "
        "petals and from the green?"
    )
    figsize = (9.4, 4.0)
    controls = (
        Choice(
            "kernel", "kernel", tuple(CHANNEL_KERNELS), default="vertical edges 3×3"
        ),
        Slider("red", "weight of red", -1.0, 1.0, default=1.0, step=0.1),
        Slider("green", "weight of green", -1.0, 1.0, default=-1.0, step=0.1),
        Slider("blue", "weight of blue", -1.0, 1.0, default=0.0, step=0.1),
        Slider("bias", "bias b", -1.0, 1.0, default=0.0, step=0.1),
    )
    presets = (
        Preset("grey", "0.3 of each: nearly their mean", **ONE_PIXEL, **LIGHT),
        Preset("red against green", "1×1: no neighbour", **ONE_PIXEL, **RED_NOT_GREEN),
        Preset(
            "edges of colour",
            "where red and green change differently",
            **EDGES,
            **RED_NOT_GREEN,
        ),
        Preset("edges of light", "all channels with the same sign", **EDGES, **LIGHT),
        Preset("bias", "one number added everywhere", **EDGES, **LIGHT, bias=0.5),
    )

    @staticmethod
    def compute(kernel, red, green, blue, bias):
        picture = small_photograph("flower", 10)
        base = CHANNEL_KERNELS[kernel]
        weights = np.array([red, green, blue])
        kernels = weights[:, None, None] * base
        parts = np.stack(
            [
                conv.correlate_windows(channel, one)
                for channel, one in zip(picture, kernels, strict=True)
            ]
        )
        return {
            "parts": parts,
            "output": parts.sum(axis=0) + bias,
            "weights": weights,
            "kernels": kernels,
            "bias": bias,
        }

    def draw(self, figure, values):
        axes = figure.subplots(2, 4)
        picture = small_photograph("flower", 10)
        for ax, channel, name in zip(axes[0], picture, NAMES, strict=False):
            ax.imshow(channel, cmap="gray", vmin=0, vmax=1)
            picture_axes(ax, title=f"input channel: {name}")
        axes[0, 3].imshow(picture.transpose(1, 2, 0))
        picture_axes(axes[0, 3], title="what we see")
        look = {"cmap": "PuOr", "vmin": -0.7, "vmax": 0.7}
        self.images = [ax.imshow(picture[0], **look) for ax in axes[1]]
        self.titles = [moving_title(picture_axes(ax)) for ax in axes[1]]
        return [*self.images, *self.titles]

    def update(self, result):
        pictures = [*result["parts"], result["output"]]
        for image, picture in zip(self.images, pictures, strict=True):
            image.set_data(picture)
        for title, name, weight in zip(
            self.titles, NAMES, result["weights"], strict=False
        ):
            title.set_text(f"{number(weight, 1)} × kernel on {name}")
        self.titles[3].set_text(f"sum + b, b = {number(result['bias'], 1)}")

    @staticmethod
    def headline(result):
        used = [n for n, w in zip(NAMES, result["weights"], strict=True) if w]
        size = result["kernels"].shape[1]
        if not used:
            return "All weights are 0: only the bias is left"
        window = "one pixel" if size == 1 else f"{size} × {size} pixels"
        bias = ", plus b" if result["bias"] else ""
        if len(used) == 1:
            return f"One output pixel = {window} of {used[0]} alone, weighted{bias}"
        names = f"{', '.join(used[:-1])} and {used[-1]}"
        return f"One output pixel = {window} each of {names}, added up{bias}"
