"""Demos for neural networks: a playground, one forward pass, a digit on its way."""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import SURENESS, class_look
from course_utils.draw.graphs import NEGATIVE, POSITIVE, fit, layer_positions
from course_utils.draw.tiles import SIGNED
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml import mlp, playground
from course_utils.ml.reading_digits import split_digits, trained_layers
from course_utils.ml.softmax import softmax

SIDE = 40  # pixels of the decision picture, each way
REACH = 2.2


@cache
def plane(side=SIDE):
    """Return the points (side², 2) of a square grid, row by row from below."""
    axis = np.linspace(-REACH, REACH, side)
    x, y = np.meshgrid(axis, axis)
    return np.column_stack([x.ravel(), y.ravel()])


class Playground(Demo):
    """Watch a small network divide the plane, with all of its first-layer units."""

    name = "Playground: what a network can divide"
    look_for = "Each unit draws one soft line; what do the next layers make of them?"
    figsize = (9.4, 4.2)
    controls = (
        Choice("data", "data set", playground.SETS, default="circles"),
        Choice(
            "widths", "units per hidden layer", tuple(playground.WIDTHS), default="4"
        ),
        Choice("activation", "activation", playground.ACTIVATIONS, default="tanh"),
        Slider("epoch", "epoch", 0, 400, default=100, step=10),
    )
    presets = (
        Preset("two lines", "two units cannot close a ring", widths="2", epoch=400),
        Preset("four lines", "four units can", widths="4", epoch=400),
        Preset(
            "stuck", "relu from this start: one cloud is never reached",
            data="XOR", widths="2", activation="relu", epoch=400,
        ),
        Preset(
            "spirals, too small", "4 units are a function set too small",
            data="spirals", widths="4", activation="relu", epoch=400,
        ),
        Preset(
            "spirals, deeper", "two layers of 8 wind around",
            data="spirals", widths="8-8", epoch=400,
        ),
    )  # fmt: skip
    redraws = ("data",)

    @staticmethod
    def compute(data, widths, activation, epoch):
        points, labels = playground.make_points(data)
        epoch = int(playground.EPOCHS[np.abs(playground.EPOCHS - epoch).argmin()])
        layers = playground.kept_layers(data, widths, activation, epoch)
        *hidden, logits = playground.unit_outputs(
            layers, plane(), activation=activation
        )
        guess = mlp.predict(layers, points, activation=activation)[:, 0]
        units = np.full((8, SIDE * SIDE), np.nan)
        units[: hidden[0].shape[1]] = hidden[0].T
        return {
            "chance": mlp.sigmoid(logits).reshape(SIDE, SIDE),
            "units": units[: hidden[0].shape[1]].reshape(-1, SIDE, SIDE),
            "losses": playground.loss_curve(data, widths, activation),
            "loss": playground.logistic_loss(guess, labels),
            "accuracy": float(((guess > 0) == labels).mean()),
            "epoch": epoch,
        }

    def draw(self, figure, values):
        points, labels = playground.make_points(values["data"])
        panes = figure.subplot_mosaic(
            [["plane", "u0", "u1", "u2", "u3"], ["plane", "u4", "u5", "u6", "u7"],
             ["plane", *["loss"] * 4]],
            width_ratios=(4.4, 1, 1, 1, 1), height_ratios=(1, 1, 1.5),
        )  # fmt: skip
        look = {"extent": (-REACH, REACH) * 2, "origin": "lower", "aspect": "equal"}
        ax = panes["plane"]
        blank = np.zeros((SIDE, SIDE))
        self.picture = ax.imshow(blank, cmap=SURENESS, vmin=0, vmax=1, **look)
        marks = []
        for label, color, mark in zip((0, 1), *class_look(2), strict=True):
            marks += ax.plot(
                *points[labels == label].T, mark, color=color, mec="white", ms=6
            )
        ax.set(xlabel="x₁", ylabel="x₂", title="The network's answer")
        ax.grid(visible=False)
        self.tiles = []
        for i in range(8):
            tile = panes[f"u{i}"]
            self.tiles.append(tile.imshow(blank, cmap=SIGNED, **look))
            tile.set(xticks=[], yticks=[])
            tile.spines[:].set_visible(False)
        panes["u0"].set_title("First hidden layer", fontsize=11)
        curve = panes["loss"]
        curve.set(xlim=(-5, 410), ylim=(1e-4, 2), yscale="log")
        curve.set(xlabel="epoch", ylabel="loss")
        (self.curve,) = curve.plot([], [], color=style.ORANGE)
        (self.here,) = curve.plot([], [], "o", color=style.PINK, ms=9)
        return [self.picture, *marks, *self.tiles, self.curve, self.here]

    def update(self, result):
        self.picture.set_data(result["chance"])
        for i, tile in enumerate(self.tiles):
            tile.set_visible(i < len(result["units"]))
            if i < len(result["units"]):
                unit = result["units"][i]
                reach = max(np.abs(unit - unit.mean()).max(), 1e-6)
                tile.set(clim=(unit.mean() - reach, unit.mean() + reach))
                tile.set_data(unit)
        self.curve.set_data(playground.EPOCHS, np.maximum(result["losses"], 1e-4))
        self.here.set_data([result["epoch"]], [max(result["loss"], 1e-4)])

    @staticmethod
    def headline(result):
        right, epoch = result["accuracy"], result["epoch"]
        if right == 1:
            return f"Epoch {epoch}: every point on its own side"
        if right < 0.6:
            return f"Epoch {epoch}: hardly better than tossing a coin"
        return f"Epoch {epoch}: {right:.0%} of the points on their own side"


