"""Demo: Spread of activations and gradients."""

from course_utils.demos.numerical_stability.deep_stack import (
    DEPTH,
    KINDS,
    factor,
    layer_axes,
    spreads,
)
from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider

SCALE = Slider("scale", "initial scale σ·√width", 0.1, 10, 1, step=0.05, log=True)
ACTIVATION = Choice("activation", "activation", KINDS, default="ReLU")


class DepthAndScale(Demo):
    """Send numbers forwards and gradients backwards through a deep stack."""

    name = "Spread of activations and gradients"
    look_for = "Which scale keeps both curves in the green band, for which activation?"
    figsize = (9.4, 3.9)
    controls = (DEPTH, SCALE, ACTIVATION, Seed("seed"))
    presets = (
        Preset("σ = 0.01", "each layer keeps 7%: all fades", scale=0.1),
        Preset("σ = 1", "each layer multiplies: all explodes", scale=10.0),
        Preset("Xavier, linear", "σ² = 1/width", activation="linear", depth=50),
        Preset("Xavier, ReLU", "ReLU throws half away: fades", scale=1.0, depth=50),
        Preset("He, ReLU", "σ² = 2/width makes up for it", scale=1.4142, depth=50),
        Preset(
            "sigmoid",
            "activations look fine, gradients fade: its slope is 1/4 at most",
            activation="sigmoid",
            depth=50,
        ),
        Preset("Xavier, tanh", "fades slowly", activation="tanh", depth=50),
    )  # fmt: skip
    telling = ("depth", "scale")

    @staticmethod
    def compute(depth, scale, activation, seed):
        outputs, gradients = spreads(depth, scale, activation, False, seed)
        return {
            "outputs": outputs,
            "gradients": gradients,
            "kept": float(gradients[0] / gradients[-1]),
            "grown": float(outputs[-1] / outputs[0]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        layer_axes(left, "Activations, forwards →")
        layer_axes(right, "← Gradients, backwards")
        (self.outputs,) = left.plot([], [], "o-", color=style.BLUE, ms=4)
        (self.gradients,) = right.plot([], [], "o-", color=style.PINK, ms=4)
        return [self.outputs, self.gradients]

    def update(self, result):
        layers = range(len(result["outputs"]))
        self.outputs.set_data(layers, result["outputs"])
        self.gradients.set_data(layers, result["gradients"])

    @staticmethod
    def headline(result):
        return (
            f"Activations times {factor(result['grown'])}, gradients times "
            f"{factor(result['kept'])} from end to end"
        )
