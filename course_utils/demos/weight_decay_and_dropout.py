"""Sliders for weight decay and dropout: boundaries, masks, and learning curves."""

from functools import cache, lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import PALETTE, plot_classes
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml import dropout, restraint

GRID_X, GRID_Y = np.linspace(-2, 3, 51), np.linspace(-1.6, 2.1, 39)


@lru_cache(maxsize=128)
def boundary(draw, place):
    """Return scores (39, 51), the weights, and training and unseen accuracy."""
    layers = restraint.moons_layers(draw, place)
    points, labels, unseen, unseen_labels = restraint.make_moons(draw)
    grid = np.stack(np.meshgrid(GRID_X, GRID_Y), axis=-1).reshape(-1, 2)
    right = [
        ((restraint.moons_score(layers, x) > 0) == y).mean()
        for x, y in ((points, labels), (unseen, unseen_labels))
    ]
    weights = np.concatenate([matrix.ravel() for matrix, _ in layers])
    scores = restraint.moons_score(layers, grid).reshape(len(GRID_Y), len(GRID_X))
    return scores, weights, right


@cache
def accuracies(draw):
    """Return training and unseen accuracies (21, 2) for all strengths."""
    return np.array([boundary(draw, n)[2] for n in range(len(restraint.STRENGTHS))])


