"""Demo: Inception's channel knobs."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyBboxPatch, Rectangle

from course_utils.draw import style
from course_utils.live import Demo, Preset, Slider, Toggle
from course_utils.ml.vision.convolution import conv_parameters


class InceptionKnobs(Demo):
    """Set the channels of Inception's four paths, with bottlenecks or without."""

    name = "Inception's channel knobs"
    look_for = "Which path costs most, and what does its 1×1 bottleneck save?"
    figsize = (9.4, 4.0)
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
        Preset(
            "wide 5×5",
            "128 outputs of 5×5: the bottleneck keeps it below path 2",
            large=128,
        ),
        Preset(
            "wide, no bottleneck",
            "now path 3 costs more than the three others together",
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
        self.other.set_label("with bottlenecks")
        self.legend = right.legend(loc="upper right")
        return [
            *self.texts,
            *self.outputs,
            self.sum,
            self.bars,
            self.other,
            self.legend,
        ]

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
        shown = [] if result["bottlenecks"] else range(4)  # guess first, then toggle
        self.other.set_data(result["other"][: len(shown)], shown)
        self.legend.set_visible(len(shown) > 0)

    @staticmethod
    def headline(result):
        counts, other = result["parameters"], result["other"].sum()
        total = counts.sum()
        if result["bottlenecks"]:
            costliest = int(counts.argmax())
            share = counts[costliest] / total
            return f"{total:,} parameters, {share:.0%} of them in path {costliest + 1}"
        if total < other:
            return f"{total:,} parameters: bottlenecks this wide would cost more"
        ratio = total / other
        return f"{total:,} parameters, {ratio:.1f} times as many as with bottlenecks"
