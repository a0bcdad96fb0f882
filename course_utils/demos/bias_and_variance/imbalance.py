"""Demo: When one class is rare."""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Idle, Preset, Seed, Slider
from course_utils.ml.generalization import imbalance

REMEDIES = ("none", "class weights", "oversample the rare", "undersample the common")
EXAMPLES = 1000
BINS = np.linspace(-4, 6, 41)


@cache
def make_scores(share, seed):
    """Return one measurement (1000,) and labels; `share` percent of them are ones."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(EXAMPLES) < round(EXAMPLES * share / 100)).astype(int)
    return rng.normal(2.0 * labels, 1.0), labels


def fit_one_logistic(x, labels, sample_weights, steps=12):
    """Return (w, b) of a weighted logistic regression on one feature, by Newton."""
    a, theta = np.column_stack([x, np.ones(len(x))]), np.zeros(2)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(a @ theta, -30, 30)))
        slope = a.T @ (sample_weights * (p - labels)) + 1e-3 * theta
        curvature = (a * (sample_weights * p * (1 - p))[:, None]).T @ a
        theta = theta - np.linalg.solve(curvature + 1e-3 * np.eye(2), slope)
    return theta


@cache
def train_on(share, remedy, seed):
    """Return (w, b) trained on the data after a remedy for the imbalance."""
    x, labels = make_scores(share, seed)
    rng, chosen, weights = np.random.default_rng(seed), slice(None), np.ones(EXAMPLES)
    if remedy == REMEDIES[1]:
        weights = imbalance.class_weights(labels)[labels]
    elif remedy == REMEDIES[2]:
        chosen = imbalance.oversample(labels, rng=rng)
    elif remedy == REMEDIES[3]:
        chosen = imbalance.undersample(labels, rng=rng)
    return fit_one_logistic(x[chosen], labels[chosen], weights[chosen])


class Imbalance(Demo):
    """Look for a rare class, with a threshold and with three remedies."""

    name = "When one class is rare"
    look_for = "Make the ones rare: which of the three numbers rises, and which falls?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("share", "share of ones (%)", 1, 50, default=5, step=1),
        Slider("threshold", "call it 1 above p =", 0.02, 0.98, default=0.5, step=0.02),
        Choice("remedy", "remedy in training", REMEDIES, default=REMEDIES[0]),
        Seed("seed"),
    )
    idle = (
        Idle(
            "remedy", "at 50 % both classes are balanced", lambda v, r: v["share"] == 50
        ),
    )
    presets = (
        Preset(
            "balanced",
            "both classes equally frequent",
            share=50,
            threshold=0.5,
            remedy=REMEDIES[0],
        ),
        Preset(
            "one in a hundred",
            "99 % accuracy, and two of the ten ones are found",
            share=1,
            threshold=0.5,
            remedy=REMEDIES[0],
        ),
        Preset(
            "lower the threshold",
            "more ones found, more false alarms",
            threshold=0.1,
            share=5,
            remedy=REMEDIES[0],
        ),
        Preset(
            "class weights",
            "at the same threshold: more ones found, more false alarms",
            remedy=REMEDIES[1],
            share=5,
            threshold=0.5,
        ),
        Preset(
            "oversample",
            "much like weights",
            remedy=REMEDIES[2],
            share=5,
            threshold=0.5,
        ),
    )

    @staticmethod
    def compute(share, threshold, remedy, seed):
        x, labels = make_scores(share, seed)
        w, b = train_on(share, remedy, seed)
        edge = (np.log(threshold / (1 - threshold)) - b) / w
        counts = imbalance.confusion(labels, (x > edge).astype(int))
        return {
            "edge": float(np.clip(edge, -50, 50)),
            "counts": counts,
            "histograms": np.array(
                [np.histogram(np.clip(x[labels == c], -4, 6), BINS)[0] for c in (0, 1)],
                dtype=float,
            ),
            "scores": np.array(
                [
                    imbalance.accuracy(counts),
                    imbalance.precision(counts),
                    imbalance.recall(counts),
                ]
            ),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.6, 1])
        self.hills = [
            left.stairs(
                np.zeros(40), BINS, fill=True, color=color, label=label, alpha=0.85
            )
            for color, label in ((style.BLUE, "class 0"), (style.ORANGE, "class 1"))
        ]
        self.edge = left.axvline(0, color="black", lw=3, label="called 1 to the right")
        left.set(xlim=(-8, 6), ylim=(0, 110), xlabel="measurement", ylabel="examples")
        left.legend(loc="upper left")
        names = ("accuracy", "precision", "recall")
        colors = (style.GREY, style.SKY, style.PINK)
        self.scores = right.barh(names, np.zeros(3), color=colors)
        self.texts = [right.text(0, i, "", va="center", size=13) for i in range(3)]
        right.set(xlim=(0, 1.25), xticks=[0, 0.5, 1], xlabel="share")
        right.invert_yaxis()
        self.table = right.text(0.02, 2.75, "", size=11, va="top")
        right.set_ylim(3.3, -0.5)
        moving = [*self.hills, self.edge, *self.scores, *self.texts]
        return [*moving, self.table]

    def update(self, result):
        for hill, heights in zip(self.hills, result["histograms"], strict=True):
            hill.set_data(heights)
        self.edge.set_xdata([result["edge"]] * 2)
        for bar, text, score in zip(
            self.scores, self.texts, result["scores"], strict=True
        ):
            bar.set_width(score)
            text.set(text=f"{score:.2f}", x=score + 0.03)
        (_, alarms), (missed, found) = result["counts"]
        if alarms + found == 0:
            self.texts[1].set_text("0 / 0: nothing is called 1")
        plural = "" if alarms == 1 else "s"
        self.table.set_text(
            f"{found} found, {missed} missed, {alarms} false alarm{plural}"
        )

    @staticmethod
    def headline(result):
        (calm, alarms), (missed, found) = result["counts"]
        accuracy, _, recall = result["scores"]
        lazy = max(calm + alarms, missed + found) / EXAMPLES
        return (
            f"Accuracy {accuracy:.2f} (always saying the common class: {lazy:.2f}), "
            f"recall {recall:.2f}"
        )
