"""Demo: What LeNet sees in a digit."""

import numpy as np
import torch
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from course_utils.draw import style
from course_utils.draw.tiles import mosaic, moving_title, picture_axes
from course_utils.experiments.lenet_and_rival import example, probabilities, trained
from course_utils.live import Choice, Demo, Preset, Slider

LAYERS = {"conv 1 + ReLU": 2, "pool 1": 3, "conv 2 + ReLU": 5, "pool 2": 6}


class FeatureMaps(Demo):
    """Look at every map that LeNet makes of a digit."""

    name = "What LeNet sees in a digit"
    look_for = "Which maps still look like the digit, and which only answer yes or no?"
    figsize = (9.4, 3.5)
    controls = (
        Slider("digit", "digit", 0, 9, default=5, step=1),
        Slider("number", "which example", 0, 39, default=0, step=1),
        Choice("layer", "layer", tuple(LAYERS), default="conv 1 + ReLU"),
        Slider("channel", "channel", 0, 15, default=2, step=1),
    )
    presets = (
        Preset("first layer", "six maps of 28 × 28: the digit is still there"),
        Preset(
            "after pooling",
            "half as many rows and half as many columns",
            layer="pool 1",
        ),
        Preset("second layer", "sixteen maps of 10 × 10", layer="conv 2 + ReLU"),
        Preset(
            "last maps",
            "sixteen maps of 5 × 5: all that the classifier gets",
            layer="pool 2",
        ),
        Preset("a seven", "the same kernels, other maps", digit=7, layer="pool 2"),
    )

    @staticmethod
    def compute(digit, number, layer, channel):
        model, *_ = trained()
        picture = example(digit, number)
        with torch.no_grad():
            maps = model.features[: LAYERS[layer]](picture)[0].numpy()
        channel = min(channel, len(maps) - 1)
        return {
            "picture": picture[0, 0].numpy(),
            "maps": maps,
            "map": maps[channel],
            "channel": channel,
            "probabilities": probabilities(model, picture)[0],
            "layer": layer,
            "digit": digit,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 4, width_ratios=(1, 1.7, 1, 1.1))
        zeros = np.zeros((28, 28))
        looks = ({"cmap": "gray"}, {"cmap": "cividis"}, {"cmap": "cividis"})
        titles = ("the picture", None, None)
        self.images = []
        for ax, look, title in zip(axes, looks, titles, strict=False):
            picture_axes(ax, title=title or "", frame=title is not None)
            self.images.append(
                ax.imshow(zeros, extent=(0, 1, 1, 0), vmin=-1, vmax=3, **look)
            )
            ax.set(xlim=(0, 1), ylim=(1, 0))
        axes[1].set_facecolor("w")
        self.titles = [moving_title(ax) for ax in axes[1:3]]
        self.box = axes[1].add_patch(
            Rectangle((0, 0), 1, 1, fill=False, ec=style.ORANGE, lw=2.5)
        )
        ax = axes[3]
        ax.set(xlim=(0, 1.05), ylim=(9.6, -0.6), yticks=range(10))
        ax.set(xlabel="probability", ylabel="class")
        ax.set_title("LeNet's answer", fontsize=10)
        self.bars = LineCollection([], colors=style.ORANGE, linewidths=11)
        self.bars.set_capstyle("butt")
        ax.add_collection(self.bars, autolim=False)
        return [*self.images, self.box, *self.titles, self.bars]

    def update(self, result):
        maps, channel = result["maps"], result["channel"]
        n, side, _ = maps.shape
        columns = 3 if n == 6 else 4
        top = max(float(maps.max()), 1e-6)
        sheet = mosaic(maps, columns, gap=1, value=np.nan)
        width, height = (
            sheet.shape[1] / max(sheet.shape),
            sheet.shape[0] / max(sheet.shape),
        )
        self.images[0].set_data(result["picture"])
        self.images[1].set_data(np.ma.masked_invalid(sheet))
        self.images[1].set_extent((0, width, height, 0))
        self.images[2].set_data(result["map"])
        for image in self.images[1:]:
            image.set_clim(0, top)
        unit = 1 / max(sheet.shape)
        place = (
            channel % columns * (side + 1) * unit,
            channel // columns * (side + 1) * unit,
        )
        self.box.set_xy(place)
        self.box.set_width(side * unit)
        self.box.set_height(side * unit)
        self.titles[0].set_text(f"{result['layer']}: {n} maps of {side} × {side}")
        self.titles[1].set_text(f"channel {channel}")
        self.bars.set_segments(
            [[(0, i), (p, i)] for i, p in enumerate(result["probabilities"])]
        )

    @staticmethod
    def headline(result):
        answer = int(result["probabilities"].argmax())
        sure = result["probabilities"][answer]
        if answer == result["digit"]:
            return f"LeNet reads {answer}, with probability {sure:.3f}"
        return f"LeNet reads {answer} ({sure:.3f}), but it is a {result['digit']}"
