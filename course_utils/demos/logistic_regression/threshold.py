"""Demo: One model, many classifiers: the threshold."""

from functools import cache

import numpy as np

from course_utils.data.tables import load_table, split_table
from course_utils.draw import style
from course_utils.draw.classes import class_look, pale
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.classification import logistic
from course_utils.ml.generalization import imbalance
from course_utils.ml.optimization.feature_scaling import Standardizer

FEATURES = {"radius": [0], "texture": [1], "all ten": list(range(10))}


@cache
def unseen_probabilities(features):
    """Return P(malignant) and the truth for tumours that the fit has not seen."""
    train, test = split_table(load_table("breast_cancer"), seed=0)
    columns = FEATURES[features]
    scale = Standardizer().fit(train.features[:, columns])
    seen = scale.transform(train.features[:, columns])
    w, b = logistic.fit(seen, 1 - train.labels, penalty=0.001)
    unseen = scale.transform(test.features[:, columns])
    return logistic.sigmoid(unseen @ w + b), 1 - test.labels


THRESHOLDS = np.linspace(0.01, 0.99, 99)
BINS = np.linspace(0, 1, 11)


@cache
def curves(features):
    """Return precision (99,) and recall (99,) at `THRESHOLDS`."""
    p, truth = unseen_probabilities(features)
    tables = [imbalance.confusion(truth, (p > t).astype(int)) for t in THRESHOLDS]
    called = np.array([table[:, 1].sum() for table in tables])
    precision = np.array([imbalance.precision(table) for table in tables])
    return (
        np.where(called > 0, precision, np.nan),  # nobody called: nothing to draw
        np.array([imbalance.recall(table) for table in tables]),
    )


class Threshold(Demo):
    """Choose from which probability on a tumour is called malignant."""

    name = "One model, many classifiers: the threshold"
    look_for = (
        "Which mistakes grow rarer when the threshold falls, and which more common?"
    )
    figsize = (9.4, 4.6)
    controls = (
        Slider("threshold", "threshold", 0.01, 0.99, 0.5, 0.01),
        Choice("features", "what the model sees", tuple(FEATURES), "texture"),
    )
    grips = (
        Grip("threshold", across=True),
        Grip("threshold", axes=1, across=True),
    )
    presets = (
        Preset("one half", "call what is more probable", threshold=0.5),
        Preset(
            "miss little",
            "low: misses 2 of 64, with 89 false alarms among 107",
            threshold=0.15,
            features="texture",
        ),
        Preset(
            "few alarms",
            "high: fewer false alarms, more missed",
            threshold=0.65,
            features="texture",
        ),
        Preset(
            "better features",
            "both mistakes grow rarer",
            threshold=0.5,
            features="all ten",
        ),
    )

    @staticmethod
    def compute(threshold, features):
        p, truth = unseen_probabilities(features)
        counts = imbalance.confusion(truth, (p > threshold).astype(int))
        return {
            "counts": counts,
            "threshold": threshold,
            "precision": float(imbalance.precision(counts)),
            "recall": float(imbalance.recall(counts)),
            "benign": np.histogram(p[truth == 0], BINS)[0],
            "malignant": np.histogram(p[truth == 1], BINS)[0],
            "features": features,
        }

    def draw(self, figure, values):
        grid = figure.add_gridspec(2, 2, width_ratios=(1.5, 1))
        top, bottom = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        colors, _ = class_look(2)
        for label, name in ((0, "benign"), (1, "malignant")):
            look = {"color": colors[label], "size": 13, "weight": "bold"}
            top.text(0.68, 130 * label - 65, name, ha="center", va="center", **look)
        top.set(xlim=(0, 1), ylim=(-100, 100), ylabel="tumours")
        top.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
        top.set_xticklabels([])
        self.bars = [top.fill([], [], color=color, lw=0)[0] for color in colors]
        look = {"color": style.GREEN, "lw": 3, "label": "recall"}
        (self.recall,) = bottom.plot([], [], **look)
        look = {"ls": "--", "color": "black", "lw": 3, "label": "precision"}
        (self.precision,) = bottom.plot([], [], **look)
        bottom.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="P(malignant), threshold")
        bottom.legend(loc="lower left")
        self.lines = [ax.axvline(0.5, color=style.PINK, lw=4) for ax in (top, bottom)]
        self.numbers = _draw_tiles(figure.add_subplot(grid[:, 1]))
        return [*self.bars, self.recall, self.precision, *self.lines, *self.numbers]

    def update(self, result):
        for bar, name, sign in zip(
            self.bars, ("benign", "malignant"), (-1, 1), strict=True
        ):
            heights = np.repeat(sign * result[name], 2)
            bar.set_xy(
                np.column_stack(
                    [np.repeat(BINS, 2), np.concatenate([[0], heights, [0]])]
                )
            )
        precision, recall = curves(result["features"])
        self.recall.set_data(THRESHOLDS, recall)
        self.precision.set_data(THRESHOLDS, precision)
        for line in self.lines:
            line.set_xdata([result["threshold"]] * 2)
        for text, count in zip(self.numbers, result["counts"].ravel(), strict=True):
            text.set_text(str(count))

    @staticmethod
    def headline(result):
        (_, alarms), (missed, found) = result["counts"]
        if alarms + found == 0:
            return f"Nobody is called: all {missed} malignant tumours are missed"
        return (
            f"Misses {missed} of {missed + found} malignant tumours: "
            f"recall {result['recall']:.2f}, precision {result['precision']:.2f}"
        )


def _draw_tiles(ax):
    """Draw an empty confusion table; return its four texts, row by row."""
    names = ("benign", "malignant")
    ax.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5), xlabel="called", ylabel="truly")
    ax.set_xticks([0, 1], names)
    ax.set_yticks([0, 1], names, rotation=90, va="center")
    ax.tick_params(length=0)
    ax.grid(False)
    ax.set_title("unseen tumours")
    texts = []
    for row in (0, 1):
        for column in (0, 1):
            color = pale(style.GREEN if row == column else style.PINK, 0.35)
            ax.fill(
                np.array([-0.48, 0.48, 0.48, -0.48]) + column,
                np.array([-0.48, -0.48, 0.48, 0.48]) + row,
                color=color,
            )
            texts.append(ax.text(column, row, "", ha="center", va="center", size=30))
    return texts
