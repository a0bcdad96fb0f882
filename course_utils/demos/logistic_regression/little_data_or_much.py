"""Demo: Generative against discriminative."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments.training_sizes import (
    MODELS,
    NOISES,
    RACE_SIZES,
    race_results,
)
from course_utils.live import Choice, Demo, Preset, Slider

RIVALS = {name: place for place, name in enumerate(MODELS) if place}


class LittleDataOrMuch(Demo):
    """Give a generative and a discriminative classifier more and more examples."""

    name = "Generative against discriminative"
    look_for = (
        "Who is ahead with few examples, who with many, and what do wrong labels do?"
    )
    figsize = (9.4, 4.2)
    controls = (
        Slider("doublings", "doublings from 10", 0, 5, 2, 1),
        Choice("noise", "labels that are wrong", tuple(NOISES), "20 %"),
        Choice("penalty", "logistic's penalty", tuple(RIVALS), "λ = 0.01"),
    )
    presets = (
        Preset(
            "few and noisy",
            "naive Bayes leads",
            doublings=1,
            noise="20 %",
            penalty="λ = 0.01",
        ),
        Preset(
            "many and noisy",
            "with 320 examples the lead is gone",
            doublings=5,
            noise="20 %",
            penalty="λ = 0.01",
        ),
        Preset(
            "ten, noisy, a strong penalty",
            "λ is a belief as well: now logistic regression leads",
            doublings=0,
            penalty="λ = 0.1",
        ),
        Preset(
            "clean",
            "with clean labels logistic regression is ahead",
            doublings=2,
            noise="none",
        ),
        Preset(
            "clean, no penalty to speak of",
            "naive Bayes leads at 40 examples",
            doublings=2,
            noise="none",
            penalty="λ = 0.0001",
        ),
    )

    @staticmethod
    def compute(doublings, noise, penalty):
        results = race_results(NOISES[noise])[:, :, [0, RIVALS[penalty]]]
        here = results[:, doublings]
        return {
            "means": results[:, : doublings + 1].mean(axis=0),
            "here": here,
            "place": doublings,
            "wins": int((here[:, 0] > here[:, 1]).sum()),
            "size": RACE_SIZES[doublings],
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.6, 1))
        left.set(
            xlim=(-0.3, 5.3), ylim=(0.6, 0.97), ylabel="accuracy on unseen tumours"
        )
        left.set_xticks(range(6), [str(n) for n in RACE_SIZES])
        left.set_xlabel("training examples")
        look = {"lw": 4, "ms": 9}
        (self.bayes,) = left.plot([], [], "o-", color=style.YELLOW, **look)
        (self.logistic,) = left.plot([], [], "s--", color="black", **look)
        self.line = left.axvline(0, color=style.GREY, lw=1.5)
        self.bayes.set_label("naive Bayes (generative)")
        self.logistic.set_label("logistic (discriminative)")
        for line, mark in ((self.bayes, "o-"), (self.logistic, "s--")):
            left.plot(
                [], [], mark, color=line.get_color(), label=line.get_label(), **look
            )
        left.legend(*_second_half(left), loc="lower right", fontsize=12)
        right.set(xlim=(-0.4, 1.4), ylim=(0.6, 0.97))
        right.set_xticks([0, 1], ["naive\nBayes", "logistic"])
        right.set_title("each of 10 repetitions")
        self.pairs = [
            right.plot([], [], "-", color=style.GREY, lw=1)[0] for _ in range(10)
        ]
        (self.ones,) = right.plot([], [], "o", color=style.YELLOW, ms=9, mec="white")
        (self.others,) = right.plot([], [], "s", color="black", ms=9, mec="white")
        return [
            self.line,
            self.bayes,
            self.logistic,
            *self.pairs,
            self.ones,
            self.others,
        ]

    def update(self, result):
        places = np.arange(len(result["means"]))  # the rest is not drawn yet
        self.bayes.set_data(places, result["means"][:, 0])
        self.logistic.set_data(places, result["means"][:, 1])
        self.line.set_xdata([result["place"]] * 2)
        for pair, values in zip(self.pairs, result["here"], strict=True):
            pair.set_data([0, 1], values)
        self.ones.set_data(np.zeros(10), result["here"][:, 0])
        self.others.set_data(np.ones(10), result["here"][:, 1])

    @staticmethod
    def headline(result):
        return (
            f"{result['size']} examples: naive Bayes is ahead in "
            f"{result['wins']} of 10 repetitions"
        )


def _second_half(ax):
    handles, labels = ax.get_legend_handles_labels()
    return handles[len(handles) // 2 :], labels[len(labels) // 2 :]
