"""Demo: Shift, rotation, noise."""

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style
from course_utils.draw.tiles import picture_axes
from course_utils.experiments.lenet_and_rival import (
    SHIFTS,
    example,
    probabilities,
    shift_accuracies,
    trained,
)
from course_utils.live import Choice, Demo, Idle, Preset, Seed, Slider
from course_utils.ml.vision import lenet


class Disturbed(Demo):
    """Shift, turn and spoil a digit, and ask LeNet and its rival what it is."""

    name = "Shift, rotation, noise"
    look_for = "What helps more against a shift: convolution, or shifted copies?"
    figsize = (9.4, 3.6)
    controls = (
        Slider("digit", "digit", 0, 9, default=6, step=1),
        Slider("right", "shift to the right (pixels)", -6, 6, default=0, step=1),
        Slider("degrees", "rotation (degrees)", -60, 60, default=0, step=5),
        Slider("noise", "noise σ", 0.0, 2.0, default=0.2, step=0.1),
        Choice(
            "copies",
            "trained on",
            ("digits as they are", "shifted copies"),
            default="digits as they are",
        ),
        Slider("number", "which example", 0, 39, default=3, step=1),
        Seed("seed", default=0),
    )
    idle = (
        Idle("seed", "σ = 0: there is no noise to draw", lambda v, r: v["noise"] == 0),
    )
    presets = (
        Preset("as trained", "a centred digit: both read it", noise=0.0),
        Preset(
            "shifted",
            "three pixels: both lose digits, the rival more of them",
            right=3,
            noise=0.0,
        ),
        Preset(
            "shifted copies",
            "both have seen shifts; LeNet makes more of it",
            right=3,
            noise=0.0,
            copies="shifted copies",
        ),
        Preset(
            "turned",
            "45 degrees, never shown: each misreads more than half of the digits",
            noise=0.0,
            degrees=45,
        ),
        Preset("noisy", "σ = 1: both still read more than 85 in 100", noise=1.0),
        Preset(
            "everything",
            "shifted, turned, noisy: each misreads more than half",
            right=3,
            degrees=30,
            noise=1.0,
        ),
    )

    @staticmethod
    def compute(digit, right, degrees, noise, copies, number, seed):
        picture = lenet.disturb(
            example(digit, number),
            right=float(right),
            degrees=float(degrees),
            noise=noise,
            seed=seed,
        )
        augmented = copies == "shifted copies"
        model, rival = trained(augmented)
        return {
            "picture": picture[0, 0].numpy(),
            "lenet": probabilities(model, picture)[0],
            "rival": probabilities(rival, picture)[0],
            "accuracies": shift_accuracies(augmented),
            "right": right,
            "digit": digit,
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1.5, 1.3))
        self.image = left.imshow(np.zeros((28, 28)), cmap="gray", vmin=-1, vmax=3)
        picture_axes(left, title="the picture")
        middle.set(xlim=(-0.6, 9.6), ylim=(0, 1.18), xticks=range(10))
        middle.set(xlabel="class", ylabel="probability")
        middle.set_title("Both answers", fontsize=11)
        looks = ((style.ORANGE, "LeNet"), (style.YELLOW, "fully connected"))
        self.bars = []
        for color, label in looks:
            bars = LineCollection([], colors=color, linewidths=8, label=label)
            bars.set_capstyle("butt")
            middle.add_collection(bars, autolim=False)
            self.bars.append(bars)
        middle.legend(loc="upper right", ncols=2, handlelength=0.8)
        right.set(xlim=(-6.4, 6.4), ylim=(0, 1.04), xticks=range(-6, 7, 2))
        right.set(xlabel="shift alone (pixels)", ylabel="test accuracy")
        right.set_title("All test digits, up to this shift", fontsize=11)
        self.curves = [
            right.plot([], [], mark + "-", color=color, ms=4)[0]
            for (color, _), mark in zip(looks, "os", strict=True)
        ]
        (self.here,) = right.plot([], [], "--", color=style.GREY, lw=1.5)
        return [self.image, *self.bars, *self.curves, self.here]

    def update(self, result):
        self.image.set_data(result["picture"])
        for bars, name, aside in zip(
            self.bars, ("lenet", "rival"), (-0.19, 0.19), strict=True
        ):
            bars.set_segments(
                [[(i + aside, 0), (i + aside, p)] for i, p in enumerate(result[name])]
            )
        known = abs(SHIFTS) <= abs(result["right"])  # the rest is for you to find
        for line, curve in zip(self.curves, result["accuracies"], strict=True):
            line.set_data(SHIFTS[known], curve[known])
        self.here.set_data([result["right"]] * 2, [0, 1.04])

    @staticmethod
    def headline(result):
        answers = [int(result[name].argmax()) for name in ("lenet", "rival")]
        sure = [result[name].max() for name in ("lenet", "rival")]
        return (
            f"It is a {result['digit']}. LeNet: {answers[0]} ({sure[0]:.0%}); "
            f"fully connected: {answers[1]} ({sure[1]:.0%})"
        )
