"""Sliders for numerical stability: depth and scale, log-sum-exp, residual paths."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider, Toggle
from course_utils.ml import float_limits, stability

DEEPEST, WIDTH, BATCH = 50, 100, 16
LOW, HIGH = 1e-16, 1e16  # what the axes show
KINDS = tuple(stability.ACTIVATIONS)


@lru_cache(maxsize=8)
def standard_stack(seed):
    """Return weights (50, 100, 100) of deviation 1/√100 and inputs (16, 100)."""
    rng = np.random.default_rng(seed)
    weights = stability.make_stack(DEEPEST, WIDTH, WIDTH**-0.5, rng=rng)
    return weights, rng.normal(size=(BATCH, WIDTH)), rng.normal(size=(BATCH, WIDTH))


@lru_cache(maxsize=256)
def spreads(depth, scale, activation, residual, seed):
    """Return the spread of outputs and of gradients, (depth + 1,) each."""
    weights, x, last = standard_stack(seed)
    weights = scale * weights[:depth]
    before, after = stability.forward(
        weights, x, activation=activation, residual=residual
    )
    gradients = stability.backward(
        weights, before, last, activation=activation, residual=residual
    )
    return tuple(
        np.maximum(stability.spread(values), 1e-99) for values in (after, gradients)
    )


def layer_axes(ax, title):
    """Prepare axes for the spread of every layer, on a logarithmic scale."""
    ax.set(yscale="log", xlim=(-0.5, DEEPEST + 0.5), ylim=(LOW / 5, HIGH * 5))
    ax.set(xlabel="layer", ylabel="spread (root mean square)", title=title)
    ax.axhspan(0.1, 10, color=style.GREEN, alpha=0.12, lw=0)


SCALE = Slider("scale", "initial scale σ·√width", 0.1, 10, 1, step=0.05, log=True)
DEPTH = Slider("depth", "depth", 2, DEEPEST, default=30, step=1)
ACTIVATION = Choice("activation", "activation", KINDS, default="ReLU")


class DepthAndScale(Demo):
    """Send numbers forwards and gradients backwards through a deep stack."""

    name = "Spread of activations and gradients"
    look_for = "Which scale keeps both curves in the green band, for which activation?"
    figsize = (9.4, 3.9)
    controls = (DEPTH, SCALE, ACTIVATION, Seed("seed"))
    presets = (
        Preset("σ = 0.01", "each layer keeps a tenth: all fades", scale=0.1),
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
            f"Activations times {_factor(result['grown'])}, gradients times "
            f"{_factor(result['kept'])} from end to end"
        )


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _factor(ratio):
    if 0.01 <= ratio < 100:
        return f"{ratio:.2g}"
    return "10" + f"{np.log10(ratio):.0f}".translate(SUPERSCRIPTS)


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
    telling = ("depth", "scale")
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
        kept = _factor(result["kept"])
        return f"{how}: gradients times {kept} on the way back"


SHIFTS = np.linspace(-100, 1100, 241)
OFFSETS = np.array([0.0, -1.0, -3.0])  # of the three scores from the largest


@lru_cache(maxsize=512)
def shifted_sums(largest, name):
    """Return c + log Σ exp(v - c) in a float format, for all SHIFTS c."""
    with np.errstate(over="ignore", divide="ignore"):
        moved = largest + OFFSETS - SHIFTS[:, None]
        powers = float_limits.rounded_to(np.exp(moved), name)
        total = float_limits.rounded_to(powers.sum(axis=1), name)
        return SHIFTS + np.log(total)


class LogSumExp(Demo):
    """Shift three scores by c before exp, and add c again after log."""

    name = "log-sum-exp and the shift"
    look_for = "From where to where may c go before the result is inf or −inf?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("largest", "largest score", 0, 1000, default=400, step=5),
        Slider("shift", "shift c", -100, 1100, default=0, step=5),
        Choice("format", "format", tuple(float_limits.FORMATS), default="float32"),
    )
    presets = (
        Preset("no shift", "exp(400) is larger than any float32: inf"),
        Preset("by the maximum", "exp(0) = 1 at most: always right", shift=400),
        Preset("shifted too far", "all exponentials become 0: −inf", shift=600),
        Preset("small scores", "no shift is needed below 88", largest=40, shift=0),
        Preset(
            "float16", "ends at 65,504: exp(12) is too much", format="float16",
            largest=15, shift=0,
        ),
    )  # fmt: skip

    @staticmethod
    def compute(largest, shift, format):
        results = shifted_sums(largest, format)
        now = results[np.abs(SHIFTS - shift).argmin()]
        limits = float_limits.limits_of(format)
        right = np.isfinite(results)
        return {
            "shift": shift,
            "moved": largest + OFFSETS - shift,
            "top": np.log(limits["largest"]),
            "bottom": np.log(limits["smallest"]),
            "true": float(float_limits.log_sum_exp(largest + OFFSETS)),
            "right": SHIFTS[right],
            "values": results[right],
            "over": SHIFTS[results == np.inf],
            "under": SHIFTS[results == -np.inf],
            "state": "right" if np.isfinite(now) else str(now),
            "now": float(np.clip(now, -120, 1150)),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
        self.band = left.bar([1], [1], bottom=[0], width=3.4, color=style.GREEN)[0]
        self.band.set(alpha=0.18)
        (self.moved,) = left.plot([], [], "o", color=style.ORANGE, ms=11, mec="w")
        left.axhline(0, color=style.GREY, lw=1)
        left.set(xlim=(-0.7, 2.7), xticks=range(3), ylim=(-1150, 1150))
        left.set_yscale("symlog", linthresh=20)
        left.set_yticks([-1000, -100, -10, 0, 10, 100, 1000])
        left.set_yticklabels(["−1000", "−100", "−10", "0", "10", "100", "1000"])
        left.set(xlabel="score", ylabel="score − c")
        left.set_title("green: exp() can be held")
        (self.true,) = right.plot([], [], "--", color="k", lw=1.2, label="true value")
        (self.curve,) = right.plot([], [], ".", color=style.BLUE, label="computed")
        (self.over,) = right.plot([], [], "^", color=style.PINK, ms=5, label="inf")
        (self.under,) = right.plot([], [], "v", color=style.GREY, ms=5, label="−inf")
        (self.now,) = right.plot([], [], "o", color=style.ORANGE, ms=11, mec="w")
        right.set(xlim=(-110, 1110), ylim=(-180, 1400), xlabel="shift c")
        right.set(ylabel="c + log Σ exp(score − c)", title="The result for every c")
        right.legend(loc="upper center", ncols=4, handlelength=1, columnspacing=1)
        marks = [self.curve, self.over, self.under, self.now]
        return [self.band, self.moved, self.true, *marks]

    def update(self, result):
        self.band.set(y=result["bottom"], height=result["top"] - result["bottom"])
        self.moved.set_data(range(3), result["moved"])
        self.true.set_data([-110, 1110], [result["true"]] * 2)
        self.curve.set_data(result["right"], result["values"])
        self.over.set_data(result["over"], [1150] * len(result["over"]))
        self.under.set_data(result["under"], [-120] * len(result["under"]))
        self.now.set_data([result["shift"]], [result["now"]])

    @staticmethod
    def headline(result):
        if result["state"] == "inf":
            return f"inf: exp({result['moved'][0]:.0f}) is more than the format holds"
        if result["state"] == "-inf":
            return (
                f"−inf: exp({result['moved'][0]:.0f}) is rounded to 0, and log 0 is −∞"
            )
        error = abs(result["now"] - result["true"])
        if error < 0.01:
            return f"Right: {result['true']:.2f}"
        return f"Imprecise: wrong by {error:.2f}"
