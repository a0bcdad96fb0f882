"""LogSumExp: what holds in every state, and what it says."""

import math

import numpy as np
import torch

from course_utils.demos import numerical_stability as demos
from course_utils.ml.networks import float_limits
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

TORCH = {name: getattr(torch, name) for name in float_limits.FORMATS}


def computed(values):
    """Return (exp of the largest shifted score, the result), in torch's own format."""
    scores = values["largest"] + torch.tensor([0.0, -1.0, -3.0]).double()
    powers = (scores - values["shift"]).exp().to(TORCH[values["format"]])
    total = powers.double().sum().to(TORCH[values["format"]]).double()
    return powers[0].item(), (values["shift"] + total.log()).item()


def truth(values):
    scores = values["largest"] + torch.tensor([0.0, -1.0, -3.0]).double()
    return scores.logsumexp(dim=0).item()


def inside(values, match):
    return int(match[1]) == values["largest"] - values["shift"]


CLAIMS = (
    Claim(
        r"inf: exp\((.+)\) is more than the format holds",
        lambda v, r, m: inside(v, m) and computed(v) == (math.inf, math.inf),
    ),
    Claim(
        r"−inf: exp\((.+)\) is rounded to 0, and log 0 is −∞",
        lambda v, r, m: inside(v, m) and computed(v) == (0, -math.inf),
    ),
    Claim(
        "Right: (.+)",
        lambda v, r, m: (
            abs(float(m[1]) - truth(v)) < 0.0051
            and abs(computed(v)[1] - truth(v)) < 0.011
        ),
    ),
    Claim(
        "Imprecise: wrong by (.+)",
        lambda v, r, m: abs(abs(computed(v)[1] - truth(v)) - float(m[1])) < 0.0052,
        at={"largest": 0, "shift": 15, "format": "float16"},
    ),
)
PROMISES = {
    "no shift": lambda v, r: computed(v)[1] == math.inf,
    "by the maximum": lambda v, r: (
        computed(v)[0] == 1
        and all(
            abs(computed({**v, "largest": s, "shift": s})[1] - s - 0.349) < 0.02
            for s in range(0, 1001, 50)
        )
    ),
    "shifted too far": lambda v, r: computed(v) == (0, -math.inf),
    "small scores": lambda v, r: (
        abs(computed(v)[1] - truth(v)) < 0.01
        and math.isfinite(computed({**v, "largest": 88})[0])
        and computed({**v, "largest": 89})[0] == math.inf
    ),
    "float16": lambda v, r: (
        computed(v)[1] == math.inf == computed({**v, "largest": 12})[0]
    ),
}


def test_the_result_is_right_wherever_it_is_finite_and_always_at_the_maximum():
    def invariant(values, result):
        spacing = float_limits.limits_of(values["format"])["spacing"]
        safe = np.abs(result["right"] - values["largest"]) < 3
        assert safe.any()
        error = np.abs(result["values"] - result["true"])[safe]
        assert error.max() < 4 * spacing
        assert len(result["right"]) + len(result["over"]) + len(result["under"]) == 241
        if abs(values["shift"] - values["largest"]) < 5:
            assert result["state"] == "right"

    sweep(demos.LogSumExp, invariant, claims=CLAIMS, promises=PROMISES)
