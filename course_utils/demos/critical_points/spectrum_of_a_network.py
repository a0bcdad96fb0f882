"""Demo: The Hessian of a network in training."""

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.demos.critical_points.plane import DOWN, FLAT, UP
from course_utils.draw import style
from course_utils.experiments import layer_widths, network_spectra
from course_utils.live import Choice, Demo, Preset, Slider


class SpectrumOfANetwork(Demo):
    """Watch the 37 curvatures of a small network's loss while it learns."""

    name = "The Hessian of a network in training"
    look_for = "Where the loss has stopped falling, do all 37 directions curve up?"
    figsize = (9.4, 3.8)
    controls = (
        Choice("data", "data set", layer_widths.SETS, default="spirals"),
        Choice("activation", "activation", ("tanh", "sigmoid"), default="sigmoid"),
        Slider("epoch", "epoch", 0, 400, default=0, step=10, playable=True),
    )
    presets = (
        Preset("the start", "17 directions curve up, 11 down",
               data="spirals", activation="sigmoid", epoch=0),
        Preset("plateau", "80 epochs for 5 % of the loss, yet 7 ways down are left",
               data="spirals", activation="sigmoid", epoch=100),
        Preset("the end", "26 curve up; the 7 ways down are almost flat",
               data="spirals", activation="sigmoid", epoch=400),
        Preset("hardly any loss", "no way down is left, and most directions are flat",
               data="XOR", activation="sigmoid", epoch=400),
    )  # fmt: skip

    @staticmethod
    def compute(data, activation, epoch):
        place = int(np.abs(layer_widths.EPOCHS - epoch).argmin())
        spectra, gradients = network_spectra.kept_spectra(data, activation)
        return {
            "eigenvalues": spectra[place],
            "ways": np.array(network_spectra.count_ways(spectra[place])),
            "gradient": float(gradients[place]),
            "losses": layer_widths.loss_curve(data, "4-4", activation),
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
        values, flat = result["eigenvalues"], network_spectra.FLAT
        self.bars.set_segments([[(i, 0), (i, v)] for i, v in enumerate(values)])
        self.bars.set_color(
            [UP if v > flat else DOWN if v < -flat else FLAT for v in values]
        )
        losses = np.maximum(result["losses"], 1e-4)
        self.curve.set_data(layer_widths.EPOCHS, losses)
        place = list(layer_widths.EPOCHS).index(result["epoch"])
        self.here.set_data([result["epoch"]], losses[[place]])
        self.slope.set_text(f"|gradient| = {result['gradient']:.3f}")

    @staticmethod
    def headline(result):
        up, down, flat = result["ways"]
        said = f"Minimum ratio {up / (up + down + flat):.0%}: {up} curve up, "
        if not down:
            return f"{said}none down, {flat} are flat (|λ| ≤ 0.0001)"
        low = result["eigenvalues"][0]
        return f"{said}{down} down, {flat} are flat; the steepest way down {low:.4f}"
