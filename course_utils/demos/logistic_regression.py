"""Demos of notebook 8: the logistic curve, two losses, thresholds, little data."""

from functools import cache, lru_cache

import numpy as np
from matplotlib import colormaps

from course_utils.data.tables import load_table, split_table
from course_utils.draw import style
from course_utils.draw.classes import class_look, pale
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml import imbalance, logistic, small_data
from course_utils.ml.naive_bayes import fit_bernoulli
from course_utils.ml.scaling import Standardizer


@cache
def tumours(count=60):
    """Return the standardised radius (N,) of some tumours, 1 where malignant (N,)."""
    table = load_table("breast_cancer")
    rows = np.random.default_rng(3).permutation(len(table))[:count]
    radius = table.features[rows, 0]
    return (radius - radius.mean()) / radius.std(), 1 - table.labels[rows]


@cache
def best_fit():
    """Return the w and b of least cross-entropy on `tumours`."""
    x, targets = tumours()
    (w,), b = logistic.fit(x[:, None], targets)
    return float(w), float(b)


def _losses_at(w, b):
    """Return cross-entropy and squared error for all pairs of `w` (M,), `b` (N,)."""
    x, targets = tumours()
    logits = w[None, :, None] * x + b[:, None, None]
    p = logistic.sigmoid(logits)
    surprise = np.logaddexp(0, logits) - targets * logits
    return surprise.mean(axis=-1), ((p - targets) ** 2).mean(axis=-1)


# The function set -------------------------------------------------------------


class LogisticCurve(Demo):
    """Slide an S-shaped curve over sixty tumours until it is surprised the least."""

    name = "The function set of logistic regression"
    look_for = "What does w do to the curve, and what does b do?"
    figsize = (9, 3.9)
    controls = (
        Slider("w", "weight w", -8.0, 8.0, 1.0, 0.1),
        Slider("b", "bias b", -8.0, 8.0, 2.0, 0.1),
    )
    presets = (
        Preset("the wrong way round", "w below zero: large means benign", w=-2, b=0),
        Preset("too sure", "a step: every mistake is a huge surprise", w=8, b=1.5),
        Preset("best", "the least cross-entropy", w=4.1, b=-0.1),
    )

    @staticmethod
    def compute(w, b):
        x, targets = tumours()
        grid = np.linspace(-3, 4, 150)
        best_w, best_b = best_fit()
        return {
            "grid": grid,
            "curve": logistic.sigmoid(w * grid + b),
            "given": logistic.sigmoid(w * x + b),
            "loss": float(logistic.cross_entropy(w * x + b, targets)),
            "best": float(logistic.cross_entropy(best_w * x + best_b, targets)),
            "here": (w, b),
        }

    def draw(self, figure, values):
        x, targets = tumours()
        left, right = figure.subplots(1, 2)
        colors, markers = class_look(2)
        for label, name in ((1, "malignant"), (0, "benign")):
            left.plot(
                x[targets == label],
                targets[targets == label],
                markers[label],
                color=colors[label],
                ms=8,
                mec="white",
                label=name,
            )
        left.set(xlim=(-3, 4), ylim=(-0.08, 1.08), xlabel="radius (standardised)")
        left.set_ylabel("P(malignant)")
        left.legend(loc="center right")
        (self.sticks,) = left.plot([], [], color=style.PINK, lw=1.2)
        (self.curve,) = left.plot([], [], color="black", lw=4)
        w, b = np.linspace(-8, 8, 65), np.linspace(-8, 8, 65)
        surface, _ = _losses_at(w, b)
        show_surface(right, w, b, surface, CROSS_ENTROPY_LEVELS)
        right.plot(*best_fit(), "*", color="white", ms=20, mec="black")
        right.set_title("cross-entropy (★ least)")
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mec="white")
        return [self.sticks, self.curve, self.here]

    def update(self, result):
        x, targets = tumours()
        nothing = np.full(len(x), np.nan)
        self.sticks.set_data(
            np.stack([x, x, nothing], axis=1).ravel(),
            np.stack([targets, result["given"], nothing], axis=1).ravel(),
        )
        self.curve.set_data(result["grid"], result["curve"])
        self.here.set_data(*np.array(result["here"])[:, None])

    @staticmethod
    def headline(result):
        return (
            f"Cross-entropy {result['loss']:.2f}; "
            f"the best curve of this family has {result['best']:.2f}"
        )


