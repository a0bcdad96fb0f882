"""Demo: Architecture explorer."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.layers_table import layers_table
from course_utils.translation.amounts import in_words

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


class ArchitectureExplorer(Demo):
    """Go through a famous network layer by layer."""

    name = "Architecture explorer"
    look_for = "Where do the parameters sit, and where is the work done?"
    figsize = (9.4, 4.6)
    controls = (
        Choice("network", "network", tuple(nets.FULL_SIZE), default="VGG-16"),
        Slider("place", "layer in view (%)", 0, 100, default=0, step=1),
        Slider("side", "side of the picture", 128, 320, default=224, step=32),
    )
    presets = (
        Preset(
            "AlexNet",
            "11 × 11 first, three dense layers last",
            network="AlexNet",
            place=100,
        ),
        Preset(
            "VGG-16's heaviest",
            "the first dense layer: three quarters of all parameters",
            place=90,
        ),
        Preset(
            "NiN", "no dense layer: 7.4 million parameters", network="NiN", place=100
        ),
        Preset(
            "GoogLeNet",
            "57 convolutions, and fewest parameters of the five",
            network="GoogLeNet",
            place=100,
        ),
        Preset(
            "larger pictures",
            "320 × 320: only the first dense layer has more parameters, twice as many",
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
            "place": place / 100,
            "kind": row.kind,
            "shape": "×".join(map(str, row.shape)),
            "network": network,
        }

    def draw(self, figure, values):
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
        lower.set_title("Cost of the layers passed", fontsize=11)
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
        (self.here,) = upper.plot([], [], "o", ms=9, mfc="none", mec=style.PINK, mew=2)
        moving = [self.sides, self.channels, *self.bars, self.sums, *self.lines]
        return [*moving, self.here]

    def update(self, result):
        n = len(result["parameters"])
        x = np.linspace(0, 1, n)
        self.sides.set_data(x, result["sides"])
        self.channels.set_data(x, result["channels"])
        width = 0.22 / (n - 1)
        passed = result["index"] + 1  # what lies ahead is for you to predict
        for bars, name, aside in zip(
            self.bars, ("parameters", "multiply_adds"), (-width, width), strict=True
        ):
            heights = np.maximum(result[name], 1)
            bars.set_segments(
                [
                    [(a + aside, 1), (a + aside, h)]
                    for a, h in zip(x[:passed], heights[:passed], strict=True)
                ]
            )
            bars.set_linewidth(min(9.0, 220 / n))
        total = [in_words(result[k].sum()) for k in ("parameters", "multiply_adds")]
        self.sums.set_text(f"in all: {total[0]} parameters\n{total[1]} multiply-adds")
        for line, top in zip(self.lines, (9000, 3e11), strict=True):
            line.set_data([result["place"]] * 2, [0.7, top])
        seen = result["index"]
        sizes = result["sides"][seen], result["channels"][seen]
        self.here.set_data([x[seen]] * 2, sizes)

    @staticmethod
    def headline(result):
        index, kind = result["index"], result["kind"]
        count = result["parameters"][index]
        where = f"{result['network']}, {WORDS[kind]} → {result['shape']}"
        if kind in ("MaxPool2d", "GlobalAverage"):
            return f"{where}: nothing to learn"
        share = count / result["parameters"].sum()
        part = f"{share:.1%}" if share >= 0.0005 else "under 0.1%"
        return f"{where}: {in_words(count)} parameters, {part} of all"
