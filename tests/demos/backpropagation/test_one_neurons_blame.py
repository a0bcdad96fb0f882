"""OneNeuronsBlame: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos.backpropagation.one_neurons_blame import OneNeuronsBlame
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def torch_blames(values):
    """Return the blame that arrives at the neuron's output, and that of its z."""
    z = torch.tensor(values["z"], dtype=torch.float64, requires_grad=True)
    output = getattr(torch, values["activation"])(z)
    output.retain_grad()
    cost = values["d1"] * values["w1"] * output + values["d2"] * values["w2"] * output
    cost.backward()
    return output.grad.item(), z.grad.item()


def says_both(values, match):
    """The two numbers of the sentence are torch's."""
    arriving, blame = torch_blames(values)
    return float(match[1]) == pytest.approx(arriving, abs=0.0051) and float(
        match[2]
    ) == pytest.approx(blame, rel=0.051)


def secant(values):
    """Return the slope of the activation at z, by a difference quotient."""
    ends = torch.tensor([values["z"] - 1e-6, values["z"] + 1e-6], dtype=torch.float64)
    low, high = getattr(torch, values["activation"])(ends).tolist()
    return (high - low) / 2e-6


NUMBER = r"(-?[\d.]+(?:e-\d+)?)"
CLAIMS = (
    Claim(
        "No blame arrives: nothing to learn from",
        lambda v, r, m: v["w1"] * v["d1"] == v["w2"] * v["d2"] == 0,
        at={"w1": 0.0, "d2": 0.0},
    ),
    Claim(
        "The two blames cancel: nothing to learn from",
        lambda v, r, m: (
            v["w1"] * v["d1"] * v["w2"] * v["d2"] < 0
            and abs(torch_blames(v)[0]) < 1e-12
        ),
    ),
    Claim(
        rf"Asleep: blame {NUMBER} arrives, none gets through",
        lambda v, r, m: (
            v["activation"] == "relu"
            and v["z"] <= 0
            and float(m[1]) == pytest.approx(torch_blames(v)[0], abs=0.0051)
            and torch_blames(v)[1] == 0
        ),
    ),
    Claim(
        rf"Saturated: of blame {NUMBER} only {NUMBER} gets through",
        lambda v, r, m: says_both(v, m) and 0 < secant(v) < 0.05,
    ),
    Claim(
        rf"Of blame {NUMBER} arriving, {NUMBER} gets through",
        lambda v, r, m: says_both(v, m) and secant(v) >= 0.05 - 1e-9,
    ),
)
PROMISES = {
    "awake": lambda v, r: np.isclose(torch_blames(v)[1], torch_blames(v)[0] / 4),
    "saturated": lambda v, r: 0 < secant(v) < 0.01,
    "relu on": lambda v, r: torch_blames(v)[0] == torch_blames(v)[1] != 0,
    "relu off": lambda v, r: torch_blames(v)[0] != 0 == torch_blames(v)[1],
    "they cancel": lambda v, r: (
        v["w1"] * v["d1"] == -v["w2"] * v["d2"] != 0 and torch_blames(v)[1] == 0
    ),
}


def test_the_blame_of_a_neuron_equals_torch():
    def equals_torch(values, result):
        arriving, blame = torch_blames(values)
        assert result["arriving"] == pytest.approx(arriving, abs=1e-12)
        assert result["blame"] == pytest.approx(blame, abs=1e-12)

    sweep(OneNeuronsBlame, invariant=equals_torch, claims=CLAIMS, promises=PROMISES)