CROSS_ENTROPY_LEVELS = np.array([0, 0.3, 0.5, 0.8, 1.3, 2, 3, 4.5, 6.5, 9, 12, 16, 30])
SQUARED_ERROR_LEVELS = np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])


def show_surface(ax, w, b, values, levels):
    """Fill the contours of `values` (N, M) at `levels`, dark where the loss is low."""
    colors = colormaps["cividis"](np.linspace(0.08, 1, len(levels) - 1))
    ax.contourf(w, b, values, levels, colors=colors)
    ax.set(xlabel="weight w", ylabel="bias b")
    ax.grid(False)


# Why not the squared error ----------------------------------------------------

UPDATES = 200


@lru_cache(maxsize=512)
def two_paths(w, b, learning_rate):
    """Return the paths (UPDATES + 1, 2) of descent on both losses from `w`, `b`."""
    x, targets = tumours()
    paths = []
    for loss in ("cross-entropy", "squared error"):
        _, slope = logistic.LOSSES[loss]
        here, path = (np.array([w]), b), []
        for _ in range(UPDATES + 1):
            path.append((here[0][0], here[1]))
            slope_w, slope_b = slope(*here, x[:, None], targets)
            here = here[0] - learning_rate * slope_w, here[1] - learning_rate * slope_b
        paths.append(np.array(path))
    return paths


class TwoLosses(Demo):
    """Start two descents at the same wrong place, one on each loss."""

    name = "Cross-entropy and squared error, side by side"
    look_for = "Start far away, where everything is wrong: which loss shows the way?"
    figsize = (9.4, 4.9)
    controls = (
        Slider("w", "start w", -14.0, 14.0, -10.0, 0.5),
        Slider("b", "start b", -14.0, 14.0, 4.0, 0.5),
        Slider("eta", "learning rate η", 0.1, 3.0, 1.0, 0.1),
        Slider("updates", "updates", 0, UPDATES, 100, 1),
    )
    presets = (
        Preset("far and wrong", "cross-entropy arrives, squared error cannot leave"),
        Preset(
            "near",
            "close to the answer both losses show the way",
            w=-1,
            b=1,
            updates=200,
        ),
        Preset(
            "three times the step",
            "a larger η does not help: three times nearly nothing",
            eta=3.0,
            updates=200,
        ),
        Preset("the other plateau", "far along b: all called benign", w=2, b=-14),
    )

    @staticmethod
    def compute(w, b, eta, updates):
        x, targets = tumours()
        paths = [path[: updates + 1] for path in two_paths(w, b, eta)]
        slopes = [
            np.linalg.norm(np.hstack(slope(np.array([w]), b, x[:, None], targets)))
            for _, slope in logistic.LOSSES.values()
        ]
        goal = np.array(best_fit())
        return {
            "paths": paths,
            "slopes": np.array(slopes),
            "left": np.array([np.hypot(*(path[-1] - goal)) for path in paths]),
            "moved": np.array([np.hypot(*(path[-1] - path[0])) for path in paths]),
            "updates": updates,
        }

    def draw(self, figure, values):
        w = b = np.linspace(-15, 15, 91)
        surfaces = zip(
            figure.subplots(1, 2, sharey=True),
            _losses_at(w, b),
            (CROSS_ENTROPY_LEVELS, SQUARED_ERROR_LEVELS),
            ("cross-entropy", "squared error"),
            strict=True,
        )
        self.paths, self.ends, self.labels = [], [], []
        for ax, surface, levels, name in surfaces:
            show_surface(ax, w, b, surface, levels)
            ax.set(xlim=(-15, 15), ylim=(-15, 15))
            ax.set_title(name, fontsize=16)
            ax.label_outer()
            ax.plot(*best_fit(), "*", color="white", ms=24, mec="black")
            self.paths += ax.plot([], [], "-", color=style.ORANGE, lw=5)
            self.paths += ax.plot([], [], "o", color="white", mec="black", ms=13, mew=2)
            self.ends += ax.plot([], [], "o", color=style.ORANGE, ms=15, mec="white")
        return [*self.paths, *self.ends]

    def update(self, result):
        for k, path in enumerate(result["paths"]):
            self.paths[2 * k].set_data(*path.T)
            self.paths[2 * k + 1].set_data(*path[:1].T)
            self.ends[k].set_data(*path[-1:].T)

    @staticmethod
    def headline(result):
        far = [f"{distance:.1f}" for distance in result["left"]]
        return (
            f"After {result['updates']} updates cross-entropy is {far[0]} from the "
            f"best, squared error {far[1]}"
        )


