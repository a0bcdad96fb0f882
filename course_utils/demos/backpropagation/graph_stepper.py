"""Demo: A computation graph, step by step."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.transforms import ScaledTranslation

from course_utils.draw import style
from course_utils.draw.graphs import lay_out, plot_graph
from course_utils.live import Choice, Demo, Idle, Preset, Slider
from course_utils.ml.networks.expressions import make_graph, names_in

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
    figsize = (9, 4.3)

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
            ax, self.places, below=17, fontsize=10, va="top", color=style.BLUE
        )
        self.blames_shown = _texts(
            ax, self.places, below=-16, fontsize=10, va="bottom", color=style.PINK
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
        Slider("step", "step", 0, 15, default=6, step=1, playable=True),
    )
    idle = (
        Idle(
            "c",
            "c is not in this expression",
            lambda v, r: "c" not in names_in(v["expression"]),
        ),
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
        figsize = (9, 4.9)  # typed expressions have more rows
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
