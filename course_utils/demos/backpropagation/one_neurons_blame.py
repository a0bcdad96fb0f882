"""Demo: One neuron's blame."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.networks.mlp import ACTIVATIONS

HEIGHTS = {"sigmoid": (-0.3, 1.3), "tanh": (-1.4, 1.4), "relu": (-1, 6.5)}


class OneNeuronsBlame(Demo):
    """Collect the blame of one neuron from the neurons that it feeds."""

    name = "One neuron's blame"
    look_for = (
        "Blame arrives through the outgoing weights and is turned down by the slope of "
        "the activation: when does a neuron that is wrong learn nothing?"
    )
    figsize = (9, 3.8)
    controls = (
        Slider("z", "input of the neuron z", -6.0, 6.0, default=1.0, step=0.1),
        Choice("activation", "activation", tuple(ACTIVATIONS), default="sigmoid"),
        Slider("w1", "outgoing weight w₃", -2.0, 2.0, default=1.5, step=0.1),
        Slider("w2", "outgoing weight w₄", -2.0, 2.0, default=-0.5, step=0.1),
        Slider("d1", "blame ∂C/∂z′", -1.0, 1.0, default=0.8, step=0.1),
        Slider("d2", "blame ∂C/∂z″", -1.0, 1.0, default=0.4, step=0.1),
    )
    grips = (
        Grip("z", at=lambda v, r: (v["z"], r["output"]), label="the neuron's input"),
    )
    presets = (
        Preset("awake", "near z = 0 the sigmoid lets a quarter through", z=0.0),
        Preset("saturated", "far from 0 hardly anything gets through", z=5.0),
        Preset("relu on", "slope 1: all blame gets through", activation="relu", z=2.0),
        Preset("relu off", "slope 0: none does", activation="relu", z=-2.0),
        Preset(
            "they cancel",
            "two opposite blames add up to none",
            w1=1.0,
            w2=1.0,
            d1=0.5,
            d2=-0.5,
        ),
    )
    redraws = ("activation",)

    @staticmethod
    def compute(z, activation, w1, w2, d1, d2):
        function, slope_of = ACTIVATIONS[activation]
        output = float(function(np.float64(z)))
        slope = float(slope_of(np.float64(output)))
        parts = np.array([w1 * d1, w2 * d2])
        return {
            "z": z,
            "output": output,
            "slope": slope,
            "parts": parts,
            "arriving": parts.sum(),
            "blame": slope * parts.sum(),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        (self.curve,) = left.plot([], [], color=style.BLUE)
        left.set(xlim=(-6, 6), xlabel="input of the neuron z")
        left.yaxis.set_major_formatter("{x:.1f}")  # as wide for every activation
        (self.tangent,) = left.plot([], [], color=style.PINK)
        (self.point,) = left.plot([], [], "o", ms=9, color=style.PINK)
        self.said = left.text(
            0.04, 0.93, "", transform=left.transAxes, color=style.PINK, va="top",
            weight="bold",
        )  # fmt: skip
        names = ["w₃·∂C/∂z′", "w₄·∂C/∂z″", "sum", "× slope\n= ∂C/∂z"]
        right.axhline(0, color="black", lw=0.8)
        right.set(ylim=(-4.4, 4.4), ylabel="blame")
        self.bars = right.bar(
            range(4), 0, color=[style.GREY, style.GREY, style.YELLOW, style.PINK]
        )
        right.set_xticks(range(4), names)
        right.grid(axis="x", visible=False)
        self.numbers = [right.text(i, 0, "", ha="center", zorder=5) for i in range(4)]
        self.redraw(values)
        return [self.tangent, self.point, self.said, *self.bars, *self.numbers]

    def redraw(self, values):
        name = values["activation"]
        function, _ = ACTIVATIONS[name]
        grid = np.linspace(-6, 6, 200)
        self.curve.set_data(grid, function(grid))
        self.curve.axes.set(ylim=HEIGHTS[name], ylabel=f"output {name}(z)")

    def update(self, result):
        along = np.array([-6.0, 6.0])
        rise = result["slope"] * (along - result["z"])
        self.tangent.set_data(along, result["output"] + rise)
        self.point.set_data([result["z"]], [result["output"]])
        self.said.set_text(f"slope {result['slope']:.3f}")
        heights = [*result["parts"], result["arriving"], result["blame"]]
        for bar, number, height in zip(self.bars, self.numbers, heights, strict=True):
            bar.set_height(height)
            number.set_text(f"{height:.2f}")
            number.set_y(height + (0.15 if height >= 0 else -0.15))
            number.set_va("bottom" if height >= 0 else "top")

    @staticmethod
    def headline(result):
        arriving, blame = result["arriving"], result["blame"]
        if not result["parts"].any():
            return "No blame arrives: nothing to learn from"
        if abs(arriving) < 0.005:
            return "The two blames cancel: nothing to learn from"
        if result["slope"] == 0:
            return f"Asleep: blame {arriving:.2f} arrives, none gets through"
        through = f"{blame:.2g}"
        if result["slope"] < 0.05:
            return f"Saturated: of blame {arriving:.2f} only {through} gets through"
        return f"Of blame {arriving:.2f} arriving, {through} gets through"
