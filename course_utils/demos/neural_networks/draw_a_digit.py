"""Demo: Draw a digit for the network."""

import numpy as np

from course_utils.data.sketches import load_drawings, load_samples, rasterize
from course_utils.draw import style
from course_utils.draw.tiles import SIGNED, picture_axes
from course_utils.experiments import layer_widths
from course_utils.experiments.digit_reader import trained_layers
from course_utils.live import Demo, Idle, Ink, Preset, Sketch, Toggle
from course_utils.ml.classification.softmax import softmax

SAMPLES = load_samples()
(SMALL,) = (d["strokes"] for d in load_drawings() if (d["digit"], d["hand"]) == (3, 3))

WHY = {"1": "drawn with a foot: read as a 2"}


class DrawADigit(Demo):
    """Draw a digit, and watch both hidden layers and the answer while you draw."""

    name = "Draw a digit for the network"
    look_for = "Which stroke makes the network change its mind?"
    figsize = (9.4, 3.2)
    controls = (
        Sketch("strokes", "your digit", default=SAMPLES["3"], brush=2.2),
        Toggle("centred", "scaled and centred as the training digits", default=True),
    )
    telling = ("strokes", "centred")
    idle = (Idle("centred", "nothing is drawn yet", lambda v, r: not v["strokes"]),)
    presets = (
        *(
            Preset(digit, WHY.get(digit, "a path led over this pad, and read"),
                   strokes=SAMPLES[digit])
            for digit in "0123456789"
        ),
        Preset("as drawn", "a small 3 in a corner, shown where it is: read as a 7",
               strokes=SMALL, centred=False),
        Preset("centred", "the same strokes, scaled and moved first: read as a 3",
               strokes=SMALL),
        Preset("a cross", "no digit, and still an answer, though not a sure one",
               strokes=SAMPLES["a cross"]),
        Preset("nothing", "an empty pad, and more than half sure", strokes=()),
    )  # fmt: skip

    @staticmethod
    def compute(strokes, centred):
        picture = rasterize(strokes, centred=centred)
        first, second, logits = layer_widths.unit_outputs(
            trained_layers(), picture.reshape(1, -1), activation="tanh"
        )
        return {
            "strokes": dict(enumerate(strokes)),
            "picture": picture,
            "first": first.reshape(4, 4),
            "second": second.reshape(4, 4),
            "chances": softmax(logits[0]),
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 5, width_ratios=(1.7, 1, 0.7, 0.7, 1.5))
        self.ink = Ink(axes[0])
        axes[0].set_title("Your digit", fontsize=10)
        titles = ("Input: 784 pixels", "Hidden 1", "Hidden 2")
        for ax, title in zip(axes[1:4], titles, strict=True):
            picture_axes(ax, title=title)
        self.image = axes[1].imshow(np.zeros((28, 28)), cmap="gray_r", vmin=0, vmax=1)
        self.layers = [
            ax.imshow(np.zeros((4, 4)), cmap=SIGNED, vmin=-1.2, vmax=1.2)
            for ax in axes[2:4]
        ]
        ax = axes[4]
        ax.set(ylim=(0, 1.05), xlabel="digit", ylabel="probability")
        ax.set_title("Output: softmax", fontsize=10)
        ax.set_xticks(range(10))
        self.bars = ax.bar(range(10), 0, color=style.ORANGE)
        return [self.ink, self.image, *self.layers, *self.bars]

    def update(self, result):
        self.ink.set_strokes(result["strokes"].values())
        self.image.set_data(result["picture"])
        self.layers[0].set_data(result["first"])
        self.layers[1].set_data(result["second"])
        for bar, chance in zip(self.bars, result["chances"], strict=True):
            bar.set_height(chance)

    @staticmethod
    def headline(result):
        guess, sure = int(result["chances"].argmax()), result["chances"].max()
        if not result["strokes"]:
            return f"Reads {guess}, {sure:.0%} sure, where nothing was drawn"
        return f"Reads {guess}, {sure:.0%} sure"