class WeightDecay(Demo):
    """Shrink the weights of a network that bends around every point."""

    name = "Weight decay, weights and boundary"
    look_for = "Where does the unseen accuracy peak, and what do the weights look like?"
    figsize = (9.5, 3.9)
    controls = (
        Slider("strength", "strength λ", 1e-5, 1.0, default=1e-5, step=0.25, log=True),
        Slider("draw", "draw of the 60 points", 0, 3, default=0, step=1),
    )
    presets = (
        Preset("hardly any", "λ = 10⁻⁵: the boundary bends around stray points"),
        Preset("some", "λ = 0.01: smooth, and better on unseen points", strength=0.01),
        Preset("too much", "λ = 0.3: no weight is left to bend with", strength=0.31623),
    )
    redraws = ("draw",)

    @staticmethod
    def compute(strength, draw):
        place = int(np.abs(np.log(restraint.STRENGTHS / strength)).argmin())
        scores, weights, (train, unseen) = boundary(draw, place)
        counts, _ = np.histogram(weights, bins=np.linspace(-4, 4, 41))
        return {
            "scores": np.clip(scores, -50, 50),
            "counts": counts,
            "length": float(np.linalg.norm(weights)),
            "zeros": int((weights == 0).sum()),
            "place": place,
            "train": train,
            "unseen": unseen,
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.3, 1, 1))
        draw = values["draw"]
        points, labels, *_ = restraint.make_moons(draw)
        self.bands = MovingContours(
            left, GRID_X, GRID_Y, [-100, 0, 100], filled=True,
            colors=[PALETTE[1], PALETTE[0]], alpha=0.25, zorder=0.5,
        )  # fmt: skip
        plot_classes(points, labels, left)
        left.set(xlim=(-2, 3), ylim=(-1.6, 2.1), xlabel="x₁", ylabel="x₂")
        left.set_title("Boundary of 2-32-32-1")
        edges = np.linspace(-4, 4, 41)
        middle.set(xlim=(-4, 4), ylim=(0.7, 1300), yscale="log")
        self.counts = middle.stairs(
            np.ones(40), edges, baseline=1e-3, fill=True, color=style.ORANGE
        )
        middle.set(xlabel="weight", ylabel="how many", title="The 1,120 weights")
        curves = 100 * accuracies(draw)
        names = ("60 training points", "1000 unseen points")
        for curve, color, name in zip(
            curves.T, (style.BLUE, style.GREEN), names, strict=True
        ):
            right.plot(restraint.STRENGTHS, curve, color=color, label=name)
        (self.mark,) = right.plot([], [], "o", color="k", ms=9)
        (self.other,) = right.plot([], [], "s", color="k", ms=8)
        right.set(xscale="log", ylim=(45, 122), xlabel="strength λ")
        right.set(ylabel="accuracy (%)", title="Accuracy")
        right.set_yticks(range(50, 101, 10))
        right.legend(loc="upper right")
        return [self.bands, self.counts, self.mark, self.other]

    def update(self, result):
        self.bands.set_values(result["scores"])
        self.counts.set_data(np.maximum(result["counts"], 1e-3))
        at = restraint.STRENGTHS[result["place"]]
        self.mark.set_data([at], [100 * result["train"]])
        self.other.set_data([at], [100 * result["unseen"]])

    @staticmethod
    def headline(result):
        train, unseen = result["train"], result["unseen"]
        gap = train - unseen
        verdict = "Learned by heart" if gap > 0.08 else "Restrained"
        if train < 0.87:
            verdict = "Too weak"
        return (
            f"{verdict}: training {train:.0%}, unseen {unseen:.0%}; "
            f"length of all weights {result['length']:.1f}"
        )


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
    presets = (
        Preset("one mask", "one draw: anything may come out", masks=1, seed=2),
        Preset("a thousand", "the mean has found the evaluation", masks=1000),
        Preset(
            "not rescaled",
            "the mean is (1 − p) times the evaluation",
            masks=1000,
            form="left as it is",
        ),
        Preset("p = 0.9", "the same mean, much more noise", p=0.9),
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


class Curves(Demo):
    """Restrain a strong network on 200 digits, 40 of which have a wrong label."""

    name = "Dropout, decay and learning curves"
    look_for = "Which setting ends best on unseen digits, and how quickly?"
    figsize = (9.5, 3.9)
    controls = (
        Choice("p", "dropout p", restraint.DROPOUTS, default=0.0),
        Choice("decay", "weight decay λ", restraint.DECAYS, default=0.0),
        Choice("width", "units per hidden layer", restraint.WIDTHS, default=256),
        Slider("epoch", "epoch in view", 1, restraint.EPOCHS, default=100, step=1),
    )
    presets = (
        Preset("no restraint", "learns the wrong labels by heart"),
        Preset("dropout", "p = 0.5: slower, and better in the end", p=0.5),
        Preset("decay", "λ = 0.01: also better", decay=0.01),
        Preset("both", "p = 0.5 and λ = 0.01: best of these", p=0.5, decay=0.01),
        Preset("too narrow", "32 units, p = 0.5: too few are left", p=0.5, width=32),
        Preset("too much", "λ = 0.03 and p = 0.75: underfits", p=0.75, decay=0.03),
    )

    @staticmethod
    def compute(p, decay, width, epoch):
        curves = restraint.kept("curves")
        chosen = curves[
            restraint.WIDTHS.index(width),
            restraint.DROPOUTS.index(p),
            restraint.DECAYS.index(decay),
        ]
        free = curves[restraint.WIDTHS.index(width), 0, 0]
        return {
            "curves": chosen[:, :epoch],
            "free": free,
            "epoch": epoch,
            "best": int(chosen[3].argmax()) + 1,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 2)
        self.lines = []
        for ax, name in zip(axes, ("loss", "accuracy (%)"), strict=True):
            (free,) = ax.plot([], [], "--", color=style.GREY, lw=1.3)
            (train,) = ax.plot([], [], color=style.BLUE)
            (unseen,) = ax.plot([], [], color=style.GREEN)
            free.set_label("unseen, no restraint")
            train.set_label("training, as it learns")
            unseen.set_label("unseen")
            ax.set(xlim=(0, restraint.EPOCHS), xlabel="epoch", ylabel=name)
            self.lines += [free, train, unseen]
        axes[0].set(ylim=(0, 2.5), title="Loss")
        axes[1].set(ylim=(0, 102), title="Accuracy")
        axes[0].legend(loc="upper right")
        return self.lines

    def update(self, result):
        for n in range(2):
            free, train, unseen = self.lines[3 * n : 3 * n + 3]
            scale = 100 if n else 1
            epochs = np.arange(1, restraint.EPOCHS + 1)
            free.set_data(epochs, scale * result["free"][2 * n + 1])
            seen = epochs[: result["epoch"]]
            train.set_data(seen, scale * result["curves"][2 * n])
            unseen.set_data(seen, scale * result["curves"][2 * n + 1])

    @staticmethod
    def headline(result):
        *_, train, unseen = result["curves"][:, -1]
        free = result["free"][3][result["epoch"] - 1]
        better = unseen - free
        text = f"Epoch {result['epoch']}: training {train:.0%}, unseen {unseen:.1%}"
        if abs(better) < 1e-9:
            return text
        word = "more" if better > 0 else "less"
        return f"{text}, {abs(100 * better):.1f} points {word} than without restraint"
