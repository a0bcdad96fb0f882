"""Demo: The training clinic."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments import size_and_data
from course_utils.live import Choice, Demo, Preset
from course_utils.ml.generalization.diagnosis import DIAGNOSES, SMALL

CASES = {"A": (1, "test"), "B": (6, "test"), "C": (1, "shifted test")}


def secret(case, truth, losses):
    """Return what a right diagnosis reveals of a patient, where it explains it."""
    if case == "B" and truth == "optimisation stuck":
        one = losses["shallower"]
        return f"B has six hidden layers; with one, the training loss is {one:.2f}"
    if is_both(case, truth):
        six = losses["unrestrained"]
        return f"And stuck: without λ the six layers of B are at {six:.2f}"
    if case == "C" and truth == "mismatched test data":
        return "C's test pictures lie one pixel further left"
    return ""


def is_both(case, truth):
    """Tell whether the six layers would be stuck if nothing constrained them."""
    return case == "B" and truth == "too constrained"


def objection(guess, losses):
    """Return why a guess cannot be right, the first place where it leaves the guide."""
    training, validation = losses["training"], losses["validation"]
    large = {"model too small", "optimisation stuck", "too constrained"}
    if training <= SMALL and guess in large:
        return f"the training loss is small ({training:.2f})"
    if training > SMALL and guess not in large:
        return f"even the training loss is large ({training:.2f})"
    if guess == "optimisation stuck":
        return f"with one hidden layer the training loss is {losses['shallower']:.2f}"
    if guess == "too constrained":
        if losses["shallower"] < training / 2:
            return f"with the same λ one hidden layer reaches {losses['shallower']:.2f}"
        return f"one hidden layer without λ is at {losses['unregularised']:.2f}"
    if guess == "model too small":
        if losses["shallower"] < training / 2:
            one = losses["shallower"]
            return f"one hidden layer of that width reaches {one:.2f}"
        return f"one hidden layer without λ reaches {losses['unregularised']:.2f}"
    if guess == "healthy":
        worst = max(validation, losses["test"])
        return f"unseen pictures cost {worst:.2f}, training ones {training:.2f}"
    if guess == "overfitting":
        return (
            f"validation is at {validation:.2f}, and the test at {losses['test']:.2f}"
        )
    return f"the step is from training {training:.2f} to validation {validation:.2f}"


class TrainingClinic(Demo):
    """Look at the curves of a real run, diagnose it, and hear whether you are right."""

    name = "The training clinic"
    look_for = "First the training loss; then validation; then the test."
    figsize = (9.4, 3.9)
    controls = (
        Choice("case", "network", tuple(CASES), default="A"),
        Choice("width", "units per layer", size_and_data.WIDTHS, default=32),
        Choice("count", "training pictures", size_and_data.COUNTS, default=50),
        Choice("decay", "regularisation λ", size_and_data.DECAYS, default=0.0),
        Choice("diagnosis", "your diagnosis", ("not yet", *DIAGNOSES), "not yet"),
    )
    presets = (
        Preset("patient 1", "no good even on what it has seen", width=2, count=1000),
        Preset("patient 2", "as large as they come, and learns nothing", case="B",
               width=128, count=1000),
        Preset("patient 3", "perfect on what it has seen", width=128, count=50),
        Preset("patient 4", "large and well fed, and still not good", width=128,
               count=1000, decay=0.01),
        Preset("patient 5", "a model student, and fails the exam", case="C", width=32,
               count=1000),
        Preset("patient 6", "what would you say?", width=32, count=1000),
    )  # fmt: skip

    @staticmethod
    def compute(case, width, count, decay, diagnosis):
        depth, test = CASES[case]
        losses, shares = size_and_data.patient(depth, width, count, decay)
        name, final = size_and_data.verdict(depth, width, count, decay, test=test)
        others = size_and_data.patient(1, width, count, decay)[0]["training"]
        free = size_and_data.patient(1, width, count, 0.0)[0]["training"]
        own = size_and_data.patient(depth, width, count, 0.0)[0]["training"]
        return {
            "updates": size_and_data.CHECKPOINTS,
            "training": losses["training"],
            "validation": losses["validation"],
            "test": losses[test],
            "one layer": others,
            "without": free,
            "final": np.array([final[part] for part in final]),
            "accuracy": shares[test][-1],
            "truth": name,
            "guess": diagnosis,
            "objection": objection(diagnosis, final),
            "secret": secret(case, name, final | {"unrestrained": own[-1]}),
            "also": "optimisation stuck" if is_both(case, name) else "",
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        left.set(xlim=(0, 1200), ylim=(0.003, 60), yscale="log")
        left.set(xlabel="update", ylabel="loss", title="What was measured")
        looks = {
            "training": {"color": style.ORANGE},
            "validation": {"color": style.GREEN},
            "test": {"color": style.GREEN, "ls": ":"},
            "one layer": {"color": style.GREY, "lw": 1.3, "zorder": 1.8},
            "without": {"color": style.GREY, "lw": 1.3, "ls": ":", "zorder": 1.7},
        }
        self.lines = {
            part: left.plot([], [], label=part, **look)[0]
            for part, look in looks.items()
        }
        self.lines["one layer"].set_label("training, one layer")
        self.lines["without"].set_label("… and without λ")
        left.legend(loc="upper center", ncols=3, fontsize=9)
        names = [
            "train",
            "validation",
            "test",
            "train,\n1 layer",
            "train,\n1 layer,\nno λ",
        ]
        colors = [style.ORANGE, style.GREEN, style.GREEN, style.GREY, style.GREY]
        self.bars = right.bar(range(5), 0, color=colors)
        right.set_xticks(range(5), names, fontsize=9)
        right.set(ylim=(0, 5.5), ylabel="loss", title="At the end")
        right.grid(axis="x", visible=False)
        self.numbers = [
            right.text(i, 0, "", ha="center", va="bottom") for i in range(5)
        ]
        return [*self.lines.values(), *self.bars, *self.numbers]

    def update(self, result):
        for part, line in self.lines.items():
            line.set_data(result["updates"], np.maximum(result[part], 0.003))
        for bar, text, value in zip(
            self.bars, self.numbers, result["final"], strict=True
        ):
            bar.set_height(value)
            text.set_text(f"{value:.2f}")
            text.set_y(value + 0.05)

    @staticmethod
    def headline(result):
        guess, truth = result["guess"], result["truth"]
        if guess == "not yet":
            return (
                f"{result['accuracy']:.0%} right on the test pictures: what is wrong?"
            )
        if guess == truth:
            if result["secret"]:
                return f"Right: {truth}. {result['secret']}"
            return f"Right: {truth}"
        if guess == result["also"]:
            *_, one, free = result["final"]
            says = f"one layer is at {one:.2f}, or {free:.2f} without"
            return f"That, too, but λ first: {says}"
        return f"Not {guess}: {result['objection']}"
