"""Demo: Difference quotients: how small a step?"""

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Grip, Idle, Preset, Slider

FUNCTIONS = {
    "sin x": (np.sin, np.cos),
    "exp x": (np.exp, np.exp),
    "x³": (lambda x: x**3, lambda x: 3 * x**2),
}
# What each quotient (forward, central) would be without rounding.
EXACT = {
    "sin x": (
        lambda x, e: np.cos(x + e / 2) * np.sin(e / 2) / (e / 2),
        lambda x, e: np.cos(x) * np.sin(e) / e,
    ),
    "exp x": (
        lambda x, e: np.exp(x) * np.expm1(e) / e,
        lambda x, e: np.exp(x) * np.sinh(e) / e,
    ),
    "x³": (
        lambda x, e: 3 * x**2 + 3 * x * e + e**2,
        lambda x, e: 3 * x**2 + e**2,
    ),
}
HEIGHTS = {"sin x": (-2, 2), "exp x": (-2, 8), "x³": (-6, 6)}  # what the axis shows
SIZE = 10  # one source of the error is that many times the other
EPSILONS = np.logspace(-15, 0, 121)


def quotient(function, x, epsilon, formula):
    """Return the forward or the central difference quotient of `function` at x."""
    if formula == "central":
        return (function(x + epsilon) - function(x - epsilon)) / (2 * epsilon)
    return (function(x + epsilon) - function(x)) / epsilon


def alike(values):
    """Say whether both formulas give one number, and the same is said of it.

    The places at which they take f are seen as one, too.
    """
    both = [
        DifferenceQuotient.compute(**{**values, "formula": kind})
        for kind in ("forward", "central")
    ]
    said = {(r["estimate"], DifferenceQuotient.headline(r)) for r in both}
    return values["epsilon"] < 1e-4 and len(said) == 1


class DifferenceQuotient(Demo):
    """Shrink ε and watch the error of a difference quotient fall, then rise again."""

    name = "Difference quotients: how small a step?"
    look_for = (
        "Where is the error smallest, and which of the two formulas reaches lower?"
    )
    figsize = (9, 3.8)
    controls = (
        Slider("epsilon", "step ε", 1e-15, 1.0, default=0.5, step=0.125, log=True),
        Choice("formula", "formula", ("forward", "central"), default="forward"),
        Choice("function", "function", tuple(FUNCTIONS), default="sin x"),
        Slider("x", "place x", -1.5, 1.5, default=0.8, step=0.1),
    )
    grips = (
        Grip("x", at=lambda v, r: (v["x"], r["y"]), label="the place"),
        Grip("epsilon", axes=1, across=True),
    )
    idle = (
        Idle("formula", "both round to the same slope here", lambda v, r: alike(v)),
    )
    presets = (
        Preset("coarse", "the secant is not the tangent: error ~ ε", epsilon=1.0),
        Preset("best forward", "ε ≈ √(machine precision)", epsilon=1e-8),
        Preset(
            "best central",
            "error ~ ε², so a larger ε is best: about 1e-5",
            epsilon=1e-5,
            formula="central",
        ),
        Preset(
            "too fine",
            "f(x+ε) − f(x) keeps hardly a correct digit: rounding / ε",
            epsilon=1e-14,
        ),
    )
    redraws = ("function",)

    @staticmethod
    def compute(epsilon, formula, function, x):
        f, slope = FUNCTIONS[function]
        estimate = quotient(f, x, epsilon, formula)
        exact = EXACT[function][formula == "central"](x, epsilon)
        left = x - epsilon if formula == "central" else x
        curves = {
            kind: np.abs(quotient(f, x, EPSILONS, kind) - slope(x))
            for kind in ("forward", "central")
        }
        return {
            "epsilon": epsilon,
            "formula": formula,
            "function": function,
            "x": x,
            "y": f(x),
            "slope": slope(x),
            "estimate": estimate,
            "error": abs(estimate - slope(x)),
            "bending": abs(exact - slope(x)),
            "rounding": abs(estimate - exact),
            "forward": curves["forward"],
            "central": curves["central"],
            "between": np.array([left, x + epsilon]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        (self.curve,) = left.plot([], [], color=style.BLUE, label="f")
        left.set(xlim=(-3, 3), xlabel="x", ylabel="f(x)")
        left.yaxis.set_major_formatter("{x:.1f}")  # as wide for every function
        (self.tangent,) = left.plot(
            [], [], color=style.GREY, ls="--", lw=1.5, label="true slope"
        )
        (self.secant,) = left.plot([], [], "-", color=style.ORANGE, label="quotient")
        (self.dots,) = left.plot([], [], "o", color=style.ORANGE)
        self.called, *_ = left.legend(loc="upper left").get_texts()
        right.set(
            xscale="log", yscale="log", xlim=(1e-15, 1), ylim=(1e-15, 20),
            xlabel="step ε", ylabel="error of the slope",
        )  # fmt: skip
        (self.forward,) = right.plot([], [], color=style.YELLOW, lw=1.5)
        (self.central,) = right.plot([], [], color=style.SKY, lw=1.5)
        right.text(0.04, 0.13, "forward", transform=right.transAxes,
                   color=style.YELLOW, weight="bold")  # fmt: skip
        right.text(0.04, 0.05, "central", transform=right.transAxes,
                   color=style.SKY, weight="bold")  # fmt: skip
        (self.here,) = right.plot([], [], "o", ms=10, color=style.PINK)
        self.redraw(values)
        return [
            self.forward, self.central, self.here, self.tangent, self.secant, self.dots
        ]  # fmt: skip

    def redraw(self, values):
        f, _ = FUNCTIONS[values["function"]]
        grid = np.linspace(-3, 3, 200)
        self.curve.set_data(grid, f(grid))
        self.curve.axes.set_ylim(HEIGHTS[values["function"]])
        self.called.set_text(values["function"])

    def update(self, result):
        f, _ = FUNCTIONS[result["function"]]
        x, between = result["x"], result["between"]
        ends = f(between)
        along = np.array([-3.0, 3.0])
        self.tangent.set_data(along, result["y"] + result["slope"] * (along - x))
        self.secant.set_data(along, ends[0] + result["estimate"] * (along - between[0]))
        self.dots.set_data(between, ends)
        tried = 0.999 * result["epsilon"] <= EPSILONS  # the rest is still to be seen
        for curve in ("forward", "central"):
            line = getattr(self, curve)
            line.set_data(EPSILONS[tried], np.maximum(result[curve][tried], 1e-16))
        self.here.set_data([result["epsilon"]], [max(result["error"], 2e-15)])

    @staticmethod
    def headline(result):
        said = (
            f"ε = {result['epsilon']:.0e}: the slope is wrong by {result['error']:.0e}"
        )
        bending, rounding = result["bending"], result["rounding"]
        if result["error"] < 1e-10:
            return f"{said}, right to nine decimals"
        if bending > SIZE * rounding:
            return f"{said}, the curve bends within the step"
        if rounding > SIZE * bending:
            return f"{said}, rounding is blown up by 1/ε"
        return f"{said}, from bending and rounding alike"
