"""Demo: Playground: what a network can divide."""

import numpy as np

from course_utils.demos.neural_networks.plane import REACH, SIDE, plane
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, MovingClasses, class_look
from course_utils.draw.tiles import SIGNED
from course_utils.experiments import layer_widths
from course_utils.experiments.layer_widths import STARTS
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.networks import mlp


class Playground(Demo):
    """Watch a small network divide the plane, with all of its first-layer units."""

    name = "Playground: what a network can divide"
    look_for = "Each unit draws one soft line; what do the next layers make of them?"
    figsize = (9.4, 4.2)
    controls = (
        Choice("data", "data set", layer_widths.SETS, default="circles"),
        Choice(
            "widths", "units per hidden layer", tuple(layer_widths.WIDTHS), default="4"
        ),
        Choice("activation", "activation", layer_widths.ACTIVATIONS, default="tanh"),
        Slider("epoch", "epoch", 0, 400, default=100, step=10, playable=True),
        Slider("seed", "initialisation (seed)", 0, STARTS - 1, default=0, step=1),
    )
    grips = (Grip("epoch", axes=-1, across=True),)
    presets = (
        Preset("two lines", "two units cannot close a ring", widths="2", epoch=400),
        Preset("four lines", "four units can", widths="4", epoch=400),
        Preset(
            "stuck", "from this initialisation one cloud is never reached; try seed 1",
            data="XOR", widths="2", activation="relu", epoch=400,
        ),
        Preset(
            "spirals, too small", "2 units: below 85% from each of three seeds",
            data="spirals", widths="2", epoch=400,
        ),
        Preset(
            "spirals, unlucky", "8 relu units in two layers: try the other seeds",
            data="spirals", widths="4-4", activation="relu", epoch=400,
        ),
        Preset(
            "spirals, deeper", "two layers of 8 tanh units wind around, from each seed",
            data="spirals", widths="8-8", epoch=400,
        ),
    )  # fmt: skip

    @staticmethod
    def compute(data, widths, activation, epoch, seed):
        points, labels = layer_widths.make_points(data)
        epoch = int(layer_widths.EPOCHS[np.abs(layer_widths.EPOCHS - epoch).argmin()])
        layers = layer_widths.kept_layers(data, widths, activation, epoch, start=seed)
        *hidden, logits = layer_widths.unit_outputs(
            layers, plane(), activation=activation
        )
        guess = mlp.predict(layers, points, activation=activation)[:, 0]
        units = np.full((8, SIDE * SIDE), np.nan)
        units[: hidden[0].shape[1]] = hidden[0].T
        return {
            "points": np.column_stack([points, labels]),
            "chance": mlp.sigmoid(logits).reshape(SIDE, SIDE),
            "units": units[: hidden[0].shape[1]].reshape(-1, SIDE, SIDE),
            "losses": layer_widths.loss_curve(data, widths, activation, start=seed),
            "loss": layer_widths.logistic_loss(guess, labels),
            "accuracy": float(((guess > 0) == labels).mean()),
            "epoch": epoch,
        }

    def draw(self, figure, values):
        panes = figure.subplot_mosaic(
            [["plane", "u0", "u1", "u2", "u3"], ["plane", "u4", "u5", "u6", "u7"],
             ["plane", *["loss"] * 4]],
            width_ratios=(4.4, 1, 1, 1, 1), height_ratios=(1, 1, 1.5),
        )  # fmt: skip
        look = {"extent": (-REACH, REACH) * 2, "origin": "lower", "aspect": "equal"}
        ax = panes["plane"]
        blank = np.zeros((SIDE, SIDE))
        self.picture = ax.imshow(blank, cmap=SURENESS, vmin=0, vmax=1, **look)
        self.points = MovingClasses(ax, class_look(2), size=6)
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
        marks = self.points.artists
        return [self.picture, *marks, *self.tiles, self.curve, self.here]

    def update(self, result):
        self.points.set_rows(result["points"])
        self.picture.set_data(result["chance"])
        for i, tile in enumerate(self.tiles):
            tile.set_visible(i < len(result["units"]))
            if i < len(result["units"]):
                unit = result["units"][i]
                reach = max(np.abs(unit - unit.mean()).max(), 1e-6)
                tile.set(clim=(unit.mean() - reach, unit.mean() + reach))
                tile.set_data(unit)
        self.curve.set_data(layer_widths.EPOCHS, np.maximum(result["losses"], 1e-4))
        self.here.set_data([result["epoch"]], [max(result["loss"], 1e-4)])

    @staticmethod
    def headline(result):
        right, epoch = result["accuracy"], result["epoch"]
        if right == 1:
            return f"Epoch {epoch}: every point on its own side"
        if 0.4 < right < 0.6:
            return f"Epoch {epoch}: hardly better than tossing a coin"
        return f"Epoch {epoch}: {right:.1%} of the points on their own side"
