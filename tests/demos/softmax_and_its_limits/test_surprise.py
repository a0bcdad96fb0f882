"""Surprise: what holds in every state, and what it says."""

import numpy as np
import pytest
from scipy.special import rel_entr
from scipy.stats import entropy

from course_utils.demos import softmax_and_its_limits as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def three(values):
    """Return cross-entropy, entropy and divergence, by scipy."""
    truth, forecast = ([v, 1 - v] for v in (values["p"], values["q"]))
    own, divergence = entropy(truth), rel_entr(truth, forecast).sum()
    return own + divergence, own, divergence


def as_it_says(values, result, match):
    said = [float(number) for number in match.groups()]
    return np.allclose(said, three(values), atol=0.00501)


def unsure_and_wrong(values, result):
    _, own, divergence = three(values)
    return values["p"] < 0.1 and values["q"] == 0.98 and divergence > 10 * own


CLAIMS = (Claim(r"Cross-entropy (.+) ≈ entropy (.+) \+ divergence (.+)", as_it_says),)
PROMISES = {
    "equal": lambda v, r: three(v)[0] == three(v)[1] == pytest.approx(r["entropy"]),
    "coin": lambda v, r: (
        three(v)[1]
        == max(three({"p": p, "q": 0.5})[1] for p in np.linspace(0, 1, 101).round(2))
    ),
    "sure and wrong": unsure_and_wrong,
    "one-hot": lambda v, r: three(v)[1] == 0 and three(v)[0] == three(v)[2] > 0,
}


def test_cross_entropy_is_entropy_plus_divergence():
    def adds_up(values, result):
        parts = result["entropy"] + result["divergence"]
        assert result["cross_entropy"] == pytest.approx(parts)
        assert result["entropy"] >= 0
        assert result["divergence"] >= -1e-12
        assert (result["divergence"] < 1e-9) == (values["p"] == values["q"])
        assert (result["curve"] >= result["entropy"] - 1e-12).all()

    sweep(demos.Surprise, adds_up, claims=CLAIMS, promises=PROMISES)
