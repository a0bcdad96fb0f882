"""Sliders for deeper networks: layer by layer, what a pixel sees, Inception's paths."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyBboxPatch, Rectangle

from course_utils.data.images import load_photograph
from course_utils.draw import style
from course_utils.draw.tiles import picture_axes
from course_utils.live import Choice, Demo, Preset, Slider, Toggle
from course_utils.ml import architectures as nets
from course_utils.ml.convolution import conv_parameters, receptive_field
from course_utils.ml.layers_table import layers_table
from course_utils.ml.lenet import LeNet

SIDES = tuple(range(128, 321, 32))
SHOWN = ("Conv2d", "Linear", "MaxPool2d", "GlobalAverage")
WORDS = {
    "Conv2d": "convolution",
    "Linear": "fully connected",
    "MaxPool2d": "pooling",
    "GlobalAverage": "global average",
}


@cache
def table(network, side):
    """Return the rows of convolutions, dense layers and poolings of a network."""
    make = nets.FULL_SIZE[network]
    model = nets.make_on_paper(lambda: make(side=side))
    return [r for r in layers_table(model, (3, side, side)) if r.kind in SHOWN]


def amount(number):
    """Return a large number in words: 61.1 million, 15.5 billion."""
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if number >= size:
            return f"{number / size:.1f} {word}"
    return str(number)


class ArchitectureExplorer(Demo):
    """Go through a famous network layer by layer."""

    name = "Architecture explorer"
    look_for = "Where do the parameters sit, and where is the work done?"
    figsize = (9.4, 4.8)
    controls = (
        Choice("network", "network", tuple(nets.FULL_SIZE), default="VGG-16"),
        Slider("place", "layer in view (%)", 0, 100, default=72, step=1),
        Slider("side", "side of the picture", 128, 320, default=224, step=32),
    )
    presets = (
        Preset(
            "AlexNet",
            "large windows first; three dense layers",
            network="AlexNet",
            place=0,
        ),
        Preset("VGG-16's heaviest", "three quarters of all parameters", place=90),
        Preset(
            "NiN", "no dense layer: 7.4 million parameters", network="NiN", place=100
        ),
        Preset(
            "GoogLeNet",
            "57 convolutions, and still the smallest",
            network="GoogLeNet",
            place=60,
        ),
        Preset(
            "larger pictures",
            "the first dense layer pays, quadratically",
            side=320,
            place=90,
        ),
    )

    @staticmethod
    def compute(network, place, side):
        rows = table(network, side)
        index = round(place / 100 * (len(rows) - 1))
        row = rows[index]
        return {
            "parameters": np.array([r.parameters for r in rows]),
            "multiply_adds": np.array([r.multiply_adds for r in rows]),
            "channels": np.array([r.shape[0] for r in rows]),
            "sides": np.array([r.shape[1] if len(r.shape) == 3 else 1 for r in rows]),
            "index": index,
            "kind": row.kind,
            "shape": "×".join(map(str, row.shape)),
            "network": network,
        }

    def draw(self, figure, values):
        for network in nets.FULL_SIZE:  # ahead, so that no slider has to wait
            for side in SIDES:
                table(network, side)
        upper, lower = figure.subplots(2, 1, sharex=True)
        for ax in (upper, lower):
            ax.set(xlim=(-0.045, 1.045), yscale="log", xticks=[])
        upper.set(ylim=(0.7, 9000), ylabel="pixels, channels")
        upper.set_title("Shapes", fontsize=11)
        (self.sides,) = upper.plot([], [], "o-", color=style.BLUE, ms=3.5)
        self.sides.set_label("height = width")
        (self.channels,) = upper.plot([], [], "s-", color=style.ORANGE, ms=3.5)
        self.channels.set_label("channels (dense layers: outputs)")
        upper.legend(loc="upper left", ncols=2)
        lower.set(ylim=(50, 3e11), ylabel="count")
        lower.set(xlabel="layers, from the picture to the classes")
        lower.set_title("Cost of each layer", fontsize=11)
        self.bars = []
        for color, label in (
            (style.BLUE, "parameters"),
            (style.ORANGE, "multiply-adds"),
        ):
            bars = LineCollection([], colors=color, linewidths=5, label=label)
            bars.set_capstyle("butt")
            lower.add_collection(bars, autolim=False)
            self.bars.append(bars)
        lower.legend(loc="upper left", ncols=2)
        self.sums = lower.text(
            0.995, 0.95, "", transform=lower.transAxes, ha="right", va="top", zorder=5
        )
        self.sums.set_bbox({"fc": "w", "ec": "none", "alpha": 0.9, "pad": 2})
        self.lines = [
            ax.plot([], [], "--", color=style.GREY, lw=1.5)[0] for ax in (upper, lower)
        ]
        return [self.sides, self.channels, *self.bars, self.sums, *self.lines]

    def update(self, result):
        n = len(result["parameters"])
        x = np.linspace(0, 1, n)
        self.sides.set_data(x, result["sides"])
        self.channels.set_data(x, result["channels"])
        width = 0.22 / (n - 1)
        for bars, name, aside in zip(
            self.bars, ("parameters", "multiply_adds"), (-width, width), strict=True
        ):
            heights = np.maximum(result[name], 1)
            bars.set_segments(
                [
                    [(a + aside, 1), (a + aside, h)]
                    for a, h in zip(x, heights, strict=True)
                ]
            )
            bars.set_linewidth(min(9.0, 220 / n))
        total = [amount(result[k].sum()) for k in ("parameters", "multiply_adds")]
        self.sums.set_text(f"in all: {total[0]} parameters\n{total[1]} multiply-adds")
        for line, top in zip(self.lines, (9000, 3e11), strict=True):
            line.set_data([x[result["index"]]] * 2, [0.7, top])

    @staticmethod
    def headline(result):
        index, kind = result["index"], result["kind"]
        count = result["parameters"][index]
        where = f"{result['network']}, {WORDS[kind]} → {result['shape']}"
        if kind in ("MaxPool2d", "GlobalAverage"):
            return f"{where}: nothing to learn"
        share = count / result["parameters"].sum()
        return f"{where}: {amount(count)} parameters, {share:.1%} of all"


@cache
def chains():
    """Return (kind, kernel, stride) along five networks without parallel paths."""
    full = {
        name: nets.make_on_paper(nets.FULL_SIZE[name])
        for name in ("AlexNet", "VGG-11", "VGG-16", "NiN")
    }
    models = {"LeNet": LeNet(), **full}
    return {name: nets.windows_along(model) for name, model in models.items()}


class FieldCalculator(Demo):
    """See how the receptive field grows from layer to layer of a network."""

    name = "Receptive-field calculator"
    look_for = "After which layers does the square grow in large steps?"
    figsize = (9.4, 3.9)
    controls = (
        Choice(
            "network",
            "network",
            ("LeNet", "AlexNet", "VGG-11", "VGG-16", "NiN"),
            default="VGG-16",
        ),
        Slider("depth", "layers seen through", 1, 18, default=6, step=1),
    )
    presets = (
        Preset("two 3×3", "see 5 × 5", depth=2),
        Preset("AlexNet's first layer", "11 × 11 at once", network="AlexNet", depth=1),
        Preset("VGG-16's last", "nearly the whole picture", depth=18),
        Preset(
            "NiN's 1×1",
            "no step at all: they look at no neighbour",
            network="NiN",
            depth=3,
        ),
    )
    SIDE = 224

    @staticmethod
    def compute(network, depth):
        chain = chains()[network]
        windows = [window[1:] for window in chain]
        depth = min(depth, len(chain))
        kind, kernel, stride = chain[depth - 1]
        return {
            "fields": np.array(
                [receptive_field(windows[:d]) for d in range(1, len(chain) + 1)]
            ),
            "pools": np.array([name == "pool" for name, *_ in chain]),
            "depth": depth,
            "kind": kind,
            "kernel": kernel,
            "stride": stride,
            "network": network,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
        photograph = load_photograph("china")[60:284, 120:344][::2, ::2]
        left.imshow(photograph, extent=(0, self.SIDE, self.SIDE, 0), alpha=0.85)
        picture_axes(left, title=f"picture of {self.SIDE} × {self.SIDE}")
        left.set(xlim=(0, self.SIDE), ylim=(self.SIDE, 0))
        self.square = left.add_patch(
            Rectangle((0, 0), 1, 1, fill=False, ec=style.ORANGE, lw=3)
        )
        right.set(xlim=(0.3, 18.7), ylim=(0, 235), xticks=range(1, 19))
        right.set(xlabel="layers seen through", ylabel="side (pixels)")
        right.set_title("Receptive field after each layer", fontsize=11)
        (self.curve,) = right.plot([], [], "-", color=style.BLUE, lw=1.5)
        (self.convs,) = right.plot([], [], "o", color=style.BLUE, label="convolution")
        (self.pools,) = right.plot([], [], "s", color=style.GREEN, label="pooling")
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mfc="none")
        right.legend(loc="upper left")
        return [self.square, self.curve, self.convs, self.pools, self.here]

    def update(self, result):
        fields, pools = result["fields"], result["pools"]
        x = np.arange(1, len(fields) + 1)
        self.curve.set_data(x, fields)
        self.convs.set_data(x[~pools], fields[~pools])
        self.pools.set_data(x[pools], fields[pools])
        depth = result["depth"]
        side = fields[depth - 1]
        self.here.set_data([depth], [side])
        self.square.set_xy(((self.SIDE - side) / 2,) * 2)
        self.square.set_width(side)
        self.square.set_height(side)

    @staticmethod
    def headline(result):
        depth, kernel = result["depth"], result["kernel"]
        side = result["fields"][depth - 1]
        name = "convolution" if result["kind"] == "conv" else "pooling"
        step = f", stride {result['stride']}" if result["stride"] > 1 else ""
        layer = f"layer {depth}, {name} {kernel}×{kernel}{step}"
        return f"{result['network']}, {layer}: one pixel sees {side} × {side}"


class InceptionKnobs(Demo):
    """Set the channels of Inception's four paths, with bottlenecks or without."""

    name = "Inception's channel knobs"
    look_for = "Which path costs most, and what does its 1×1 bottleneck save?"
    figsize = (9.4, 4.3)
    INPUTS, SIDE = 192, 28
    controls = (
        Slider("small", "path 1: 1×1 outputs", 8, 256, default=64, step=8),
        Slider("middle_in", "path 2: bottleneck", 8, 192, default=96, step=8),
        Slider("middle", "path 2: 3×3 outputs", 8, 256, default=128, step=8),
        Slider("large_in", "path 3: bottleneck", 8, 192, default=16, step=8),
        Slider("large", "path 3: 5×5 outputs", 8, 256, default=32, step=8),
        Slider("pooled", "path 4: 1×1 outputs", 8, 256, default=32, step=8),
        Toggle("bottlenecks", "1×1 bottlenecks", default=True),
    )
    presets = (
        Preset("block 3a", "the paper's numbers: 256 output channels"),
        Preset(
            "no bottlenecks", "3×3 and 5×5 look at all 192 channels", bottlenecks=False
        ),
        Preset("wide 5×5", "the dear path, still cheap by its bottleneck", large=128),
        Preset(
            "wide, no bottleneck",
            "now it costs more than all others",
            large=128,
            bottlenecks=False,
        ),
    )

    @staticmethod
    def compute(small, middle_in, middle, large_in, large, pooled, bottlenecks):
        inputs = InceptionKnobs.INPUTS
        narrow = (
            conv_parameters(inputs, middle_in, 1),
            conv_parameters(inputs, large_in, 1),
        )
        costs = {
            True: (
                conv_parameters(inputs, small, 1),
                narrow[0] + conv_parameters(middle_in, middle, 3),
                narrow[1] + conv_parameters(large_in, large, 5),
                conv_parameters(inputs, pooled, 1),
            ),
            False: (
                conv_parameters(inputs, small, 1),
                conv_parameters(inputs, middle, 3),
                conv_parameters(inputs, large, 5),
                conv_parameters(inputs, pooled, 1),
            ),
        }
        return {
            "outputs": np.array([small, middle, large, pooled]),
            "first": np.array([small, middle_in, large_in, inputs]),
            "parameters": np.array(costs[bottlenecks]),
            "other": np.array(costs[not bottlenecks]),
            "bottlenecks": bottlenecks,
        }

    COLORS = (style.BLUE, style.GREEN, style.ORANGE, style.YELLOW)

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        left.set(xlim=(-0.6, 3.6), ylim=(-1.05, 3.45))
        left.set_axis_off()
        look = {"boxstyle": "round,pad=0.02", "lw": 1.5}
        text = {"ha": "center", "va": "center", "fontsize": 9}
        left.add_patch(
            FancyBboxPatch((-0.45, 2.85), 3.9, 0.5, fc="#eef1f4", ec="k", **look)
        )
        words = f"input: {self.INPUTS} channels of {self.SIDE} × {self.SIDE}"
        left.text(1.5, 3.1, words, **text)
        self.texts, self.narrow = [], []
        for x, color in enumerate(self.COLORS):
            for y in (1.75, 0.65):
                box = FancyBboxPatch(
                    (x - 0.45, y - 0.3), 0.9, 0.6, fc="w", ec=color, **look
                )
                left.add_patch(box)
                self.texts.append(left.text(x, y, "", **text))
            left.plot([x, x], [2.82, 2.1], color=color, lw=1.5, zorder=0)
            left.plot([x, x], [1.4, 1.0], color=color, lw=1.5, zorder=0)
            left.plot([x, x], [0.32, -0.1], color=color, lw=1.5, zorder=0)
        self.outputs = [
            left.add_patch(Rectangle((0, -0.5), 1, 0.4, fc=color, ec="w"))
            for color in self.COLORS
        ]
        self.sum = left.text(1.5, -0.8, "", **text)
        right.set(xscale="log", xlim=(1e3, 3e6), ylim=(3.6, -1.1), yticks=range(4))
        right.set_yticklabels(["path 1", "path 2", "path 3", "path 4"])
        right.set(xlabel="parameters")
        right.set_title("Cost of each path", fontsize=11)
        self.bars = LineCollection([], colors=self.COLORS, linewidths=16)
        self.bars.set_capstyle("butt")
        right.add_collection(self.bars, autolim=False)
        (self.other,) = right.plot([], [], "|", color="k", ms=20, mew=2)
        self.other.set_label("with the other setting")
        right.legend(loc="upper right")
        return [*self.texts, *self.outputs, self.sum, self.bars, self.other]

    def update(self, result):
        outputs, first = result["outputs"], result["first"]
        with_1x1 = result["bottlenecks"]
        upper = [
            "1×1",
            f"1×1 → {first[1]}" if with_1x1 else "(none)",
            f"1×1 → {first[2]}" if with_1x1 else "(none)",
            "3×3 pooling",
        ]
        lower = [
            f"→ {outputs[0]}",
            f"3×3 → {outputs[1]}",
            f"5×5 → {outputs[2]}",
            f"1×1 → {outputs[3]}",
        ]
        for text, words in zip(
            self.texts,
            [word for pair in zip(upper, lower, strict=True) for word in pair],
            strict=True,
        ):
            text.set_text(words)
        total = outputs.sum()
        left = -0.45
        for patch, count in zip(self.outputs, outputs, strict=True):
            width = 3.9 * count / total
            patch.set_x(left)
            patch.set_width(width)
            left += width
        self.sum.set_text(f"output: {total} channels of {self.SIDE} × {self.SIDE}")
        self.bars.set_segments(
            [[(1, y), (n, y)] for y, n in enumerate(result["parameters"])]
        )
        self.other.set_data(result["other"], range(4))

    @staticmethod
    def headline(result):
        total, other = result["parameters"].sum(), result["other"].sum()
        if not result["bottlenecks"]:
            return f"{total:,} parameters without bottlenecks, {other:,} with them"
        ratio = other / total
        if ratio < 1:
            return f"{total:,} parameters: bottlenecks this wide save nothing"
        return (
            f"{total:,} parameters; without the bottlenecks {ratio:.1f} times as many"
        )
