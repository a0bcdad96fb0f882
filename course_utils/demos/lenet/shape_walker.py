"""Demo: The shape walk."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.vision.convolution import (
    conv_parameters,
    dense_parameters,
    output_size,
)


def shape_walk(side, kernel, padding):
    """Return (name, shape, parameters, multiply-adds) of the nine stages of a LeNet."""
    first = output_size(side, kernel, padding=padding)
    second = output_size(first // 2, kernel)
    flat = 16 * (second // 2) ** 2
    dense = [(flat, 120), (120, 84), (84, 10)]
    return [
        ("input", (1, side, side), 0, 0),
        (
            "conv 1",
            (6, first, first),
            conv_parameters(1, 6, kernel),
            6 * first**2 * kernel**2,
        ),
        ("pool 1", (6, first // 2, first // 2), 0, 0),
        (
            "conv 2",
            (16, second, second),
            conv_parameters(6, 16, kernel),
            16 * second**2 * 6 * kernel**2,
        ),
        ("pool 2", (16, second // 2, second // 2), 0, 0),
        ("flatten", (flat,), 0, 0),
        *[
            (f"linear {i}", (b,), dense_parameters(a, b), a * b)
            for i, (a, b) in enumerate(dense, start=1)
        ],
    ]


class ShapeWalker(Demo):
    """Walk through LeNet: the shape after each layer, and what the layers cost."""

    name = "The shape walk"
    look_for = "Walk to the end: where is the work done, where do the parameters sit?"
    figsize = (9.4, 4.6)
    controls = (
        Slider("stage", "layer in view", 0, 8, default=1, step=1),
        Slider("side", "side of the picture", 16, 48, default=28, step=2),
        Choice("kernel", "window k × k, k =", (3, 5), default=5),
        Slider("padding", "padding of conv 1", 0, 2, default=2, step=1),
    )
    presets = (
        Preset("LeNet", "28 × 28 with padding 2: 61,706 parameters in all", stage=8),
        Preset("flatten", "400 numbers, and no place any more", stage=5),
        Preset("the heavy layer", "most of the parameters are in linear 1", stage=6),
        Preset(
            "larger picture",
            "48 × 48: only linear 1 gets more parameters, all but the last two get "
            "more work",
            side=48,
            stage=8,
        ),
        Preset(
            "small window",
            "3 × 3: lighter convolutions, larger maps, a heavier linear 1",
            kernel=3,
            padding=1,
            stage=8,
        ),
    )

    @staticmethod
    def compute(stage, side, kernel, padding):
        names, shapes, parameters, adds = zip(
            *shape_walk(side, kernel, padding), strict=True
        )
        return {
            "names": names,
            "shapes": dict(enumerate(shapes)),
            "parameters": np.array(parameters),
            "multiply_adds": np.array(adds),
            "stage": stage,
            "kernel": kernel,
            "padding": padding,
            "side": side,
        }

    def draw(self, figure, values):
        upper, lower = figure.subplots(2, 1, height_ratios=(1.35, 1))
        upper.set(xlim=(-0.75, 8.6), ylim=(-0.32, 1.32))
        upper.set_axis_off()
        self.squares = PolyCollection([], ec="w", lw=0.7)
        upper.add_collection(self.squares, autolim=False)
        self.labels = [
            upper.text(x - 0.02, -0.04, "", ha="center", va="top", fontsize=9)
            for x in range(9)
        ]
        lower.set(xlim=(-0.75, 8.6), yscale="log", ylim=(50, 2e6))
        lower.set_xticks(range(9), [name for name, *_ in shape_walk(28, 5, 2)])
        lower.set(ylabel="count", title="Cost of the layers walked through")
        self.bars = []
        for color, label in (
            (style.BLUE, "parameters"),
            (style.ORANGE, "multiply-adds"),
        ):
            bars = LineCollection([], colors=color, linewidths=11, label=label)
            bars.set_capstyle("butt")
            lower.add_collection(bars, autolim=False)
            self.bars.append(bars)
        lower.legend(loc="upper right", ncols=2)
        return [self.squares, *self.labels, *self.bars]

    def update(self, result):
        polygons, colors = [], []
        for x, shape in result["shapes"].items():
            mine = style.ORANGE if x == result["stage"] else "#9FC3DA"
            for polygon in self.blocks(x, shape):
                polygons.append(polygon)
                colors.append(mine)
        self.squares.set_verts(polygons)
        self.squares.set_facecolor(colors)
        for label, name, shape in zip(
            self.labels, result["names"], result["shapes"].values(), strict=True
        ):
            label.set_text(f"{name}\n{'×'.join(map(str, shape))}")
        for shift, bars, name in zip(
            (-0.16, 0.16), self.bars, ("parameters", "multiply_adds"), strict=True
        ):
            bars.set_segments(
                [
                    [(x + shift, 1), (x + shift, max(n, 1))]
                    for x, n in enumerate(result[name][: result["stage"] + 1])
                ]
            )

    @staticmethod
    def blocks(x, shape):
        """Return the corners of the sheets, or the column, that stand for a shape."""
        if len(shape) == 1:
            height = 0.12 + 0.9 * np.log10(shape[0]) / np.log10(3000)
            return [
                [(x - 0.07, 0), (x + 0.07, 0), (x + 0.07, height), (x - 0.07, height)]
            ]
        channels, side, _ = shape
        wide, high = 0.62 * side / 48, 0.85 * side / 48
        sheets = []
        for k in reversed(range(channels)):
            left = x - 0.4 + 0.018 * k
            low = 0.022 * k
            sheets.append(
                [
                    (left, low),
                    (left + wide, low),
                    (left + wide, low + high),
                    (left, low + high),
                ]
            )
        return sheets

    @staticmethod
    def headline(result):
        stage, kernel = result["stage"], result["kernel"]
        name, shape = result["names"][stage], result["shapes"][stage]
        before = result["shapes"][max(stage - 1, 0)]
        count = f"{result['parameters'][stage]:,} parameters"
        if name.startswith("conv"):
            padding = result["padding"] if name == "conv 1" else 0
            size = f"({before[1]} + 2·{padding} − {kernel})/1 + 1 = {shape[1]}"
            weights = f"{shape[0]}·({before[0]}·{kernel}·{kernel} + 1)"
            return f"{name}: {size}; {weights} = {count}"
        if name.startswith("linear"):
            return f"{name}: {shape[0]}·({before[0]} + 1) = {count}"
        if name == "flatten":
            return (
                f"flatten: {'·'.join(map(str, before))} = {shape[0]} numbers in a row"
            )
        if name == "input":
            return f"input: one channel of {shape[1]} × {shape[2]} pixels"
        return f"{name}: windows of 2 × 2, side by side; nothing to learn"