WEIGHTS = {
    "the lecture's": (
        [[1.0, -2.0], [-1.0, 1.0]], [1.0, 0.0],
        [[2.0, -1.0]], [0.0],
    ),
    "XOR by hand": (
        [[20.0, 20.0], [-20.0, -20.0]], [-10.0, 30.0],
        [[20.0, 20.0]], [-30.0],
    ),
}  # fmt: skip


def small_network(weights):
    """Return the layers of a 2-2-1 network by the name of its weights."""
    w1, b1, w2, b2 = map(np.array, WEIGHTS[weights])
    return [(w1, b1), (w2, b2)]


def small_forward(layers, x, activation):
    """Return z and a of the hidden layer, z and y of the output, for points (n, 2)."""
    function, _ = mlp.ACTIVATIONS[activation]
    z1 = mlp.linear_forward(x, *layers[0])
    a1 = function(z1)
    z2 = mlp.linear_forward(a1, *layers[1])
    return z1, a1, z2, mlp.sigmoid(z2)


class ForwardPass(Demo):
    """Push two numbers through a 2-2-1 network and read every number on the way."""

    name = "A forward pass with numbers"
    look_for = (
        "Which inputs make which hidden neuron fire, and what does the output add up?"
    )
    figsize = (9.4, 4.0)
    controls = (
        Slider("x1", "input x₁", -2.0, 2.0, default=1.0, step=0.05),
        Slider("x2", "input x₂", -2.0, 2.0, default=-1.0, step=0.05),
        Choice("weights", "weights", tuple(WEIGHTS), default="the lecture's"),
        Choice("activation", "hidden activation", tuple(mlp.ACTIVATIONS), "sigmoid"),
    )
    presets = (
        Preset("the lecture's example", "x = (1, −1): 4 and −2, then 0.98 and 0.12"),
        Preset(
            "0 xor 0", "only the second fires", weights="XOR by hand", x1=0.0, x2=0.0
        ),
        Preset("1 xor 0", "both fire: output 1", weights="XOR by hand", x1=1.0, x2=0.0),
        Preset(
            "1 xor 1", "only the first fires", weights="XOR by hand", x1=1.0, x2=1.0
        ),
    )
    telling = ("x1", "x2")
    redraws = ("weights", "activation")

    @staticmethod
    def compute(x1, x2, weights, activation):
        layers = small_network(weights)
        z1, a1, z2, y = small_forward(layers, np.array([[x1, x2]]), activation)
        return {
            "x": np.array([x1, x2]),
            "z1": z1[0],
            "a1": a1[0],
            "z2": z2[0],
            "y": y[0],
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
        layers = small_network(values["weights"])
        self.places = places = layer_positions([2, 2, 1])
        for (weights, _), start, end in zip(
            layers, places[:-1], places[1:], strict=True
        ):
            for i, j in np.ndindex(weights.shape):
                self._weight(left, start[j], end[i], weights[i, j], crossing=i != j)
        for (_, biases), place in zip(layers, places[1:], strict=True):
            for bias, (x, y) in zip(biases, place, strict=True):
                left.text(x, y + 0.27, f"bias {bias:g}", ha="center", color=style.GREY)
        nodes = np.concatenate(places)
        left.scatter(*nodes.T, s=1900, color="white", edgecolor=style.GREY, zorder=2)
        fit(left, nodes, margin=0.45)
        self.numbers = [
            left.text(x, y, "", ha="center", va="center", weight="bold", zorder=5)
            for x, y in nodes
        ]
        self.sums = [
            left.text(x, y - 0.27, "", ha="center", va="top", color=style.GREY)
            for x, y in nodes[2:]
        ]
        grid = plane(60)
        *_, answer = small_forward(layers, grid, values["activation"])
        image = right.imshow(
            answer.reshape(60, 60), extent=(-REACH, REACH) * 2, origin="lower",
            cmap=SURENESS, vmin=0, vmax=1,
        )  # fmt: skip
        figure.colorbar(image, ax=right, label="output y", ticks=[0, 0.5, 1])
        right.set(xlabel="input x₁", ylabel="input x₂", title="y for all inputs")
        right.grid(visible=False)
        (self.here,) = right.plot([], [], "o", ms=11, color=style.PINK, mec="white")
        return [*self.numbers, *self.sums, self.here]

    def _weight(self, ax, start, end, weight, *, crossing):
        color = POSITIVE if weight >= 0 else NEGATIVE
        ax.plot(*np.transpose([start, end]), color=color, lw=1.5, zorder=1)
        share = 0.3 if crossing else 0.45
        spot = (1 - share) * start + share * end
        ax.text(
            *spot, f"{weight:g}", color=color, ha="center", va="center", zorder=3,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip

    def update(self, result):
        shown = [*result["x"], *result["a1"], *result["y"]]
        for text, number in zip(self.numbers, shown, strict=True):
            text.set_text(f"{number:.2f}")
        for text, z in zip(self.sums, [*result["z1"], *result["z2"]], strict=True):
            text.set_text(f"z = {z:.2f}")
        self.here.set_data(result["x"][:1], result["x"][1:])

    @staticmethod
    def headline(result):
        (x1, x2), (a1, a2), y = result["x"], result["a1"], result["y"][0]
        turned = f"({x1:.2f}, {x2:.2f}) becomes ({a1:.2f}, {a2:.2f})"
        return f"{turned}, and that becomes {y:.2f}"


class DigitThroughLayers(Demo):
    """Send a handwritten digit through a trained network, layer by layer."""

    name = "A digit through the layers"
    look_for = (
        "At which noise does the network change its mind, and how sure is it then?"
    )
    figsize = (9.4, 3.2)
    controls = (
        Slider("picture", "unseen picture", 0, 99, default=4, step=1),
        Slider("noise", "noise", 0.0, 1.0, default=0.0, step=0.05),
    )
    presets = (
        Preset("clean", "as it was written"),
        Preset("noisy", "you can still read it; can the network?", noise=0.5),
        Preset("hopeless", "still an answer, and often a confident one", noise=1.0),
    )

    @staticmethod
    def compute(picture, noise):
        _, _, images, labels = split_digits()
        rng = np.random.default_rng(picture)
        image = images[picture] + noise * rng.normal(size=64)
        layers = trained_layers()
        first, second, logits = playground.unit_outputs(
            layers, image[None], activation="tanh"
        )
        return {
            "image": image.reshape(8, 8),
            "first": first.reshape(4, 4),
            "second": second.reshape(4, 4),
            "chances": softmax(logits[0]),
            "label": int(labels[picture]),
        }

    def draw(self, figure, values):
        panes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.6))
        titles = (
            "Input: 64 pixels",
            "Hidden layer 1",
            "Hidden layer 2",
            "Output: softmax",
        )
        for ax, title in zip(panes, titles, strict=True):
            ax.set_title(title, fontsize=11)
            ax.grid(visible=False)
        self.image = panes[0].imshow(np.zeros((8, 8)), cmap="gray_r", vmin=0, vmax=1)
        self.layers = [
            ax.imshow(np.zeros((4, 4)), cmap=SIGNED, vmin=-1.2, vmax=1.2)
            for ax in panes[1:3]
        ]
        for ax in panes[:3]:
            ax.set(xticks=[], yticks=[])
        ax = panes[3]
        ax.set(ylim=(0, 1.05), xlabel="digit", ylabel="probability")
        ax.set_xticks(range(10))
        self.bars = ax.bar(range(10), 0, color=style.ORANGE)
        (self.truth,) = ax.plot([], [], "v", color=style.BLUE, ms=9, clip_on=False)
        return [self.image, *self.layers, *self.bars, self.truth]

    def update(self, result):
        self.image.set_data(result["image"])
        self.layers[0].set_data(result["first"])
        self.layers[1].set_data(result["second"])
        for bar, chance in zip(self.bars, result["chances"], strict=True):
            bar.set_height(chance)
        self.truth.set_data([result["label"]], [1.02])

    @staticmethod
    def headline(result):
        guess, label = int(result["chances"].argmax()), result["label"]
        sure = f"{result['chances'].max():.0%}"
        if guess == label:
            return f"Reads {guess}, {sure} sure, and is right"
        return f"Reads {guess}, {sure} sure, but it is a {label} (blue mark)"
