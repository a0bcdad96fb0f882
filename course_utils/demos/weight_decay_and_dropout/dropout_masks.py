"""Demo: Dropout: masks and their mean."""

from functools import cache, lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Idle, Preset, Seed, Slider
from course_utils.ml.generalization import dropout

UNITS = 10


@cache
def layer():
    """Return activations (10,) and weights (10,) of the one output looked at."""
    rng = np.random.default_rng(8)
    return rng.uniform(0.2, 1.5, UNITS), rng.normal(0.3, 0.7, UNITS)


@lru_cache(maxsize=256)
def draws(p, seed, count=1000):
    """Return `count` masks (count, 10) of inverted dropout."""
    return dropout.make_mask((count, UNITS), p, np.random.default_rng(seed))


class DropoutMasks(Demo):
    """Draw masks over ten units, and average what comes out."""

    name = "Dropout: masks and their mean"
    look_for = "Which of the two forms agrees with evaluation, and why?"
    figsize = (9.5, 3.9)
    controls = (
        Slider("p", "dropout probability p", 0.0, 0.9, default=0.5, step=0.05),
        Slider("masks", "masks averaged", 1, 1000, default=100, step=1),
        Choice("form", "what stays is", ("divided by 1 − p", "left as it is"),
               default="divided by 1 − p"),
        Seed("seed"),
    )  # fmt: skip
    idle = (
        Idle("form", "p = 0: everything stays", lambda v, r: v["p"] == 0),
        Idle("seed", "p = 0: there is nothing to draw", lambda v, r: v["p"] == 0),
    )
    presets = (
        Preset(
            "one mask",
            "one draw: here less than half of the evaluation",
            masks=1,
            seed=2,
        ),
        Preset("a thousand", "the mean is within 2% of the evaluation", masks=1000),
        Preset(
            "not rescaled",
            "the mean tends to (1 − p) times the evaluation",
            masks=1000,
            form="left as it is",
        ),
        Preset("p = 0.9", "the same evaluation, three times the noise", p=0.9),
        Preset("p = 0", "nothing is switched off: no noise at all", p=0.0),
    )

    @staticmethod
    def compute(p, masks, form, seed):
        x, weights = layer()
        rescaled = form == "divided by 1 − p"
        scale = 1 if rescaled else 1 - p
        all_masks = draws(p, seed) * scale
        outputs = (all_masks * x) @ weights
        means = np.cumsum(outputs) / np.arange(1, len(outputs) + 1)
        count = masks
        return {
            "kept": all_masks[count - 1] * x,
            "outputs": outputs[:count],
            "means": means[:count],
            "mean": float(means[count - 1]),
            "evaluation": float(x @ weights),
            "expected": float(scale * dropout.expected_output(x, weights, 0.0, p)),
            "error": float(
                scale * np.sqrt(dropout.output_variance(x, weights, p) / count)
            ),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.5))
        x, weights = layer()
        left.bar(range(UNITS), x, color="none", edgecolor=style.GREY, width=0.8)
        self.bars = left.bar(range(UNITS), x, color=style.ORANGE, width=0.8)
        left.set(xlim=(-0.6, UNITS - 0.4), ylim=(0, 6), xticks=range(UNITS))
        left.set(xlabel="unit (grey: without dropout)", ylabel="activation")
        left.set_title("The newest mask")
        right.axhline(x @ weights, color="k", ls="--", label="evaluation")
        (self.outputs,) = right.plot([], [], ".", color=style.SKY, label="one mask")
        (self.means,) = right.plot([], [], color=style.ORANGE, label="mean so far")
        right.set(xscale="log", xlim=(0.9, 1100), ylim=(-6, 18))
        right.set(xlabel="masks drawn", ylabel="output of a linear layer")
        right.set_title("The output, mask by mask")
        right.legend(loc="upper left", ncols=3)
        return [*self.bars, self.outputs, self.means]

    def update(self, result):
        for bar, height in zip(self.bars, result["kept"], strict=True):
            bar.set_height(height)
        numbers = np.arange(1, len(result["means"]) + 1)
        self.outputs.set_data(numbers, result["outputs"])
        self.means.set_data(numbers, result["means"])

    @staticmethod
    def headline(result):
        count, mean = len(result["means"]), result["mean"]
        masks = "one mask" if count == 1 else f"{count} masks"
        text = f"Mean over {masks} {mean:.2f}, evaluation {result['evaluation']:.2f}"
        if abs(result["expected"] - result["evaluation"]) > 1e-9:
            return f"{text}: without rescaling it tends to {result['expected']:.2f}"
        return text
