"""Demos for backpropagation: a graph step by step, the best ε, one neuron's blame."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.transforms import ScaledTranslation

from course_utils.draw import style
from course_utils.draw.graphs import lay_out, plot_graph
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.expressions import make_graph, names_in
from course_utils.ml.mlp import ACTIVATIONS

EXPRESSIONS = (
    "(a*b + c)**2",
    "tanh(a*b + c)",
    "a*b + a",
    "(a + b) * (b + c)",
    "relu(a*b) - c*a",
    "exp(a) / (exp(a) + exp(b))",
)


def walk_through(expression, step, **inputs):
    """Return a graph and how far a walk of `step` steps over it has come.

    Forwards, each step computes one node. Then one step sets the result's own gradient
    to 1, and each further step sends the blame of one node to those it was made from.
    """
    graph = make_graph(expression, **inputs)
    count = len(graph.labels)
    made = sorted({child for _, child, _ in graph.edges})
    total = 2 * len(made) + 1
    step = min(step, total)
    ahead, behind = made[: min(step, len(made))], made[::-1][: step - len(made) - 1]
    if step <= len(made):
        behind = []
    known = np.array([node not in made or node in ahead for node in range(count)])
    parents, children, slopes = map(np.array, zip(*graph.edges, strict=True))
    sent = np.isin(children, behind)
    passed = slopes * np.array(graph.gradients)[children]
    blame = np.zeros(count)
    np.add.at(blame, parents[sent], passed[sent])
    blamed = np.zeros(count, dtype=bool)
    blamed[parents[sent]] = True
    if step > len(made):
        blame[-1], blamed[-1] = 1.0, True
    active = (behind or ahead or [-1])[-1] if step != len(made) + 1 else count - 1
    return {
        "labels": np.array(graph.labels),
        "parents": parents,
        "children": children,
        "slopes": slopes,
        "passed": passed,
        "values": np.array(graph.values),
        "gradients": np.array(graph.gradients),
        "known": known,
        "sent": sent,
        "blame": blame,
        "blamed": blamed,
        "active": active,
        "step": step,
        "total": total,
    }


class _Stepper(Demo):
    """Hold what all steppers share: how a walk over a graph is drawn."""

    look_for = (
        "Forwards a node needs only its inputs; backwards it needs only the blame that "
        "arrived and its own local slope."
    )
    figsize = (9, 4.4)

    def draw(self, figure, values):
        result = self.result
        ax = figure.subplots()
        edges = list(zip(result["parents"], result["children"], strict=True))
        self.places = lay_out(len(result["labels"]), edges)
        plot_graph(ax, self.places, edges, result["labels"], size=700)
        self.ends = _between_circles(self.places[np.array(edges)], ax, self.figsize)
        self.lines = ax.add_collection(LineCollection([], colors=style.PINK, lw=2.5))
        self.ring = ax.scatter([], [], s=1000, facecolor="none")
        self.ring.set(edgecolor=style.YELLOW, linewidth=3, zorder=3)
        paper = [(-1, -0.5), (1, -0.5), (1, 0.5), (-1, 0.5)]
        self.papers = ax.scatter([], [], s=650, marker=paper, color="white", zorder=4)
        self.middle = 0.55 * self.ends[:, 0] + 0.45 * self.ends[:, 1]
        self.slopes_shown = _texts(ax, self.middle, fontsize=9.5, va="center")
        self.values_shown = _texts(
            ax, self.places, below=17, fontsize=11, va="top", color=style.BLUE
        )
        self.blames_shown = _texts(
            ax, self.places, below=-16, fontsize=11, va="bottom", color=style.PINK
        )
        meanings = (
            ("value", style.BLUE, 0),
            ("slope of one step", style.GREY, 0.07),
            ("blame ∂result/∂node", style.PINK, 0.25),
        )
        for meaning, color, place in meanings:
            ax.text(place, 0, meaning, color=color, transform=ax.transAxes, fontsize=10)
        marks = [self.lines, self.ring, self.papers]
        texts = self.slopes_shown, self.values_shown, self.blames_shown
        return [*marks, *(text for group in texts for text in group)]

    def update(self, result):
        self.lines.set_segments(self.ends[result["sent"]])
        active = result["active"]
        self.ring.set_offsets(
            self.places[[active]] if active >= 0 else np.empty((0, 2))
        )
        for text, known, value in zip(
            self.values_shown, result["known"], result["values"], strict=True
        ):
            text.set_text(f"{value:.2f}" if known else "")
        for text, blamed, blame in zip(
            self.blames_shown, result["blamed"], result["blame"], strict=True
        ):
            text.set_text(f"{blame:.2f}" if blamed else "")
        computed = result["known"][result["children"]]
        self.papers.set_offsets(self.middle[computed])
        for text, shown, sent, slope, passed in zip(
            self.slopes_shown,
            computed,
            result["sent"],
            result["slopes"],
            result["passed"],
            strict=True,
        ):
            text.set_text(
                (f"{passed:.2f}" if sent else f"·{slope:.2f}") if shown else ""
            )
            text.set_color(style.PINK if sent else style.GREY)

    @staticmethod
    def headline(result):
        step, made = result["step"], result["total"] // 2
        label, active = result["labels"][result["active"]], result["active"]
        if step == 0:
            return "Only the inputs are known: take a step forwards"
        if step <= made:
            return (
                f"Forwards, step {step}: {label} gives {result['values'][active]:.2f}"
            )
        if step == made + 1:
            return "The result answers for itself: ∂result/∂result = 1"
        if step == result["total"]:
            return "Done: every input knows its share of the blame"
        blame = result["gradients"][active]
        return (
            f"Backwards, step {step}: {label} passes {blame:.2f} × slope to each input"
        )


def _between_circles(ends, ax, figsize, *, radius=15):
    """Cut `radius` points off both ends of lines (m, 2, 2), to leave circles clear."""
    spans = np.array([np.ptp(ax.get_xlim()), np.ptp(ax.get_ylim())])
    points_per_unit = 72 * np.array(figsize) * (0.98, 0.9) / spans
    along = (ends[:, 1] - ends[:, 0]) * points_per_unit
    cut = radius * along / np.linalg.norm(along, axis=1, keepdims=True)
    return ends + np.stack([cut, -cut], axis=1) / points_per_unit


def _texts(ax, places, *, below=0, **look):
    """Return one empty text per place, shifted `below` points down."""
    shift = ScaledTranslation(0, -below / 72, ax.figure.dpi_scale_trans)
    where = ax.transData + shift
    return [
        ax.text(*p, "", ha="center", transform=where, zorder=6, **look) for p in places
    ]


class GraphStepper(_Stepper):
    """Walk over the graph of an expression, first forwards, then backwards."""

    name = "A computation graph, step by step"
    controls = (
        Choice("expression", "expression", EXPRESSIONS, default=EXPRESSIONS[0]),
        Slider("a", "a", -2.0, 2.0, default=1.5, step=0.1),
        Slider("b", "b", -2.0, 2.0, default=-1.0, step=0.1),
        Slider("c", "c", -2.0, 2.0, default=0.5, step=0.1),
        Slider("step", "step", 0, 15, default=6, step=1),
    )
    presets = (
        Preset("values first", "every node is computed from its inputs", step=3),
        Preset("blame back", "the result's 1 travels to all inputs", step=15),
        Preset(
            "used twice",
            "a feeds two nodes: its two shares are added",
            expression="a*b + a",
            step=15,
        ),
        Preset(
            "asleep",
            "relu of a negative number has slope 0: no blame gets through",
            expression="relu(a*b) - c*a",
            step=15,
        ),
        Preset(
            "saturated",
            "tanh far from 0 has almost no slope: the blame fades",
            expression="tanh(a*b + c)",
            a=2.0,
            b=2.0,
            step=15,
        ),
    )
    redraws = ("expression",)

    @staticmethod
    def compute(expression, a, b, c, step):
        inputs = {"a": a, "b": b, "c": c}
        used = {name: inputs[name] for name in names_in(expression)}
        return walk_through(expression, step, **used)


def step_through(expression, *, step=0, **inputs):
    """Open a stepper for any small typed expression, with a slider for each input.

    Allowed are numbers, names, + - * / **, and exp, log, relu, sigmoid, tanh. Inputs
    not given start at 1. Raises ValueError for anything else.
    """
    names = names_in(expression)
    start = {name: float(inputs.pop(name, 1.0)) for name in names}
    if inputs:
        raise ValueError(f"{expression!r} has no input {', '.join(inputs)}")
    total = walk_through(expression, 0, **start)["total"]

    class TypedExpression(_Stepper):
        """Walk over the graph of a typed expression."""

        name = f"The graph of {expression}"
        controls = (
            *(
                Slider(n, n, min(-3.0, v), max(3.0, v), default=v, step=0.1)
                for n, v in start.items()
            ),
            Slider("step", "step", 0, total, default=0, step=1),
        )
        presets = (
            Preset("values", "all values, forwards", step=total // 2),
            Preset("gradients", "all gradients, backwards", step=total),
        )

        @staticmethod
        def compute(step, **inputs):
            return walk_through(expression, step, **inputs)

        def __repr__(self):
            given = ", ".join(f"{k}={v:g}" for k, v in self.values.items())
            return f"step_through({expression!r}, {given})"

    return TypedExpression(step=step)


FUNCTIONS = {
    "sin x": (np.sin, np.cos),
    "exp x": (np.exp, np.exp),
    "x³": (lambda x: x**3, lambda x: 3 * x**2),
}
EPSILONS = np.logspace(-15, 0, 121)


def quotient(function, x, epsilon, formula):
    """Return the forward or the central difference quotient of `function` at x."""
    if formula == "central":
        return (function(x + epsilon) - function(x - epsilon)) / (2 * epsilon)
    return (function(x + epsilon) - function(x)) / epsilon


class DifferenceQuotient(Demo):
    """Shrink ε and watch the error of a difference quotient fall, then rise again."""

    name = "Difference quotients: the U-shaped error"
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
            "forward": curves["forward"],
            "central": curves["central"],
            "between": np.array([left, x + epsilon]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        f, _ = FUNCTIONS[values["function"]]
        grid = np.linspace(-3, 3, 200)
        left.plot(grid, f(grid), color=style.BLUE, label=values["function"])
        low, high = {"sin x": (-2, 2), "exp x": (-2, 8), "x³": (-6, 6)}[
            values["function"]
        ]
        left.set(xlim=(-3, 3), ylim=(low, high), xlabel="x", ylabel="f(x)")
        (self.tangent,) = left.plot(
            [], [], color=style.GREY, ls="--", lw=1.5, label="true slope"
        )
        (self.secant,) = left.plot([], [], "-", color=style.ORANGE, label="quotient")
        (self.dots,) = left.plot([], [], "o", color=style.ORANGE)
        left.legend(loc="upper left")
        right.set(
            xscale="log", yscale="log", xlim=(1e-15, 1), ylim=(1e-15, 20),
            xlabel="step ε", ylabel="error of the slope",
        )  # fmt: skip
        (self.forward,) = right.plot([], [], color=style.YELLOW, lw=1.5)
        (self.central,) = right.plot([], [], color=style.SKY, lw=1.5)
        right.text(0.62, 0.62, "forward", transform=right.transAxes, ha="right",
                   color=style.YELLOW, weight="bold")  # fmt: skip
        right.text(0.97, 0.38, "central", transform=right.transAxes, ha="right",
                   color=style.SKY, weight="bold")  # fmt: skip
        (self.here,) = right.plot([], [], "o", ms=10, color=style.PINK)
        return [
            self.forward, self.central, self.here, self.tangent, self.secant, self.dots
        ]  # fmt: skip

    def update(self, result):
        f, _ = FUNCTIONS[result["function"]]
        x, between = result["x"], result["between"]
        ends = f(between)
        along = np.array([-3.0, 3.0])
        self.tangent.set_data(along, result["y"] + result["slope"] * (along - x))
        self.secant.set_data(along, ends[0] + result["estimate"] * (along - between[0]))
        self.dots.set_data(between, ends)
        self.forward.set_data(EPSILONS, np.maximum(result["forward"], 1e-16))
        self.central.set_data(EPSILONS, np.maximum(result["central"], 1e-16))
        self.here.set_data([result["epsilon"]], [max(result["error"], 2e-15)])

    @staticmethod
    def headline(result):
        said = (
            f"ε = {result['epsilon']:.0e}: the slope is wrong by {result['error']:.0e}"
        )
        if result["error"] < 1e-10:
            return f"{said}, nearly all digits are right"
        best = {"forward": 1e-8, "central": 1e-5}[result["formula"]]
        if result["epsilon"] > 3 * best:
            return f"{said}, the curve bends within the step"
        if result["epsilon"] < best / 3:
            return f"{said}, rounding is blown up by 1/ε"
        return f"{said}, about as good as this formula gets"


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
        Slider("w1", "outgoing weight w₁", -2.0, 2.0, default=1.5, step=0.1),
        Slider("w2", "outgoing weight w₂", -2.0, 2.0, default=-0.5, step=0.1),
        Slider("d1", "blame ∂C/∂z₁", -1.0, 1.0, default=0.8, step=0.1),
        Slider("d2", "blame ∂C/∂z₂", -1.0, 1.0, default=0.4, step=0.1),
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
        function, _ = ACTIVATIONS[values["activation"]]
        grid = np.linspace(-6, 6, 200)
        left.plot(grid, function(grid), color=style.BLUE)
        heights = {"sigmoid": (-0.3, 1.3), "tanh": (-1.5, 1.5), "relu": (-1, 6.5)}
        left.set(
            xlim=(-6, 6), ylim=heights[values["activation"]],
            xlabel="input of the neuron z", ylabel=f"output {values['activation']}(z)",
        )  # fmt: skip
        (self.tangent,) = left.plot([], [], color=style.PINK)
        (self.point,) = left.plot([], [], "o", ms=9, color=style.PINK)
        self.said = left.text(
            0.04, 0.93, "", transform=left.transAxes, color=style.PINK, va="top",
            weight="bold",
        )  # fmt: skip
        names = ["w₁·∂C/∂z₁", "w₂·∂C/∂z₂", "sum", "× slope\n= ∂C/∂z"]
        right.axhline(0, color="black", lw=0.8)
        right.set(ylim=(-4.4, 4.4), ylabel="blame")
        self.bars = right.bar(
            range(4), 0, color=[style.GREY, style.GREY, style.YELLOW, style.PINK]
        )
        right.set_xticks(range(4), names)
        right.grid(axis="x", visible=False)
        self.numbers = [right.text(i, 0, "", ha="center", zorder=5) for i in range(4)]
        return [self.tangent, self.point, self.said, *self.bars, *self.numbers]

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
        if abs(arriving) < 0.005:
            return "The two blames cancel: nothing to learn from"
        if result["slope"] == 0:
            return f"Asleep: blame {arriving:.2f} arrives, none gets through"
        if result["slope"] < 0.05:
            return f"Saturated: of blame {arriving:.2f} only {blame:.3f} gets through"
        return f"Of blame {arriving:.2f} arriving, {blame:.2f} gets through"
