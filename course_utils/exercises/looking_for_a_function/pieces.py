"""Exercises on curves out of sigmoids and ReLUs."""

import numpy as np

from course_utils.ml.regression import sigmoids
from course_utils.practice import Exercise, Mistake

place_a_step = Exercise(
    "2.3",
    "place a step",
    stars=1,
    reference=-6.0,
    hints=(
        "The sigmoid is in its middle where what stands inside it is 0.",
        "Solve b + 2·3 = 0.",
    ),
    mistakes=(
        Mistake(6.0, "The sign: b + 2·3 has to be 0, so b is negative."),
        Mistake(-3.0, "b alone does not tell the place: the middle is at −b/w."),
        Mistake(3.0, "That is the place; b is what puts it there: −b/w = 3."),
        Mistake(-1.5, "You divided 3 by w. The middle is −b/w: multiply instead."),
    ),
    explain="The middle lies at −b/w: a steeper step needs a b larger in size.",
)


def _as_relus(combine):
    def made(x, left, right, height=1.0):
        return combine(sigmoids.relu, np.asarray(x, float), left, right, height)

    return made


def _two_ramps(x, left, right, height=1.0):
    slope = height / (right - left)
    return slope * (np.maximum(0, x - left) - np.maximum(0, x - right))


hard_sigmoid = Exercise(
    "2.4",
    "a hard sigmoid from two ReLUs",
    stars=2,
    reference=sigmoids.hard_sigmoid_from_relus,
    model_answer=_two_ramps,
    stub="two_relus(x, left, right, height=1.0)",
    example=(2, 1, 3, 1),
    cases=[
        (9, 1, 3),
        (np.linspace(-2, 6, 17), 1.0, 3.0, 1.0),
        (np.linspace(-2, 6, 17), 0.0, 4.0, -2.5),
        (np.array([0.2, 0.9, 5.0]), 0.5, 1.0, 3.0),
    ],
    hints=(
        "The first ReLU starts to climb at `left`. What stops it at `right`?",
        "From `right` on, a second ReLU has to climb equally fast, with a minus.",
        "The slope of both is `height / (right - left)`.",
    ),
    mistakes=(
        Mistake(
            _as_relus(lambda r, x, a, b, h: h / (b - a) * r(x - a)),
            "One ReLU alone climbs for ever: a second one must cancel it at `right`.",
        ),
        Mistake(
            _as_relus(lambda r, x, a, b, h: h / (b - a) * (r(x - a) + r(x - b))),
            "Your second ReLU adds to the climb: subtract it.",
        ),
        Mistake(
            _as_relus(lambda r, x, a, b, h: h * (r(x - a) - r(x - b))),
            "The slope is the height divided by the width, `right - left`.",
        ),
        Mistake(
            _as_relus(lambda r, x, a, b, h: (r(x - a) - r(x - b)) / (b - a)),
            "Your ramp always ends at 1: multiply by `height`.",
        ),
        Mistake(
            _as_relus(lambda r, x, a, b, h: h / (b - a) * (r(x + a) - r(x + b))),
            "A ReLU that starts at `left` is `relu(x - left)`, with a minus.",
        ),
        Mistake(
            _as_relus(lambda r, x, a, b, h: h / (b - a) * r(x - a) - h * r(x - b)),
            "Both ReLUs need the same slope, else the end is not flat.",
        ),
        Mistake(
            _as_relus(
                lambda r, x, a, b, h: (
                    r(h * (x - a) / (b - a)) - r(h * (x - b) / (b - a))
                )
            ),
            "A negative height inside the ReLU is cut to 0: multiply by it outside.",
        ),
    ),
    explain="So a network of ReLUs can do all that one of hard sigmoids can.",
)


def _networks(rng):
    cases = []
    for examples, sigmoid_count, features in ((5, 3, 4), (2, 4, 2)):
        shapes = (examples, features), (sigmoid_count, features), sigmoid_count
        x, W, b = (rng.normal(size=shape) for shape in shapes)
        cases.append((x, W, b, rng.normal(size=sigmoid_count), 0.5))
    return cases


def _network(inner, outer):
    def made(x, W, b, c, constant):
        return outer(inner(np.asarray(x), W, b), c, constant)

    return made


def _inner(x, W, b):
    return sigmoids.sigmoid(b + x @ W.T)


def _outer(a, c, constant):
    return constant + a @ c


def _three_lines(x, W, b, c, constant):
    r = b + x @ W.T  # (examples, sigmoids)
    a = 1 / (1 + np.exp(-r))
    return constant + a @ c


forward_pass = Exercise(
    "2.5",
    "the forward pass in matrix form",
    stars=3,
    reference=sigmoids.forward,
    model_answer=_three_lines,
    stub="forward(x, W, b, c, constant)",
    example=(
        np.array([[2.0, 1.0], [0.0, 0.0]]),
        np.array([[1.0, -2.0]]),
        np.array([0.0]),
        np.array([4.0]),
        1.0,
    ),
    cases=_networks,
    hints=(
        "Three lines: r, then a, then y. Look at the shapes before each product.",
        "`x` is (examples, features) and `W` is (sigmoids, features): use `W.T`.",
        "`a = sigmoid(b + x @ W.T)`, and then `constant + a @ c`",
    ),
    mistakes=(
        Mistake(
            _network(lambda x, W, b: sigmoids.sigmoid(x @ W.T), _outer),
            "The b inside is missing: it shifts each sigmoid to its place.",
        ),
        Mistake(
            _network(_inner, lambda a, c, constant: a @ c),
            "The constant at the end is missing.",
        ),
        Mistake(
            _network(lambda x, W, b: b + x @ W.T, _outer),
            "Without the sigmoid all this is one straight line: apply it to r first.",
        ),
        Mistake(
            _network(lambda x, W, b: sigmoids.sigmoid(-(b + x @ W.T)), _outer),
            "The minus belongs to the exponent, e^(−r); here it came twice or not at "
            "all.",
        ),
        Mistake(
            _network(
                lambda x, W, b: b + x @ W.T,
                lambda r, c, constant: sigmoids.sigmoid(constant + r @ c),
            ),
            "The sigmoid belongs on r, before c weighs the pieces, not on the sum.",
        ),
        Mistake(
            _network(_inner, lambda a, c, constant: constant + a.sum(axis=1)),
            "Each sigmoid has its own height: weigh them with c before adding.",
        ),
    ),
    explain="Every fully connected network is this line, repeated.",
)
