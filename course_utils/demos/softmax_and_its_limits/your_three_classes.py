"""Demo: Softmax regression on your own points."""

from functools import lru_cache

import numpy as np

from course_utils.data.points import as_rows
from course_utils.demos.softmax_and_its_limits.marks import THREE, THREE_MARKS
from course_utils.draw import style
from course_utils.draw.classes import MovingClasses, pale
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Grip, Points, Preset, Slider
from course_utils.ml.classification.softmax import SoftmaxRegression, log_softmax
from course_utils.ml.training.continued import Continued

UPDATES, LEARNING_RATE = 300, 0.4
REACH = 2.1
AXIS = np.linspace(-REACH, REACH, 50)
PLANE = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
CLASSES = ("blue", "orange", "green")


@lru_cache(maxsize=2)
def training(points):
    """Return the training on some points, (x, y, label) each; play goes on with it.

    A state is the model and the loss of the one before.
    """
    table = np.array(points, float)
    inputs, labels = table[:, :2], table[:, 2].astype(int)
    rows, targets = np.arange(len(labels)), np.eye(3)[labels]

    def step(state):
        model, _ = state
        chances = log_softmax(model.logits(inputs))
        error = (np.exp(chances) - targets) / len(labels)
        following = SoftmaxRegression(
            model.weights - LEARNING_RATE * inputs.T @ error,
            model.bias - LEARNING_RATE * error.sum(axis=0),
        )
        return following, -chances[rows, labels].mean()

    return Continued((untrained(), None), step)


def untrained():
    """Return the model to which all classes are equal."""
    return SoftmaxRegression(np.zeros((2, 3)), np.zeros(3))


def model_after(points, updates):
    """Return the model after some updates, and the losses up to there."""
    if not points:
        return untrained(), []
    states = training(points).at(updates + 1)
    return states[updates][0], [loss for _, loss in states[1:]]


def _groups(middles, labels, n=10, spread=0.25):
    rng = np.random.default_rng(3)
    places = np.repeat(np.array(middles, float), n, axis=0)
    places = places + rng.normal(0, spread, places.shape)
    return as_rows(places.clip(-2, 2), np.repeat(labels, n))


def _surrounded(n=18):
    angle = 2 * np.pi * np.arange(n) / n
    ring = 1.6 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    inner = _groups([(-0.6, 0), (0.6, 0)], [1, 2], n=8, spread=0.2)
    return (*as_rows(ring, [0] * n), *inner)


CORNERS = _groups([(-1.1, 0.9), (1.1, 0.9), (0.0, -1.1)], [0, 1, 2])


class YourThreeClasses(Demo):
    """Put three classes into the plane and train softmax regression on them."""

    name = "Softmax regression on your own points"
    look_for = "No region has a dent: which sets can three scores never divide?"
    figsize = (9.4, 4.4)
    controls = (
        Points("points", "your points", (-2.0, 2.0), (-2.0, 2.0), CORNERS,
               classes=CLASSES, colors=THREE),
        Slider("updates", "updates", 0, UPDATES, 60, step=3, playable=True),
    )  # fmt: skip
    grips = (Grip("updates", axes=1, across=True),)
    presets = (
        Preset("three corners", "each class has a side of its own: all are right",
               points=CORNERS, updates=UPDATES),
        Preset("in a row", "to be in the middle is no harm: all are right",
               points=_groups([(-1.4, -0.7), (0, 0), (1.4, 0.7)], [0, 1, 2]),
               updates=UPDATES),
        Preset("two groups", "orange to the left and right of blue: some must be wrong",
               points=_groups([(-1.4, 0.6), (0, 0.6), (1.4, 0.6), (0, -1.2)],
                              [1, 0, 1, 2]),
               updates=UPDATES),
        Preset("surrounded", "no region of blue can go round the others",
               points=_surrounded(), updates=UPDATES),
    )  # fmt: skip

    @staticmethod
    def compute(points, updates):
        table = np.array(points, float).reshape(-1, 3)
        model, losses = model_after(points, updates)
        logits = model.logits(PLANE)
        leads = [
            logits[..., k] - np.delete(logits, k, axis=-1).max(axis=-1)
            for k in range(3)
        ]
        right = model.predict(table[:, :2]) == table[:, 2]
        return {
            "table": table,
            "leads": np.array(leads),
            "losses": np.array(losses),
            "wrong": table[~right, :2],
            "updates": updates,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.1, 1))
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
        left.set(xlabel="x₁", ylabel="x₂")
        left.grid(visible=False)
        self.regions = [
            MovingContours(
                left, AXIS, AXIS, [0, 1e9], filled=True, colors=[pale(color)], zorder=1
            )
            for color in THREE
        ]
        (self.wrong,) = left.plot([], [], "o", mfc="none", mec=style.PINK, mew=3, ms=16)
        self.crowds = MovingClasses(left, (THREE, THREE_MARKS))
        right.set(xlim=(-6, UPDATES + 6), ylim=(0, 1.2), xlabel="updates")
        right.set_ylabel("cross-entropy on your points")
        (self.curve,) = right.plot([], [], color="black", lw=3)
        look = {"color": "black", "ms": 14, "mec": "white", "mew": 2}
        (self.here,) = right.plot([], [], "o", **look)
        return [*self.regions, self.wrong, *self.crowds.artists, self.curve, self.here]

    def update(self, result):
        decided = bool(result["leads"].any())  # some class leads somewhere
        self.wrong.set_visible(decided)
        for region, lead in zip(self.regions, result["leads"], strict=True):
            region.set_visible(decided)
            region.set_values(lead)
        self.wrong.set_data(*result["wrong"].T)
        self.crowds.set_rows(result["table"])
        losses = result["losses"]
        self.curve.set_data(np.arange(len(losses)), losses)
        self.here.set_data([result["updates"]] * bool(len(losses)), losses[-1:])

    @staticmethod
    def headline(result):
        count, updates = len(result["table"]), result["updates"]
        right = count - len(result["wrong"])
        if not count:
            return "No points yet: click in the picture"
        if not updates:
            return (
                f"Before training all classes are equal: loss log 3 = {np.log(3):.2f}"
            )
        loss = result["losses"][-1]
        says = f"Update {updates}: {right} of {count} right, loss {loss:.2f}"
        present = sorted({int(label) for label in result["table"][:, 2]})
        if len(present) == 3:
            return says
        names = " and ".join(CLASSES[k] for k in present)
        return f"{says}; only {names} so far"