# Thresholds -------------------------------------------------------------------

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
    presets = (
        Preset("one half", "the most probable class"),
        Preset(
            "miss nothing", "low: finds nearly all, and alarms many", threshold=0.15
        ),
        Preset("few alarms", "high: speaks only when sure", threshold=0.65),
        Preset("better features", "both mistakes grow rarer", features="all ten"),
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
        look = {"color": style.BLUE, "lw": 3, "label": "recall"}
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
        missed = result["counts"][1, 0]
        return (
            f"Misses {missed} malignant tumours: "
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


# What naive Bayes imagines ----------------------------------------------------

CORNERS = np.array([[0, 1], [1, 1], [0, 0], [1, 0]])  # as they lie on the page


class ThirteenExamples(Demo):
    """Count examples of two yes-or-no features, and compare with what is imagined."""

    name = "The thirteen examples"
    look_for = "How many orange examples does naive Bayes imagine where it saw none?"
    figsize = (9, 4.4)
    controls = (
        Slider("ones", "(1,1) in class 1", 1, 8, 1, 1),
        Slider("others", "others in class 2", 1, 8, 4, 1),
    )
    presets = (
        Preset("the lecture's", "one against twelve: 3/7 for class 1"),
        Preset("seen twice", "a second example is enough", ones=2),
        Preset("fewer others", "two each: less to imagine from", others=2),
    )

    @staticmethod
    def compute(ones, others):
        features = np.repeat([[1, 1], [1, 0], [0, 1], [0, 0]], [ones, *[others] * 3], 0)
        labels = np.repeat([1, 0], [ones, 3 * others])
        model = fit_bernoulli(features, labels)
        seen = np.array(
            [
                [np.all(features[labels == k] == corner, axis=1).sum() for k in (0, 1)]
                for corner in CORNERS
            ]
        )
        imagined = len(labels) * np.exp(model.log_joint(CORNERS))
        return {
            "seen": seen,
            "imagined": imagined,
            "posterior": float(model.posterior([[1, 1]])[0, 1]),
        }

    def draw(self, figure, values):
        self.numbers = []
        colors, _ = class_look(2)
        titles = ("seen", "imagined by naive Bayes")
        for ax, title in zip(figure.subplots(1, 2), titles, strict=True):
            ax.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), xlabel="feature 1")
            ax.set(ylabel="feature 2", aspect="equal")
            ax.set_xticks([0, 1])
            ax.set_yticks([0, 1])
            ax.grid(False)
            ax.axhline(0.5, color=style.GREY, lw=1)
            ax.axvline(0.5, color=style.GREY, lw=1)
            ax.set_title(title, fontsize=15)
            for x, y in CORNERS:
                for label, place in ((1, 0.17), (0, -0.17)):
                    look = {"color": colors[label], "size": 19, "weight": "bold"}
                    self.numbers.append(
                        ax.text(x, y + place, "", ha="center", va="center", **look)
                    )
        return self.numbers

    def update(self, result):
        texts = [
            _count(counts[k], 2 - k)
            for table in (result["seen"], result["imagined"])
            for counts in table
            for k in (1, 0)
        ]
        for artist, text in zip(self.numbers, texts, strict=True):
            artist.set_text(text)

    @staticmethod
    def headline(result):
        winner = 1 if result["posterior"] > 0.5 else 2
        if abs(result["posterior"] - 0.5) < 1e-9:
            return "Naive Bayes cannot decide about (1,1)"
        return (
            f"Naive Bayes calls (1,1) class {winner}: "
            f"P(class 1) = {result['posterior']:.2f}"
        )


