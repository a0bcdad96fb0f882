"""Demo: A digit through the layers."""

import numpy as np

from course_utils.draw import style
from course_utils.draw.tiles import SIGNED
from course_utils.experiments import layer_widths
from course_utils.experiments.digit_reader import trained_layers, unseen_digits
from course_utils.live import Demo, Idle, Preset, Slider
from course_utils.ml.classification.softmax import softmax


class DigitThroughLayers(Demo):
    """Send a handwritten digit through a trained network, layer by layer."""

    name = "A digit through the layers"
    look_for = (
        "At which noise does the network change its mind, and how sure is it then?"
    )
    figsize = (9.4, 3.2)
    controls = (
        Slider("picture", "unseen picture", 0, 99, default=12, step=1),
        Slider("noise", "noise σ", 0.0, 1.0, default=0.0, step=0.05),
        Slider("ink", "ink of the digit", 0.0, 1.0, default=1.0, step=0.1),
    )
    idle = (
        Idle(
            "picture",
            "without ink all digits are one",
            lambda v, r: v["ink"] == 0 and v["noise"] == 0,
        ),
    )
    presets = (
        Preset("clean", "a 9, as it was written"),
        Preset("noisy", "a 9 to us, not to the network", noise=0.7),
        Preset("drowned", "more noise than ink, and still an answer", noise=1.0),
        Preset("pure noise", "no digit at all, and here more than 90% sure", ink=0.0,
               noise=0.5),
    )  # fmt: skip

    @staticmethod
    def compute(picture, noise, ink):
        images, labels = unseen_digits()
        rng = np.random.default_rng(picture)
        image = ink * images[picture] + noise * rng.normal(size=784)
        layers = trained_layers()
        first, second, logits = layer_widths.unit_outputs(
            layers, image[None], activation="tanh"
        )
        return {
            "image": image.reshape(28, 28),
            "first": first.reshape(4, 4),
            "second": second.reshape(4, 4),
            "chances": softmax(logits[0]),
            "label": int(labels[picture]),
            "ink": ink,
        }

    def draw(self, figure, values):
        panes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.6))
        titles = (
            "Input: 784 pixels",
            "Hidden layer 1",
            "Hidden layer 2",
            "Output: softmax",
        )
        for ax, title in zip(panes, titles, strict=True):
            ax.set_title(title, fontsize=11)
            ax.grid(visible=False)
        self.image = panes[0].imshow(np.zeros((28, 28)), cmap="gray_r", vmin=0, vmax=1)
        self.layers = [
            ax.imshow(np.zeros((4, 4)), cmap=SIGNED, vmin=-1.2, vmax=1.2)
            for ax in panes[1:3]
        ]
        for ax in panes[:3]:
            ax.set(xticks=[], yticks=[])
        ax = panes[3]
        ax.set(ylim=(0, 1.05), xlabel="digit", ylabel="probability")
        ax.set_xticks(range(10))
        self.bars = ax.bar(range(10), 0, color=style.ORANGE)
        (self.truth,) = ax.plot([], [], "v", color=style.BLUE, ms=9, clip_on=False)
        return [self.image, *self.layers, *self.bars, self.truth]

    def update(self, result):
        self.image.set_data(result["image"])
        self.layers[0].set_data(result["first"])
        self.layers[1].set_data(result["second"])
        for bar, chance in zip(self.bars, result["chances"], strict=True):
            bar.set_height(chance)
        self.truth.set_visible(result["ink"] > 0)
        self.truth.set_data([result["label"]], [1.02])

    @staticmethod
    def headline(result):
        guess, label = int(result["chances"].argmax()), result["label"]
        sure = f"{result['chances'].max():.0%}"
        if result["ink"] == 0:
            return f"Reads {guess}, {sure} sure, where there is no digit at all"
        if guess == label:
            return f"Reads {guess}, {sure} sure, and is right"
        one = "an" if label == 8 else "a"
        return f"Reads {guess}, {sure} sure, but it is {one} {label} (blue triangle)"
