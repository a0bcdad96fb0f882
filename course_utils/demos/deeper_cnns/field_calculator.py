"""Demo: Receptive-field calculator."""

from functools import cache

import numpy as np
from matplotlib.patches import Rectangle

from course_utils.data.images import load_photograph
from course_utils.draw import style
from course_utils.draw.tiles import picture_axes
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.convolution import receptive_field
from course_utils.ml.vision.lenet import LeNet


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
        Slider("depth", "layers seen through", 1, 18, default=1, step=1),
    )
    presets = (
        Preset("two 3×3", "see 5 × 5", depth=2),
        Preset("AlexNet's first layer", "11 × 11 at once", network="AlexNet", depth=1),
        Preset("VGG-16's last", "212 of 224 pixels: nearly the whole side", depth=18),
        Preset(
            "NiN's 1×1",
            "the field stays: a 1×1 looks at no neighbour",
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
        depth = result["depth"]
        fields, pools = fields[:depth], pools[:depth]  # the rest is for you to predict
        x = np.arange(1, depth + 1)
        self.curve.set_data(x, fields)
        self.convs.set_data(x[~pools], fields[~pools])
        self.pools.set_data(x[pools], fields[pools])
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