def _count(number, class_number):
    if number < 1e-9:
        return ""
    return f"{number:.2f}".rstrip("0").rstrip(".") + f" × C{'₁₂'[class_number - 1]}"


# Little data or much ----------------------------------------------------------

RACE_SIZES = (10, 20, 40, 80, 160, 320)
NOISES = {"none": 0.0, "20 %": 0.2}
RIVALS = {"λ = 0.0001": 1, "λ = 0.01": 2}


@cache
def race_results(noise):
    """Return accuracies (10 seeds, 6 sizes, 3 models) on tumours not seen."""
    table = load_table("breast_cancer")
    return small_data.race(
        table.features[:, :10], 1 - table.labels, RACE_SIZES, noise=noise, draws=20
    )


class LittleDataOrMuch(Demo):
    """Give a generative and a discriminative classifier more and more examples."""

    name = "Generative against discriminative"
    look_for = (
        "Who is ahead with few examples, who with many, and what do wrong labels do?"
    )
    figsize = (9.4, 4.2)
    controls = (
        Slider("doublings", "doublings of 10", 0, 5, 2, 1),
        Choice("noise", "labels that are wrong", tuple(NOISES), "20 %"),
        Choice("penalty", "logistic's penalty", tuple(RIVALS), "λ = 0.01"),
    )
    presets = (
        Preset("few and noisy", "what naive Bayes believes protects it", doublings=1),
        Preset("many and noisy", "with 320 examples the lead is gone", doublings=5),
        Preset("clean", "with clean labels logistic regression is ahead", noise="none"),
        Preset(
            "clean, no penalty to speak of",
            "now naive Bayes leads at 40 examples",
            noise="none",
            penalty="λ = 0.0001",
        ),
    )

    @staticmethod
    def compute(doublings, noise, penalty):
        results = race_results(NOISES[noise])[:, :, [0, RIVALS[penalty]]]
        here = results[:, doublings]
        return {
            "means": results.mean(axis=0),
            "here": here,
            "place": doublings,
            "wins": int((here[:, 0] > here[:, 1]).sum()),
            "size": RACE_SIZES[doublings],
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.6, 1))
        left.set(
            xlim=(-0.3, 5.3), ylim=(0.66, 0.97), ylabel="accuracy on unseen tumours"
        )
        left.set_xticks(range(6), [str(n) for n in RACE_SIZES])
        left.set_xlabel("training examples")
        look = {"lw": 4, "ms": 9}
        (self.bayes,) = left.plot([], [], "o-", color=style.ORANGE, **look)
        (self.logistic,) = left.plot([], [], "s--", color="black", **look)
        self.line = left.axvline(0, color=style.GREY, lw=1.5)
        self.bayes.set_label("naive Bayes (generative)")
        self.logistic.set_label("logistic (discriminative)")
        for line, mark in ((self.bayes, "o-"), (self.logistic, "s--")):
            left.plot(
                [], [], mark, color=line.get_color(), label=line.get_label(), **look
            )
        left.legend(*_second_half(left), loc="lower right", fontsize=12)
        right.set(xlim=(-0.4, 1.4), ylim=(0.66, 0.97))
        right.set_xticks([0, 1], ["naive\nBayes", "logistic"])
        right.set_title("each of 10 repetitions")
        self.pairs = [
            right.plot([], [], "-", color=style.GREY, lw=1)[0] for _ in range(10)
        ]
        (self.ones,) = right.plot([], [], "o", color=style.ORANGE, ms=9, mec="white")
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
        places = np.arange(len(RACE_SIZES))
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
