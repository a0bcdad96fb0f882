"""Demo: The Hessian of a network in training."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.demos.critical_points.plane import DOWN, UP
from course_utils.draw import style
from course_utils.experiments import layer_widths
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.optimization import hessian as h


@cache
def kept_spectra(data, activation):
    """Return eigenvalues (epochs, 37) and gradient lengths (epochs,) of a kept run."""
    import torch

    from course_utils.ml.optimization.spectrum import (
        full_hessian,
        logistic_network_loss,
    )

    points, labels = layer_widths.make_points(data)
    loss = logistic_network_loss(
        layer_widths.sizes_of("4-4"), points, labels, activation=activation
    )
    runs = layer_widths.kept_runs()["4-4"][
        layer_widths.SETS.index(data), layer_widths.ACTIVATIONS.index(activation)
    ]
    weights = torch.as_tensor(runs)
    matrices = torch.func.vmap(lambda point: full_hessian(loss, point))(weights)
    gradients = torch.func.vmap(torch.func.grad(loss))(weights)
    return np.linalg.eigvalsh(matrices.numpy()), gradients.norm(dim=1).numpy()


class SpectrumOfANetwork(Demo):
    """Watch the 37 curvatures of a small network's loss while it learns."""

    name = "The Hessian of a network in training"
    look_for = (
        "Where the loss has stopped falling, is the smallest eigenvalue positive?"
    )
    figsize = (9.4, 3.8)
    controls = (
        Choice("data", "data set", layer_widths.SETS, default="spirals"),
        Choice("activation", "activation", ("tanh", "sigmoid"), default="sigmoid"),
        Slider("epoch", "epoch", 0, 400, default=50, step=10),
    )
    presets = (
        Preset("the start", "about as many ways down as up", epoch=0),
        Preset("plateau", "the loss hardly moves, yet ways down are left", epoch=100),
        Preset("the end", "3 in 4 curve up; the ways down are almost flat", epoch=400),
    )

    @staticmethod
    def compute(data, activation, epoch):
        place = int(np.abs(layer_widths.EPOCHS - epoch).argmin())
        spectra, gradients = kept_spectra(data, activation)
        eigenvalues = spectra[place]
        losses = layer_widths.loss_curve(data, "4-4", activation)
        return {
            "eigenvalues": eigenvalues,
            "gradient": float(gradients[place]),
            "ratio": h.minimum_ratio(eigenvalues, tolerance=1e-9),
            "losses": losses,
            "epoch": int(layer_widths.EPOCHS[place]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.axhline(0, color="black", lw=0.8)
        self.bars = left.add_collection(LineCollection([], linewidths=5))
        left.set_yscale("symlog", linthresh=1e-3)
        left.set(ylim=(-3, 30), xlim=(-1, 37))
        left.set(xlabel="the 37 directions, sorted", ylabel="eigenvalue of H")
        left.set_title("Curvature in every direction")
        right.set(xlim=(-5, 410), ylim=(1e-4, 2), yscale="log")
        right.set(xlabel="epoch", ylabel="loss", title="Loss of the network 2-4-4-1")
        (self.curve,) = right.plot([], [], color=style.ORANGE)
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=10)
        self.slope = right.text(
            0.97, 0.9, "", transform=right.transAxes, ha="right", color=style.PINK
        )
        return [self.bars, self.curve, self.here, self.slope]

    def update(self, result):
        values = result["eigenvalues"]
        self.bars.set_segments([[(i, 0), (i, v)] for i, v in enumerate(values)])
        self.bars.set_color([UP if value > 0 else DOWN for value in values])
        losses = np.maximum(result["losses"], 1e-4)
        self.curve.set_data(layer_widths.EPOCHS, losses)
        place = list(layer_widths.EPOCHS).index(result["epoch"])
        self.here.set_data([result["epoch"]], losses[[place]])
        self.slope.set_text(f"|gradient| = {result['gradient']:.3f}")

    @staticmethod
    def headline(result):
        low, ratio = result["eigenvalues"][0], result["ratio"]
        down = int((result["eigenvalues"] < -1e-9).sum())
        return f"Minimum ratio {ratio:.0%}: {down} ways down, the steepest {low:.3f}"
