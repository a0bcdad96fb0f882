"""Demo: A network on your own points."""

from functools import lru_cache

import numpy as np

from course_utils.data.points import as_rows, make_circles
from course_utils.demos.neural_networks.plane import REACH, SIDE, plane
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, MovingClasses, class_look
from course_utils.draw.lines import in_one, line_ends
from course_utils.experiments.layer_widths import flatten, logistic_loss, unflatten
from course_utils.live import Demo, Points, Preset, Seed, Slider
from course_utils.ml.networks import mlp
from course_utils.ml.optimization.optimizers import Adam
from course_utils.ml.training.continued import Continued

UPDATES, LEARNING_RATE = 200, 0.1
CLASSES = ("orange", "blue")  # labels 0 and 1
LOSSES = 1e-4, 3.0  # what the picture of the loss shows


@lru_cache(maxsize=2)
def training(points, units, seed):
    """Return the training on some points, (x, y, label) each; play goes on with it.

    A state is the network's weights and the loss of those before. It learns from all
    points at once, by Adam.
    """
    table, sizes = np.array(points, float), (2, units, 1)
    inputs, labels, optimizer = table[:, :2], table[:, 2], Adam(LEARNING_RATE)

    def step(state):
        vector, _ = state
        layers = unflatten(vector, sizes)
        logits, kept = mlp.forward(layers, inputs)
        error = (mlp.sigmoid(logits) - labels[:, None]) / len(labels)
        gradient = flatten(mlp.backward(layers, kept, error))
        loss = logistic_loss(logits[:, 0], labels)
        return optimizer.step(vector, gradient), loss

    return Continued((flatten(untrained(units, seed)), None), step)


def untrained(units, seed):
    """Return a network with random weights."""
    return mlp.make_layers((2, units, 1), rng=np.random.default_rng(seed), scale=1.5)


def network_after(points, update, units, seed):
    """Return the layers after `update` updates, and the losses up to there."""
    if not points:
        return untrained(units, seed), []
    states = training(points, units, seed).at(update + 1)
    layers = unflatten(states[update][0], (2, units, 1))
    return layers, [loss for _, loss in states[1:]]


def most_right(table):
    """Return how many rows (x, y, label) a function can get right at most.

    Of those in one place it can only please one class.
    """
    places, number = np.unique(table[:, :2], axis=0, return_inverse=True)
    counts = np.zeros((len(places), 2), int)
    np.add.at(counts, (number.ravel(), table[:, 2].astype(int)), 1)
    return int(counts.max(axis=1).sum())


def _ring():
    points, labels = make_circles(40)
    return as_rows(1.5 * points, labels)


def _crowds(n=12):
    rng = np.random.default_rng(5)
    middles = np.repeat([[-0.9, 0.2], [0.9, -0.2]], n, axis=0)
    points = middles + rng.normal(0, 0.4, middles.shape)
    return as_rows(points, np.repeat([1, 0], n))


RING = _ring()
ODD_ONE = (*_crowds(), (-0.7, 0.5, 0))
ONE_SPOT = (*_crowds(6), *[(0.0, 1.2, 1)] * 3, (0.0, 1.2, 0))


class TrainOnYourPoints(Demo):
    """Put your own points into the plane and watch a small network learn them.

    The network in view was trained on the points in view from its initialisation on.
    """

    name = "A network on your own points"
    look_for = (
        "Press play, then add, drag and delete points: which ones does it let go?"
    )
    figsize = (9.4, 4.2)
    controls = (
        Points("points", "your points", (-2.0, 2.0), (-2.0, 2.0), RING,
               classes=CLASSES, colors=(style.ORANGE, style.BLUE)),
        Slider("update", "update", 0, UPDATES, 100, step=2, playable=True),
        Slider("units", "hidden units", 1, 8, 4, step=1),
        Seed(label="initialisation (seed)"),
    )  # fmt: skip
    presets = (
        Preset(
            "two units", "two lines: the ring stays open, 2 of 40 are wrong",
            points=RING, units=2, update=UPDATES,
        ),
        Preset(
            "six units", "six lines: the ring is closed, all 40 are right",
            points=RING, units=6, update=UPDATES,
        ),
        Preset(
            "an odd one", "one unit lets go of the orange point among the blue ones",
            points=ODD_ONE, units=1, update=UPDATES,
        ),
        Preset(
            "learned by heart", "eight units fence it in: is that what you want?",
            points=ODD_ONE, units=8, update=UPDATES,
        ),
        Preset(
            "one spot",
            "three blue points and an orange one share the top: 75% blue there",
            points=ONE_SPOT, units=4, update=UPDATES,
        ),
    )  # fmt: skip
    telling = ("update", "units")

    @staticmethod
    def compute(points, update, units, seed):
        table = np.array(points, float).reshape(-1, 3)
        layers, losses = network_after(points, update, units, seed)
        guess = mlp.predict(layers, table[:, :2])[:, 0]
        right = (guess > 0) == (table[:, 2] == 1)
        chance = mlp.sigmoid(mlp.predict(layers, plane()))
        return {
            "chance": chance.reshape(SIDE, SIDE),
            "lines": line_ends(*layers[0]),
            "losses": np.array(losses),
            "table": table,
            "wrong": table[~right, :2],
            "most": most_right(table),
            "update": update,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        self.picture = left.imshow(
            np.zeros((SIDE, SIDE)), cmap=SURENESS, vmin=0, vmax=1,
            extent=(-REACH, REACH) * 2, origin="lower", aspect="equal",
        )  # fmt: skip
        bar = figure.colorbar(self.picture, ax=left, ticks=[0, 0.5, 1])
        bar.set_label("answer: P(blue)")
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xlabel="x₁", ylabel="x₂")
        left.grid(visible=False)
        (self.lines,) = left.plot([], [], "--", color=style.GREY, lw=2)
        (self.wrong,) = left.plot(
            [], [], "o", mfc="none", mec=style.PINK, mew=3, ms=16, label="wrong"
        )
        self.crowds = MovingClasses(left, class_look(2))
        right.set(xlim=(-4, UPDATES + 4), ylim=LOSSES, yscale="log")
        right.set(xlabel="update", ylabel="cross-entropy on your points")
        (self.curve,) = right.plot([], [], color=style.ORANGE)
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=9)
        moving = [self.picture, self.lines, self.wrong, *self.crowds.artists]
        return [*moving, self.curve, self.here]

    def update(self, result):
        self.picture.set_data(result["chance"])
        self.lines.set_data(*in_one(result["lines"]))
        self.wrong.set_data(*result["wrong"].T)
        self.crowds.set_rows(result["table"])
        losses = result["losses"].clip(*LOSSES)
        self.curve.set_data(np.arange(len(losses)), losses)
        self.here.set_data([result["update"]] * bool(len(losses)), losses[-1:])

    @staticmethod
    def headline(result):
        labels, update = result["table"][:, 2], result["update"]
        count, classes = len(labels), {int(label) for label in labels}
        right = count - len(result["wrong"])
        if not count:
            return "No points yet: click in the picture"
        if len(classes) == 1:
            only = CLASSES[classes.pop()]
            return f"Update {update}: {right} of {count} right; all are {only} so far"
        if right == count:
            return f"Update {update}: all {count} points on their own side"
        says = f"Update {update}: {right} of {count} points on their own side"
        if right == result["most"]:
            return f"{says}; more cannot be, some share a place"
        return says
