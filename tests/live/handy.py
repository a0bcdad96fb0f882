"""Demos with everything that a hand can take hold of, small enough for a cell."""

import numpy as np
from matplotlib.patches import Circle, Rectangle

from course_utils.live import Demo, Grip, Ink, Points, Preset, Sketch, Slider, Toggle

PICTURE = np.random.default_rng(0).uniform(0, 1, (20, 30))


def rim_taken(x, y, values):
    """Return the radius at which the rim passes through the hand."""
    return {"radius": np.hypot(x - values["x"], y - values["y"])}


def window_taken(x, y, values):
    """Return row and column of a window of 6 by 6 whose middle is under the hand."""
    return {"column": x - 3, "row": y - 3}


class Grips(Demo):
    """A circle, a threshold on a logarithmic axis, a window over a picture."""

    name = "Grips"
    look_for = "What can be taken hold of?"
    figsize = (9, 3.2)
    controls = (
        Slider("x", "to the side x", -2.0, 2.0, 0.5, step=0.1),
        Slider("y", "up y", -2.0, 2.0, -0.5, step=0.1),
        Slider("radius", "radius r", 0.2, 2.0, 1.0, step=0.1),
        Slider("threshold", "threshold t", 0.01, 100, 1, step=0.1, log=True),
        Slider("row", "row", 0, 14, 4, step=1),
        Slider("column", "column", 0, 24, 7, step=1),
    )
    presets = (
        Preset("middle", "x = y = 0", x=0.0, y=0.0),
        Preset("corner", "x = y = 2", x=2.0, y=2.0),
    )
    telling = ("x", "y")
    grips = (
        Grip("x", "y", label="the circle's centre"),
        Grip(
            label="the circle's rim",
            at=lambda v, result: (v["x"] + v["radius"], v["y"]),
            take=rim_taken,
            moves=("radius",),
        ),
        Grip("threshold", axes=1, across=True),
        Grip(
            label="the window",
            axes=2,
            at=lambda v, result: (v["column"] + 3, v["row"] + 3),
            size=lambda v, result: (6, 6),
            take=window_taken,
            moves=("column", "row"),
        ),
    )

    @staticmethod
    def compute(x, y, radius, threshold, row, column):
        window = PICTURE[row : row + 6, column : column + 6]
        return {
            "circle": (x, y, radius),
            "threshold": threshold,
            "corner": (column, row),
            "mean": window.mean(),
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3)
        left.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal")
        self.circle = left.add_patch(Circle((0, 0), 1, fill=False, color="C0", lw=2))
        middle.set(xscale="log", xlim=(0.01, 100), ylim=(0, 1))
        self.line = middle.axvline(1, color="C1", lw=2)
        right.imshow(PICTURE, cmap="gray", extent=(0, 30, 20, 0))
        self.window = right.add_patch(Rectangle((0, 0), 6, 6, fc="none", ec="C3", lw=2))
        return [self.circle, self.line, self.window]

    def update(self, result):
        *self.circle.center, radius = result["circle"]
        self.circle.set_radius(radius)
        self.line.set_xdata([result["threshold"]] * 2)
        self.window.set_xy(result["corner"])

    @staticmethod
    def headline(result):
        return f"The window's mean is {result['mean']:.2f}"


class Cloud(Demo):
    """Points of two classes, and how far apart the means of their x are."""

    name = "Cloud"
    look_for = "Where do the classes lie?"
    figsize = (6, 3.6)
    controls = (
        Points(
            "points",
            "points",
            xs=(-2.0, 2.0),
            ys=(-1.0, 1.0),
            default=((-1.0, 0.5, 0), (1.0, 0.5, 1), (1.5, -0.5, 1)),
            classes=("orange", "blue"),
            colors=("#E69F00", "#0072B2"),
        ),
        Slider("scale", "scale s", 0.5, 2.0, 1.0),
    )
    presets = (
        Preset("none", "an empty set", points=()),
        Preset("a pile", "two in one place", points=[(0, 0, 0), (0, 0, 0)]),
    )

    @staticmethod
    def compute(points, scale):
        table = np.array(points, float).reshape(-1, 3)
        sides = [table[table[:, 2] == c, 0] for c in (0, 1)]
        means = [side.mean() if len(side) else 0.0 for side in sides]
        return {"table": table, "apart": scale * (means[1] - means[0])}

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-2, 2), ylim=(-1, 1))
        self.dots = [ax.plot([], [], "o", color=c)[0] for c in ("C1", "C0")]
        return self.dots

    def update(self, result):
        table = result["table"]
        for label, dots in enumerate(self.dots):
            dots.set_data(*table[table[:, 2] == label, :2].T)

    @staticmethod
    def headline(result):
        return f"{len(result['table'])} points, {result['apart']:.2f} apart"


class Pad(Demo):
    """How much ink lies on a pad."""

    name = "Pad"
    look_for = "How much ink is there?"
    figsize = (5, 3.2)
    controls = (
        Sketch("strokes", "your digit", brush="pen"),
        Slider("pen", "pen p", 1.0, 4.0, 2.2, step=0.1),
        Toggle("doubled", "count it twice"),
    )
    presets = (
        Preset("one", "a straight line", strokes=((140, 40, 140, 240),)),
        Preset("empty", "nothing drawn", strokes=()),
    )

    @staticmethod
    def compute(strokes, pen, doubled):
        lengths = [
            np.hypot(*np.diff(np.reshape(stroke, (-1, 2)), axis=0).T).sum()
            for stroke in strokes
        ]
        ink = pen * (1 + sum(lengths)) * (1 + doubled)
        return {"strokes": strokes, "pen": pen, "ink": ink}

    def draw(self, figure, values):
        pad, ax = figure.subplots(1, 2)
        self.ink = Ink(pad)
        ax.set(xlim=(0, 1), ylim=(0, 6000))
        (self.bar,) = ax.bar([0.5], [1.0], 0.5)
        return [self.ink, self.bar]

    def update(self, result):
        self.ink.set_strokes(result["strokes"], brush=result["pen"])
        self.bar.set_height(result["ink"])

    @staticmethod
    def headline(result):
        return f"{len(result['strokes'])} strokes"


class Walk(Demo):
    """A ball that rolls with time, which can be played, past a picture."""

    name = "Walk"
    look_for = "Where does it end?"
    figsize = (5, 2.6)
    controls = (
        Slider("step", "step k", 0, 20, 0, step=1, playable=True),
        Slider("speed", "speed v", 0.1, 1.0, 0.5, step=0.1),
    )
    presets = (
        Preset("slow", "v = 0.1", speed=0.1),
        Preset("quick", "v = 1", speed=1.0),
    )
    grips = (
        Grip(
            label="the ball",
            at=lambda v, result: (result["place"], 0.5),
            take=lambda x, y, v: {"step": x / v["speed"]},
            moves=("step",),
            way="x",
        ),
    )

    @staticmethod
    def compute(step, speed):
        return {"place": step * speed, "step": step}

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-1, 21), ylim=(0, 1))
        (self.ball,) = ax.plot([0], [0.5], "o", ms=14)
        return [self.ball]

    def update(self, result):
        self.ball.set_xdata([result["place"]])

    @staticmethod
    def headline(result):
        return f"After step {result['step']} at {result['place']:.1f}"
