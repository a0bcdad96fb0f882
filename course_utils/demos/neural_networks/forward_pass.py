"""Demo: A forward pass with numbers."""

from itertools import pairwise

import numpy as np

from course_utils.demos.neural_networks.plane import REACH, plane
from course_utils.draw import style
from course_utils.draw.classes import SURENESS
from course_utils.draw.graphs import NEGATIVE, POSITIVE, fit, layer_positions
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.networks import mlp

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
    grips = (Grip("x1", "x2", axes=1, label="the input"),)
    presets = (
        Preset(
            "the lecture's example",
            "x = (1, −1): 4 and −2, then 0.98 and 0.12",
            x1=1.0,
            x2=-1.0,
        ),
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
        places = layer_positions([2, 2, 1])
        self.edges, self.weights, self.biases = [], [], []
        for start, end in pairwise(places):
            for i, j in np.ndindex(len(end), len(start)):
                self._weight(left, start[j], end[i], crossing=i != j)
            self.biases += [
                left.text(x, y + 0.27, "", ha="center", color=style.GREY)
                for x, y in end
            ]
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
        self.image = right.imshow(
            np.zeros((60, 60)), extent=(-REACH, REACH) * 2, origin="lower",
            cmap=SURENESS, vmin=0, vmax=1,
        )  # fmt: skip
        figure.colorbar(self.image, ax=right, label="output y", ticks=[0, 0.5, 1])
        right.set(xlabel="input x₁", ylabel="input x₂", title="y for all inputs")
        right.grid(visible=False)
        (self.here,) = right.plot([], [], "o", ms=11, color=style.PINK, mec="white")
        self.redraw(values)
        return [*self.numbers, *self.sums, self.here]

    def _weight(self, ax, start, end, *, crossing):
        self.edges += ax.plot(*np.transpose([start, end]), lw=1.5, zorder=1)
        share = 0.3 if crossing else 0.45
        spot = (1 - share) * start + share * end
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        self.weights.append(
            ax.text(*spot, "", ha="center", va="center", zorder=3, bbox=box)
        )

    def redraw(self, values):
        layers = small_network(values["weights"])
        weights = [w for matrix, _ in layers for w in matrix.flat]
        for edge, text, weight in zip(self.edges, self.weights, weights, strict=True):
            color = POSITIVE if weight >= 0 else NEGATIVE
            edge.set_color(color)
            text.set(text=f"{weight:g}", color=color)
        biases = [b for _, vector in layers for b in vector]
        for text, bias in zip(self.biases, biases, strict=True):
            text.set_text(f"bias {bias:g}")
        *_, answer = small_forward(layers, plane(60), values["activation"])
        self.image.set_data(answer.reshape(60, 60))

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
