"""WeightDecay: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.demos.weight_decay_and_dropout import weight_decay
from course_utils.experiments import decay_and_dropout
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def judged(values):
    """Return training and unseen accuracy and the weights' length, computed here."""
    strengths = decay_and_dropout.STRENGTHS
    place = np.abs(np.log10(strengths) - np.log10(values["strength"])).argmin()
    layers = decay_and_dropout.moons_layers(values["draw"], place)
    points, labels, unseen, unseen_labels = decay_and_dropout.make_moons(values["draw"])
    right = []
    for x, y in ((points, labels), (unseen, unseen_labels)):
        (w1, b1), (w2, b2), (w3, b3) = layers
        score = np.tanh(np.tanh(x @ w1 + b1) @ w2 + b2) @ w3 + b3
        right.append(np.mean((score[:, 0] > 0) == (y == 1)))
    length = sum((matrix**2).sum() for matrix, _ in layers) ** 0.5
    return *right, length


def said(values, match):
    train, unseen, length = judged(values)
    return (
        abs(float(match["train"]) - 100 * train) <= 0.051
        and abs(float(match["unseen"]) - 100 * unseen) <= 0.051
        and abs(float(match["length"]) - length) <= 0.051
    )


def compared(values, match):
    """Tell whether the unseen accuracy is as far from that of λ = 10⁻⁵ as said."""
    gain = 100 * (judged(values)[1] - judged({**values, "strength": 1e-5})[1])
    points = float(match["points"]) * (-1 if match["side"] == "below" else 1)
    return said(values, match) and abs(points - gain) <= 0.051


NUMBERS = r"Training (?P<train>.+)%, unseen (?P<unseen>[\d.]+)%"
POINTS = r"(?P<points>[\d.]+) points (?P<side>above|below) that at λ = 10⁻⁵"
LENGTH = "weights' length (?P<length>.+)"
CLAIMS = (
    Claim(
        f"{NUMBERS}; {LENGTH}", lambda v, r, m: said(v, m) and v["strength"] < 1.1e-5
    ),
    Claim(f"{NUMBERS}, {POINTS}; {LENGTH}", lambda v, r, m: compared(v, m)),
)
START = judged({"strength": 1e-5, "draw": 0})
PROMISES = {
    "hardly any": lambda v, r: judged(v)[0] == 1 and judged(v)[1] < 0.9,
    "some": lambda v, r: judged(v)[1] > START[1] + 0.03 and judged(v)[2] < START[2] / 3,
    "too much": lambda v, r: judged(v)[2] < 0.1 and judged(v)[1] == 0.5,
}


def test_a_stronger_penalty_means_shorter_weights_and_none_that_is_gone():
    def invariant(values, result):
        if result["place"] >= 4:  # a tenth of the strength
            _, weaker, _ = weight_decay.boundary(values["draw"], result["place"] - 4)
            assert result["length"] <= np.linalg.norm(weaker) + 0.01
        if values["strength"] < 0.01:
            assert result["zeros"] < 20

    sweep(demos.WeightDecay, invariant, claims=CLAIMS, promises=PROMISES)
