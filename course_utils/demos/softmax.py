"""Demos of notebook 9: softmax, surprise, three classes, XOR, units, kernels."""

from functools import cache

import numpy as np

from course_utils.data.points import make_toy
from course_utils.data.tables import load_table
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, class_look, pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml import cascade, softmax
from course_utils.ml.cascade import XOR_POINTS, XOR_TARGETS
from course_utils.ml.logistic import sigmoid
from course_utils.ml.scaling import Standardizer

THREE, THREE_MARKS = class_look(3)


# Scores become probabilities --------------------------------------------------


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
    presets = (
        Preset("the lecture's", "3, 1, −3 become 0.88, 0.12 and 0.00"),
        Preset(
            "cold", "T = 0.1: the largest takes it all, a true maximum", temperature=0.1
        ),
        Preset("hot", "T = 10: nearly equal", temperature=10),
        Preset("shifted", "all three up by 4: nothing changes", shift=4),
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
        left.set(ylim=(-8.5, 8.5), ylabel="score z")
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
        for bar, text, height, word in zip(
            self.bars, self.numbers, heights, words, strict=True
        ):
            bar.set_height(height)
            text.set_text(word)
            text.set_y(max(height, 0))

    @staticmethod
    def headline(result):
        winner = int(result["probabilities"].argmax())
        share = result["probabilities"][winner]
        return f"Class {winner + 1} gets {share:.0%}; the three sum to one"


# Surprise ---------------------------------------------------------------------


class Surprise(Demo):
    """Forecast rain with probability q while it rains with probability p."""

    name = "Entropy, cross-entropy, divergence"
    look_for = (
        "At which forecast is the pink part zero, and is the whole bar zero there?"
    )
    figsize = (9, 4)
    controls = (
        Slider("p", "truth p", 0.0, 1.0, 0.3, 0.01),
        Slider("q", "forecast q", 0.02, 0.98, 0.7, 0.01),
    )
    presets = (
        Preset("equal", "forecast = truth: cross-entropy is the entropy", q=0.3),
        Preset("coin", "p = ½: the most uncertain truth there is", p=0.5, q=0.5),
        Preset("sure and wrong", "q = 0.98 for what seldom happens", p=0.05, q=0.98),
        Preset("one-hot", "a certain truth has no entropy: all is divergence", p=1.0),
    )

    @staticmethod
    def compute(p, q):
        truth, forecast = np.array([p, 1 - p]), np.array([q, 1 - q])
        grid = np.linspace(0.01, 0.99, 99)
        forecasts = np.stack([grid, 1 - grid], axis=1)
        return {
            "q": q,
            "p": p,
            "entropy": float(softmax.entropy(truth)),
            "cross_entropy": float(softmax.cross_entropy_between(truth, forecast)),
            "divergence": float(softmax.kl_divergence(truth, forecast)),
            "grid": grid,
            "curve": softmax.cross_entropy_between(truth, forecasts),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        left.set(xlim=(0, 1), ylim=(0, 4), xlabel="forecast q")
        left.set_ylabel("cross-entropy (nats)")
        (self.curve,) = left.plot([], [], color="black", lw=4)
        (self.floor,) = left.plot([], [], "--", color=style.BLUE, lw=3)
        (self.best,) = left.plot([], [], "*", color="white", mec="black", ms=20)
        (self.here,) = left.plot([], [], "o", color=style.ORANGE, mec="white", ms=14)
        left.plot([], [], "--", color=style.BLUE, lw=3, label="entropy of the truth")
        left.plot([], [], "*", color="white", mec="black", ms=16, label="q = p", ls="")
        left.legend(loc="upper center")
        right.set(xlim=(-0.6, 1.7), ylim=(0, 4), ylabel="nats")
        right.set_xticks([])
        self.parts = [
            right.bar([0], [1], 0.8, color=color).patches[0]
            for color in (style.BLUE, style.PINK)
        ]
        self.words = [
            right.text(0.5, 0, "", va="center", size=13, color=color)
            for color in (style.BLUE, style.PINK)
        ]
        return [self.curve, self.floor, self.best, self.here, *self.parts, *self.words]

    def update(self, result):
        entropy, divergence = result["entropy"], result["divergence"]
        self.curve.set_data(result["grid"], result["curve"])
        self.floor.set_data([0, 1], [entropy, entropy])
        self.best.set_data([result["p"]], [entropy])
        self.here.set_data([result["q"]], [result["cross_entropy"]])
        for part, bottom, height in zip(
            self.parts, (0, entropy), (entropy, divergence), strict=True
        ):
            part.set_y(bottom)
            part.set_height(height)
        lower, upper = self.words
        lower.set_text(f"entropy {entropy:.2f}")
        upper.set_text(f"divergence {divergence:.2f}")
        middle = entropy / 2
        lower.set_y(max(middle, 0.15))
        upper.set_y(max(entropy + divergence / 2, max(middle, 0.15) + 0.35))

    @staticmethod
    def headline(result):
        return (
            f"Cross-entropy {result['cross_entropy']:.2f} = entropy "
            f"{result['entropy']:.2f} + divergence {result['divergence']:.2f}"
        )


# Three classes ----------------------------------------------------------------

UPDATES = 300
GRID = np.linspace(-3.2, 3.6, 60)
PLANE = np.stack(np.meshgrid(GRID, GRID), axis=-1)


@cache
def wines():
    """Return alcohol and flavanoids of 178 wines, standardised, and their growers."""
    table = load_table("wine")
    two = table.features[:, [0, 6]]
    return Standardizer().fit(two).transform(two), table.labels


@cache
def wine_training():
    """Return weights (T, 2, 3), biases (T, 3), losses, accuracies after t updates."""
    points, labels = wines()
    weights, bias, kept = np.zeros((2, 3)), np.zeros(3), []
    for _ in range(UPDATES + 1):
        logits = points @ weights + bias
        right = (logits.argmax(axis=1) == labels).mean()
        kept.append((weights, bias, softmax.cross_entropy(logits, labels), right))
        error = softmax.cross_entropy_gradient(logits, labels)
        weights = weights - 0.5 * points.T @ error
        bias = bias - 0.5 * error.sum(axis=0)
    return [np.array(part) for part in zip(*kept, strict=True)]


class ThreeClasses(Demo):
    """Train softmax regression on three kinds of wine, update by update."""

    name = "Three classes, three straight borders"
    look_for = "The borders soon stand still: what is it that still lowers the loss?"
    figsize = (9.2, 4.4)
    controls = (Slider("updates", "updates", 0, UPDATES, 20, 1),)
    presets = (
        Preset("one update", "the directions are already right", updates=1),
        Preset("ten", "the same borders, but surer: the loss has halved", updates=10),
        Preset("all", "the borders have settled", updates=UPDATES),
    )

    @staticmethod
    def compute(updates):
        weights, bias, losses, right = wine_training()
        logits = PLANE @ weights[updates] + bias[updates]
        leads = [
            logits[..., k] - np.delete(logits, k, axis=-1).max(axis=-1)
            for k in range(3)
        ]
        return {
            "leads": np.array(leads),
            "updates": updates,
            "loss": float(losses[updates]),
            "accuracy": float(right[updates]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        left.set(xlim=GRID[[0, -1]], ylim=GRID[[0, -1]])
        left.set(xlabel="alcohol (standardised)", ylabel="flavanoids (standardised)")
        left.grid(False)
        self.regions = [
            MovingContours(
                left, GRID, GRID, [0, 1e9], filled=True, colors=[pale(color)], zorder=1
            )
            for color in THREE
        ]
        points, labels = wines()
        self.crowds = [
            left.plot(*points[labels == k].T, mark, color=color, mec="white", ms=8)[0]
            for k, (color, mark) in enumerate(zip(THREE, THREE_MARKS, strict=True))
        ]
        losses = wine_training()[2]
        right.plot(losses, color="black", lw=3)
        right.set(xlabel="updates", ylabel="cross-entropy", ylim=(0, 1.2))
        right.set_title("training loss")
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=14, mec="white")
        return [*self.regions, *self.crowds, self.here]

    def update(self, result):
        for region, lead in zip(self.regions, result["leads"], strict=True):
            region.set_values(lead)
        self.here.set_data([result["updates"]], [result["loss"]])

    @staticmethod
    def headline(result):
        if result["updates"] == 0:
            return (
                f"Before training all classes are equal: loss log 3 = {np.log(3):.2f}"
            )
        return (
            f"Update {result['updates']}: loss {result['loss']:.2f}, "
            f"{result['accuracy']:.0%} of the wines right"
        )


# XOR --------------------------------------------------------------------------


def draw_corners(ax, places=XOR_POINTS, **look):
    """Draw the four points of XOR, large; return the two lines of markers."""
    colors, marks = class_look(2)
    style_of = {"ms": 22, "mec": "white", "mew": 2, "ls": ""} | look
    return [
        ax.plot(
            *places[k == XOR_TARGETS].T, marker=marks[k], color=colors[k], **style_of
        )[0]
        for k in (0, 1)
    ]


def line_ends(w, b, reach=9.0):
    """Return x (2,) and y (2,) of the line w @ x + b = 0, long on both sides."""
    size = np.hypot(*w)
    if size < 1e-9:
        return np.full(2, -99.0), np.full(2, -99.0)
    normal = np.asarray(w) / size
    foot = -b / size * normal
    along = reach * np.array([[-normal[1], normal[0]], [normal[1], -normal[0]]])
    return (foot + along).T


class LineOnXor(Demo):
    """Try to put the blue corners on one side of a line, the orange on the other."""

    name = "A line on XOR"
    look_for = "How many of the four corners can you get right?"
    figsize = (8, 4.6)
    controls = (
        Slider("w1", "weight w₁", -4.0, 4.0, 1.0, 0.1),
        Slider("w2", "weight w₂", -4.0, 4.0, 1.0, 0.1),
        Slider("b", "bias b", -4.0, 4.0, -0.5, 0.1),
    )
    presets = (
        Preset("or", "everything but (0,0): three right", w1=1, w2=1, b=-0.5),
        Preset("not and", "everything but (1,1): three right", w1=-1, w2=-1, b=1.5),
        Preset("one feature", "x₁ alone: two right", w1=2, w2=0, b=-1),
    )
    telling = ("w1", "w2")
    EDGE = np.linspace(-0.6, 1.6, 45)

    @staticmethod
    def compute(w1, w2, b):
        w = np.array([w1, w2])
        plane = np.stack(np.meshgrid(LineOnXor.EDGE, LineOnXor.EDGE), axis=-1)
        right = (XOR_POINTS @ w + b > 0) == (XOR_TARGETS == 1)
        return {
            "score": plane @ w + b,
            "line": np.array(line_ends(w, b)),
            "right": int(right.sum()),
            "wrong": XOR_POINTS[~right],
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), aspect="equal")
        ax.set(xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1])
        ax.grid(False)
        orange, blue = class_look(2)[0]
        self.sides = [
            MovingContours(
                ax,
                self.EDGE,
                self.EDGE,
                levels,
                filled=True,
                colors=[pale(color)],
                zorder=1,
            )
            for levels, color in (((-1e9, 0), orange), ((0, 1e9), blue))
        ]
        (self.line,) = ax.plot([], [], color="black", lw=5)
        self.corners = draw_corners(ax)
        (self.wrong,) = ax.plot([], [], "o", mfc="none", mec=style.PINK, ms=40, mew=4)
        return [*self.sides, self.line, *self.corners, self.wrong]

    def update(self, result):
        for side in self.sides:
            side.set_values(result["score"])
        self.line.set_data(*result["line"])
        self.wrong.set_data(*result["wrong"].T)

    @staticmethod
    def headline(result):
        if result["right"] == 3:
            return "3 of 4 right: no line does better"
        return f"{result['right']} of 4 right"


# Two units transform the plane ------------------------------------------------

STARTS, STEPS = 12, 600


@cache
def cascade_runs():
    """Return for each start the cascades after 0 .. STEPS updates, and the losses."""
    return [
        cascade.train(
            XOR_POINTS, XOR_TARGETS, learning_rate=4.0, steps=STEPS, seed=seed
        )
        for seed in range(STARTS)
    ]


class TransformedSpace(Demo):
    """Watch two logistic units move the corners until one line is enough."""

    name = "Two units make XOR separable"
    look_for = "What happens to the four corners before a line can separate them?"
    figsize = (9.2, 4.6)
    controls = (
        Slider("updates", "updates", 0, STEPS, 230, 5),
        Slider("start", "random start", 0, STARTS - 1, 0, 1),
    )
    presets = (
        Preset("before", "a random start: the corners lie anyhow", updates=0),
        Preset("after", "orange together: one line is enough", updates=STEPS),
        Preset("stuck", "not every start arrives", updates=STEPS, start=6),
    )
    EDGE = np.linspace(-0.4, 1.4, 50)

    @staticmethod
    def compute(updates, start):
        path, losses = cascade_runs()[start]
        units = path[updates]
        plane = np.stack(
            np.meshgrid(TransformedSpace.EDGE, TransformedSpace.EDGE), axis=-1
        )
        places = cascade.transform(units, XOR_POINTS)
        score = places @ units.w + units.b
        return {
            "probability": sigmoid(cascade.logits(units, plane)),
            "places": places,
            "hidden": np.array([line_ends(units.V[:, k], units.c[k]) for k in (0, 1)]),
            "line": np.array(line_ends(units.w, units.b)),
            "right": int(((score > 0) == (XOR_TARGETS == 1)).sum()),
            "loss": float(losses[updates]),
            "updates": updates,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        edge = (self.EDGE[0], self.EDGE[-1])
        left.set(xlim=edge, ylim=edge, aspect="equal", xlabel="x₁", ylabel="x₂")
        left.set(title="where they are", xticks=[0, 1], yticks=[0, 1])
        right.set(xlim=(-0.12, 1.12), ylim=(-0.12, 1.12), aspect="equal")
        right.set(title="where two units put them", xticks=[0, 1], yticks=[0, 1])
        right.set(xlabel="unit 1", ylabel="unit 2")
        left.grid(False)
        right.grid(False)
        bands = np.linspace(0, 1, 11)
        self.shade = MovingContours(
            left,
            self.EDGE,
            self.EDGE,
            bands,
            filled=True,
            colors=SURENESS((bands[1:] + bands[:-1]) / 2),
            zorder=1,
        )
        self.hidden = [
            left.plot([], [], "--", color=style.GREY, lw=3, zorder=2)[0] for _ in (0, 1)
        ]
        (self.line,) = right.plot([], [], color="black", lw=5, zorder=2)
        self.corners = draw_corners(left, ms=18, zorder=3)
        self.moved = draw_corners(right, ms=18, zorder=3)
        return [self.shade, *self.hidden, self.line, *self.corners, *self.moved]

    def update(self, result):
        self.shade.set_values(np.clip(result["probability"], 1e-9, 1 - 1e-9))
        for line, ends in zip(self.hidden, result["hidden"], strict=True):
            line.set_data(*ends)
        self.line.set_data(*result["line"])
        for k, marks in enumerate(self.moved):
            marks.set_data(*result["places"][k == XOR_TARGETS].T)

    @staticmethod
    def headline(result):
        return (
            f"Update {result['updates']}: {result['right']} of 4 right, "
            f"loss {result['loss']:.2f}"
        )


# Kernels ----------------------------------------------------------------------

CLOUDS = {
    "XOR": {"noise": 0.35},
    "circles": {"noise": 0.12},
    "two moons": {"noise": 0.2},
}
SIDE = np.linspace(-2.4, 2.4, 45)


@cache
def cloud(kind):
    """Return 120 points to learn from and 400 unseen ones, with their labels."""
    options = CLOUDS[kind]
    shift = np.array([0.5, 0.25]) if kind == "two moons" else 0.0
    (seen, labels), (unseen, truth) = (
        make_toy(kind, n, seed=seed, **options) for n, seed in ((120, 1), (400, 2))
    )
    return seen - shift, labels, unseen - shift, truth


class KernelMachine(Demo):
    """Train a support vector machine with a kernel and see its boundary and margins."""

    name = "A support vector machine"
    look_for = "Which points hold the boundary, and what does a narrow kernel do?"
    figsize = (8.4, 4.8)
    controls = (
        Choice("kind", "points", tuple(CLOUDS), "XOR"),
        Choice("kernel", "kernel", ("linear", "Gaussian"), "Gaussian"),
        Slider("gamma", "narrowness γ", 0.1, 100.0, 1.0, 0.1, log=True),
        Slider("C", "price of mistakes C", 0.1, 100.0, 1.0, 0.25, log=True),
    )
    presets = (
        Preset("a line", "the linear kernel is helpless on XOR", kernel="linear"),
        Preset("Gaussian kernel", "bent in the plane, flat in the kernel's space"),
        Preset("too narrow", "γ = 100: an island around every point", gamma=100),
        Preset("circles", "the same kernel, another shape", kind="circles"),
    )

    @staticmethod
    def compute(kind, kernel, gamma, C):
        from sklearn.svm import SVC

        seen, labels, unseen, truth = cloud(kind)
        name = "rbf" if kernel == "Gaussian" else "linear"
        machine = SVC(kernel=name, gamma=gamma, C=C).fit(seen, labels)
        plane = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
        score = machine.decision_function(plane).reshape(len(SIDE), len(SIDE))
        return {
            "score": score,
            "seen": seen,
            "labels": labels,
            "support": seen[machine.support_],
            "unseen": float(machine.score(unseen, truth)),
            "trained": float(machine.score(seen, labels)),
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=SIDE[[0, -1]], ylim=SIDE[[0, -1]], aspect="equal")
        ax.set(xlabel="x₁", ylabel="x₂")
        ax.grid(False)
        orange, blue = class_look(2)[0]
        self.sides = [
            MovingContours(
                ax, SIDE, SIDE, levels, filled=True, colors=[pale(color)], zorder=1
            )
            for levels, color in (((-1e9, 0), orange), ((0, 1e9), blue))
        ]
        self.margin = MovingContours(
            ax,
            SIDE,
            SIDE,
            [-1, 1],
            colors=[style.GREY],
            linewidths=2,
            linestyles="dashed",
            zorder=2,
        )
        self.edge = MovingContours(
            ax, SIDE, SIDE, [0], colors=["black"], linewidths=5, zorder=2
        )
        colors, marks = class_look(2)
        (self.support,) = ax.plot(
            [], [], "o", mfc="none", mec="black", ms=13, mew=1.5, zorder=3
        )
        self.crowds = [
            ax.plot([], [], marks[k], color=colors[k], mec="white", ms=8, zorder=4)[0]
            for k in (0, 1)
        ]
        ax.plot([], [], color="black", lw=5, label="boundary")
        ax.plot([], [], "--", color=style.GREY, lw=2, label="margins")
        ax.plot([], [], "o", mfc="none", mec="black", ms=13, label="support vectors")
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), fontsize=12)
        return [*self.sides, self.margin, self.edge, self.support, *self.crowds]

    def update(self, result):
        for layer in (*self.sides, self.margin, self.edge):
            layer.set_values(result["score"])
        self.support.set_data(*result["support"].T)
        for k, marks in enumerate(self.crowds):
            marks.set_data(*result["seen"][result["labels"] == k].T)

    @staticmethod
    def headline(result):
        return (
            f"{result['trained']:.0%} of the 120 right, {result['unseen']:.0%} of "
            f"unseen points; {len(result['support'])} support vectors"
        )
