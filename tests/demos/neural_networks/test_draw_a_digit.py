"""DrawADigit: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.data.sketches import load_drawings, rasterize
from course_utils.demos.neural_networks import DrawADigit
from course_utils.experiments.digit_reader import trained_layers
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def torch_reads(values):
    """Return the digit that torch reads in the strokes, and its probability."""
    picture = rasterize(values["strokes"], centred=values["centred"])
    network = network_from_layers(trained_layers())
    logits = network(torch.tensor(picture.reshape(1, 784)).double())
    chance, digit = torch.softmax(logits[0], 0).max(dim=0)
    return digit.item(), chance.item()


def says_what_torch_reads(values, match):
    digit, chance = torch_reads(values)
    return int(match[1]) == digit and abs(100 * chance - int(match[2])) < 0.51


CLAIMS = (
    Claim(
        r"Reads (\d), (\d+)% sure",
        lambda v, r, m: says_what_torch_reads(v, m) and v["strokes"],
    ),
    Claim(
        r"Reads (\d), (\d+)% sure, where nothing was drawn",
        lambda v, r, m: says_what_torch_reads(v, m) and not v["strokes"],
    ),
)
SMALL = next(d for d in load_drawings() if (d["digit"], d["hand"]) == (3, 3))


def reads(wanted):
    return lambda v, r: torch_reads(v)[0] == wanted


PROMISES = {
    **{str(digit): reads(digit) for digit in range(10) if digit != 1},
    "1": reads(2),
    "as drawn": lambda v, r: (
        v["strokes"] == SMALL["strokes"] and not v["centred"] and torch_reads(v)[0] == 7
    ),
    "centred": lambda v, r: (
        v["strokes"] == SMALL["strokes"] and v["centred"] and torch_reads(v)[0] == 3
    ),
    "a cross": lambda v, r: torch_reads(v)[1] < 0.5,
    "nothing": lambda v, r: not v["strokes"] and torch_reads(v)[1] > 0.5,
}


def test_the_network_answers_while_one_draws():
    def invariant(values, result):
        assert np.isclose(result["chances"].sum(), 1)
        assert np.abs(result["second"]).max() <= 1
        assert (result["picture"].max() > 0) == bool(values["strokes"])

    sweep(DrawADigit, invariant, claims=CLAIMS, promises=PROMISES)
