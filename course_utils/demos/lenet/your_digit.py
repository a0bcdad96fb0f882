"""Demo: Your digit, read by three networks while you draw."""

import numpy as np
import torch
from matplotlib.collections import LineCollection

from course_utils.data.sketches import load_drawings, load_samples
from course_utils.demos.lenet.feature_maps import LAYERS
from course_utils.draw import style
from course_utils.draw.tiles import mosaic, moving_title, picture_axes
from course_utils.experiments.lenet_and_rival import drawn, networks, probabilities
from course_utils.live import Choice, Demo, Idle, Ink, Preset, Sketch, Slider, Toggle

SAMPLES = load_samples()
(SMALL,) = (d["strokes"] for d in load_drawings() if (d["digit"], d["hand"]) == (2, 3))
COLORS = (style.ORANGE, style.YELLOW, style.GREY)  # of the three networks


class YourDigit(Demo):
    """Draw a digit: what do three networks say of it, and what does LeNet see?"""

    name = "Your digit"
    look_for = "Draw small and in a corner: who reads it with centring, who without?"
    figsize = (9.4, 4.4)
    controls = (
        Sketch("strokes", "your digit", default=SAMPLES["2"], brush="pen"),
        Slider("pen", "pen (pixels of 28)", 1.0, 4.0, default=2.2, step=0.1),
        Toggle("centred", "scaled and centred as MNIST's digits were", default=True),
        Choice("layer", "maps of LeNet", tuple(LAYERS), default="conv 1 + ReLU"),
    )
    telling = ("strokes", "centred")
    idle = (
        Idle("pen", "nothing is drawn yet", lambda v, r: not v["strokes"]),
        Idle("centred", "nothing is drawn yet", lambda v, r: not v["strokes"]),
    )
    presets = (
        *(
            Preset(digit, "a path led over this pad, read by LeNet", strokes=strokes)
            for digit, strokes in SAMPLES.items() if digit.isdigit()
        ),
        Preset("small, as drawn", "a 2 in a corner, shown where it is: none reads it",
               strokes=SMALL, centred=False),
        Preset("small, centred", "the same strokes, scaled and moved: all read it",
               strokes=SMALL),
        *(
            Preset(name, "no digit, and LeNet is at least two thirds sure of one",
                   strokes=strokes)
            for name, strokes in SAMPLES.items() if not name.isdigit()
        ),
        Preset("nothing", "an empty pad: three networks, three answers", strokes=()),
    )  # fmt: skip

    @staticmethod
    def compute(strokes, pen, centred, layer):
        picture = drawn(strokes, brush=pen, centred=centred)
        three = networks()
        with torch.no_grad():
            maps = three["LeNet"].features[: LAYERS[layer]](picture)[0].numpy()
        return {
            "strokes": dict(enumerate(strokes)),
            "pen": pen,
            "picture": picture[0, 0].numpy(),
            "chances": np.array([probabilities(n, picture)[0] for n in three.values()]),
            "maps": maps,
            "layer": layer,
            "names": tuple(three),
        }

    def draw(self, figure, values):
        left, right = figure.subfigures(1, 2, width_ratios=(1, 1.55))
        pad = left.subplots()
        self.ink = Ink(pad)
        upper, lower = right.subfigures(2, 1, height_ratios=(1.25, 1))
        ax = upper.subplots()
        ax.set(xlim=(-0.6, 9.6), ylim=(0, 1.25), xticks=range(10), yticks=(0, 0.5, 1))
        ax.set(xlabel="class", ylabel="probability")
        self.bars = []
        for name, color in zip(networks(), COLORS, strict=True):
            bars = LineCollection([], colors=color, linewidths=7, label=name)
            bars.set_capstyle("butt")
            ax.add_collection(bars, autolim=False)
            self.bars.append(bars)
        ax.legend(loc="upper center", ncols=3, handlelength=0.8)
        small, sheet = lower.subplots(1, 2, width_ratios=(1, 1.9))
        picture_axes(small, title="what they are shown")
        picture_axes(sheet, frame=False)
        self.image = small.imshow(np.zeros((28, 28)), cmap="gray", vmin=-0.4, vmax=2.8)
        self.maps = sheet.imshow(
            np.zeros((28, 28)), cmap="cividis", extent=(0, 1, 1, 0)
        )
        sheet.set(xlim=(0, 2), ylim=(1, 0))
        self.title = moving_title(sheet)
        return [self.ink, *self.bars, self.image, self.maps, self.title]

    def update(self, result):
        self.ink.set_strokes(result["strokes"].values(), brush=result["pen"])
        for bars, chances, aside in zip(
            self.bars, result["chances"], (-0.24, 0, 0.24), strict=True
        ):
            bars.set_segments(
                [[(i + aside, 0), (i + aside, p)] for i, p in enumerate(chances)]
            )
        self.image.set_data(result["picture"])
        maps = result["maps"]
        sheet = mosaic(maps, 3 if len(maps) == 6 else 6)
        high, wide = np.array(sheet.shape) * min(1 / len(sheet), 2 / len(sheet[0]))
        self.maps.set_data(np.ma.masked_invalid(sheet))
        self.maps.set_extent((0, wide, high, 0))
        self.maps.set_clim(0, max(float(maps.max()), 1e-6))
        n, side, _ = maps.shape
        self.title.set_text(f"LeNet, {result['layer']}: {n} maps of {side} × {side}")

    @staticmethod
    def headline(result):
        guesses, sure = result["chances"].argmax(axis=1), result["chances"].max(axis=1)
        if not result["strokes"]:
            return f"Nothing there; the three read {', '.join(map(str, guesses))}"
        if len(set(guesses)) == 1:
            return (
                f"All three read {guesses[0]}, at least {int(100 * sure.min())}% sure"
            )
        said = [
            f"{name}: {guess} ({share:.0%})"
            for name, guess, share in zip(result["names"], guesses, sure, strict=True)
        ]
        return "; ".join(said)
