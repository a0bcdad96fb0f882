"""Demo: Softmax and temperature."""

import numpy as np

from course_utils.demos.softmax_and_its_limits.marks import THREE
from course_utils.live import Demo, Grip, Idle, Preset, Slider
from course_utils.ml.classification import softmax


class SoftmaxBars(Demo):
    """Set three scores and see the probabilities that softmax makes of them."""

    name = "Softmax and temperature"
    look_for = "Which changes of the scores leave the probabilities as they are?"
    figsize = (9, 4)
    controls = (
        Slider("z1", "score z₁", -4.0, 4.0, 3.0, 0.1),
        Slider("z2", "score z₂", -4.0, 4.0, 1.0, 0.1),
        Slider("z3", "score z₃", -4.0, 4.0, -3.0, 0.1),
        Slider("temperature", "temperature T", 0.1, 10.0, 1.0, 0.1, log=True),
        Slider("shift", "added to all scores", -4.0, 4.0, 0.0, 0.5),
    )
    grips = tuple(
        Grip(
            at=lambda v, r, i=i: (i, v[f"z{i + 1}"] + v["shift"]),
            take=lambda x, y, v, i=i: {f"z{i + 1}": y - v["shift"]},
            moves=(f"z{i + 1}",),
            way="y",
            label=f"score {i + 1}",
        )
        for i in range(3)
    )
    presets = (
        Preset(
            "the lecture's",
            "3, 1, −3 become 0.88, 0.12 and 0.00",
            z1=3.0,
            z2=1.0,
            z3=-3.0,
            temperature=1.0,
        ),
        Preset(
            "cold", "T = 0.1: the largest takes all, as a true maximum", temperature=0.1
        ),
        Preset("hot", "T = 10: 0.42, 0.35, 0.23, nearer to equality", temperature=10),
        Preset("shifted", "all three up by 4: nothing changes", shift=4),
    )
    idle = (
        Idle(
            "temperature",
            "equal scores: a third each at any T",
            lambda v, r: v["z1"] == v["z2"] == v["z3"],
        ),
    )

    @staticmethod
    def compute(z1, z2, z3, temperature, shift):
        logits = np.array([z1, z2, z3])
        return {
            "scores": logits + shift,
            "probabilities": softmax.softmax(logits + shift, temperature=temperature),
            "temperature": temperature,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(ylim=(-8.5, 10), ylabel="score z")
        right.set(ylim=(0, 1.08), ylabel="probability")
        self.bars, self.numbers = [], []
        for ax in (left, right):
            ax.set(xlim=(-0.6, 2.6))
            ax.set_xticks(range(3), ["class 1", "class 2", "class 3"], fontsize=13)
            self.bars += ax.bar(range(3), [1, 1, 1], 0.7, color=THREE).patches
            for k in range(3):
                text = ax.text(k, 0, "", ha="center", va="bottom", size=15)
                self.numbers.append(text)
        left.axhline(0, color="black", lw=1)
        return [*self.bars, *self.numbers]

    def update(self, result):
        scores, probabilities = result["scores"], result["probabilities"]
        heights = [*scores, *probabilities]
        words = [f"{z + 0:.1f}".replace("-", "−") for z in scores]
        words += [f"{p:.2f}" for p in probabilities]
        above = [0.6] * 3 + [0] * 3  # clear of the ring on a score
        for bar, text, height, word, gap in zip(
            self.bars, self.numbers, heights, words, above, strict=True
        ):
            bar.set_height(height)
            text.set_text(word)
            text.set_y(max(height, 0) + gap)

    @staticmethod
    def headline(result):
        winner = int(result["probabilities"].argmax())
        share = result["probabilities"][winner]
        return f"Class {winner + 1} gets {share:.0%}; the three sum to one"
