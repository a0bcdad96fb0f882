"""Demo: Logistic regression on your own points."""

from functools import lru_cache

import numpy as np

from course_utils.data.points import as_rows, make_pair
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, MovingClasses, class_look
from course_utils.draw.lines import in_one, line_ends
from course_utils.live import Demo, Grip, Points, Preset, Slider
from course_utils.ml.classification import logistic

REACH = 2.1
AXIS = np.linspace(-REACH, REACH, 40)
PLANE = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
CLASSES = ("orange", "blue")  # targets 0 and 1
STRENGTHS = 10.0 ** np.arange(-6, 0.1, 0.5)
FOR_EVER = 20.0  # the bias that stands for one without end


def fit(points, penalty):
    """Return weights (..., 2) and bias (...) for each `penalty`, of (x, y, target)s.

    Where there is one class only, the weights are zero: the bias alone says it.
    """
    table, penalty = np.array(points, float).reshape(-1, 3), np.asarray(penalty)
    share = table[:, 2].mean() if len(table) else 0.5
    if not len(table) or share in (0, 1):
        bias = FOR_EVER * (2 * share - 1)
        return np.zeros((*penalty.shape, 2)), np.full(penalty.shape, bias)
    inputs = np.broadcast_to(table[:, :2], (*penalty.shape, len(table), 2))
    targets = np.broadcast_to(table[:, 2], inputs.shape[:-1])
    return logistic.fit(inputs, targets, penalty=penalty)


@lru_cache(maxsize=2)
def sizes(points):
    """Return the length |w| of the weights at each of STRENGTHS."""
    return np.linalg.norm(fit(points, STRENGTHS)[0], axis=-1)


APART = as_rows(*make_pair())
MIXED = as_rows(*make_pair(middle=(0.5, 0.3), spread=0.7))
ONE_ACROSS = (*APART, (-1.2, -0.6, 1))
FAR_OUT = (*APART, *[(x, y, 1) for x, y in ((1.9, 1.9), (2.0, 1.7), (1.8, 2.0))])


class LineBetweenYourPoints(Demo):
    """Put two classes into the plane and see the line that is surprised the least."""

    name = "Logistic regression on your own points"
    look_for = "Pull the classes apart, then let λ fall: where do the weights stop?"
    figsize = (9.4, 4.3)
    controls = (
        Points("points", "your points", (-2.0, 2.0), (-2.0, 2.0), MIXED,
               classes=CLASSES, colors=(style.ORANGE, style.BLUE)),
        Slider("strength", "penalty λ", 1e-6, 1.0, 0.01, step=0.1, log=True),
    )  # fmt: skip
    grips = (Grip("strength", axes=1, across=True),)
    presets = (
        Preset("mixed", "no line has all: below λ = 0.0001 the weights hardly grow",
               points=MIXED, strength=1e-3),
        Preset("apart", "a line has all: with less penalty the weights only grow",
               points=APART, strength=1e-6),
        Preset("one across", "one blue point among the orange: the weights stop",
               points=ONE_ACROSS, strength=1e-6),
        Preset("easy ones", "three blue points far out hardly move the line",
               points=FAR_OUT, strength=0.01),
        Preset("only blue", "no line at all: the bias alone says blue",
               points=tuple(p for p in APART if p[2] == 1), strength=0.01),
    )  # fmt: skip

    @staticmethod
    def compute(points, strength):
        table = np.array(points, float).reshape(-1, 3)
        w, b = fit(points, strength)
        score = table[:, :2] @ w + b
        return {
            "table": table,
            "w": w,
            "b": float(b),
            "chance": logistic.sigmoid(PLANE @ w + b),
            "wrong": table[(score > 0) != (table[:, 2] == 1), :2],
            "loss": float(logistic.cross_entropy(score, table[:, 2]))
            if points else 0.0,
            "sizes": sizes(points),
            "size": float(np.linalg.norm(w)),
            "strength": strength,
        }  # fmt: skip

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        self.picture = left.imshow(
            np.zeros(PLANE.shape[:2]), cmap=SURENESS, vmin=0, vmax=1,
            extent=(-REACH, REACH) * 2, origin="lower", aspect="equal",
        )  # fmt: skip
        bar = figure.colorbar(self.picture, ax=left, ticks=[0, 0.1, 0.5, 0.9, 1])
        bar.set_label("P(blue)")
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xlabel="x₁", ylabel="x₂")
        left.grid(visible=False)
        (self.unsure,) = left.plot([], [], "--", color=style.GREY, lw=2)
        (self.line,) = left.plot([], [], color="black", lw=4)
        (self.wrong,) = left.plot([], [], "o", mfc="none", mec=style.PINK, mew=3, ms=16)
        self.crowds = MovingClasses(left, class_look(2))
        right.set(xscale="log", yscale="log", xlim=(7e-7, 1.4), ylim=(0.05, 500))
        right.set(xlabel="penalty λ", ylabel="length of the weights |w|")
        (self.curve,) = right.plot([], [], color="black", lw=3)
        (self.here,) = right.plot([], [], "o", color="black", ms=13, mec="white", mew=2)
        lines = [self.unsure, self.line, self.wrong, *self.crowds.artists]
        return [self.picture, *lines, self.curve, self.here]

    def update(self, result):
        w, b = result["w"], result["b"]
        self.picture.set_data(result["chance"])
        self.line.set_data(*in_one(line_ends([w], [b])))
        nine_to_one = b + np.log(9) * np.array([-1, 1])
        self.unsure.set_data(*in_one(line_ends([w, w], nine_to_one)))
        self.wrong.set_data(*result["wrong"].T)
        self.crowds.set_rows(result["table"])
        self.curve.set_data(STRENGTHS, np.maximum(result["sizes"], 1e-3))
        self.here.set_data([result["strength"]], [max(result["size"], 1e-3)])

    @staticmethod
    def headline(result):
        targets = result["table"][:, 2]
        count, right = len(targets), len(targets) - len(result["wrong"])
        if not count:
            return "No points yet: click in the picture"
        if targets.min() == targets.max():
            only = CLASSES[int(targets[0])]
            return f"Only {only} points: w is 0, and b would grow for ever"
        says = f"{right} of {count} right, |w| = {result['size']:.1f}"
        if right == count:
            return f"{says}: without the penalty it would grow for ever"
        return f"{says}, cross-entropy {result['loss']:.2f}"
