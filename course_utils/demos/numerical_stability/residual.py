"""Demo: Residual connections."""

from course_utils.demos.numerical_stability.deep_stack import (
    DEPTH,
    KINDS,
    factor,
    layer_axes,
    spreads,
)
from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider, Toggle


class Residual(Demo):
    """Give the gradient a straight way past every layer."""

    name = "Residual connections"
    look_for = "Which settings lose the gradient without the sum, and keep it with it?"
    figsize = (9.4, 3.9)
    controls = (
        Toggle("residual", "residual: x + f(x W)", default=True),
        DEPTH,
        Slider("scale", "initial scale σ·√width", 0.1, 10, 0.3, step=0.05, log=True),
        Choice("activation", "activation", KINDS, default="tanh"),
        Seed("seed"),
    )
    telling = ("residual", "depth")
    presets = (
        Preset("off", "a product of 30 layers: the gradient is gone", residual=False),
        Preset("on", "one plus something, 30 times: it arrives"),
        Preset("sigmoid", "even here it arrives", activation="sigmoid", depth=50),
        Preset(
            "too much", "the sum can explode, too: keep the branch small", scale=1.4142,
            activation="ReLU", depth=50,
        ),
    )  # fmt: skip

    @staticmethod
    def compute(residual, depth, scale, activation, seed):
        outputs, gradients = spreads(depth, scale, activation, residual, seed)
        plain = spreads(depth, scale, activation, False, seed)
        return {
            "outputs": outputs,
            "gradients": gradients,
            "plain_outputs": plain[0],
            "plain_gradients": plain[1],
            "kept": float(gradients[0] / gradients[-1]),
            "residual": residual,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        layer_axes(left, "Activations, forwards →")
        layer_axes(right, "← Gradients, backwards")
        self.lines = []
        for ax, color in ((left, style.BLUE), (right, style.PINK)):
            (plain,) = ax.plot([], [], "--", color=style.GREY, lw=1.5)
            (line,) = ax.plot([], [], "o-", color=color, ms=4)
            plain.set_label("without the sum")
            line.set_label("as set")
            ax.legend(loc="lower left")
            self.lines += [plain, line]
        return self.lines

    def update(self, result):
        names = ("plain_outputs", "outputs", "plain_gradients", "gradients")
        for line, name in zip(self.lines, names, strict=True):
            line.set_data(range(len(result[name])), result[name])

    @staticmethod
    def headline(result):
        how = "With the sum" if result["residual"] else "Without the sum"
        kept = factor(result["kept"])
        return f"{how}: gradients times {kept} on the way back"
