"""EscapeTheSaddle: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.critical_points.escape_the_saddle import EscapeTheSaddle
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def loss(weights):
    """Return (1 − w₁w₂)², written out."""
    return (1 - weights[..., 0] * weights[..., 1]) ** 2


def second_derivatives(values):
    """Return the change of slope of the loss along 720 directions, by differences."""
    angle = np.linspace(0, np.pi, 720, endpoint=False)
    steps = 1e-3 * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    start = np.array([values["w1"], values["w2"]])
    return (loss(start + steps) - 2 * loss(start) + loss(start - steps)) / 1e-6


def lowest_is(values, match):
    return abs(second_derivatives(values).min() - float(match[1])) < 0.012


def end_alone(values):
    """Return where descent without a step ends, walked here."""
    w = np.array([values["w1"], values["w2"]])
    for _ in range(60):
        w = w + 0.1 * (1 - w[0] * w[1]) * w[::-1]
    return w


def step_is_told(values, result, match):
    start = np.array([values["w1"], values["w2"]])
    after = loss(start + values["alpha"] * result["u"])
    told = float(match[2]), float(match[3])
    assert np.allclose(told, (loss(start), after), atol=0.00051)
    return lowest_is(values, match)


CLAIMS = (
    Claim(
        r"λ = (-?[\d.]+): no way down by curvature from here",
        lambda v, r, m: lowest_is(v, m) and second_derivatives(v).min() > -1e-3,
    ),
    Claim(
        r"λ = (-[\d.]+), no step along u: stuck on the saddle",
        lambda v, r, m: lowest_is(v, m) and np.hypot(*end_alone(v)) < 0.2,
    ),
    Claim(
        r"λ = (-[\d.]+), no step along u: ends at ([\d.]+)",
        lambda v, r, m: (
            lowest_is(v, m) and abs(loss(end_alone(v)) - float(m[2])) < 0.0051
        ),
    ),
    Claim(
        r"λ = (-[\d.]+): the step takes the loss from ([\d.]+) to ([\d.]+)",
        step_is_told,
    ),
)
PROMISES = {
    "on the saddle": lambda v, r: not (r["alone"] - r["start"]).any(),
    "one step along u": lambda v, r: (
        r["loss alone"][-1] == 1 and r["loss escaped"][-1] < 1e-3
    ),
    "on the ridge": lambda v, r: (
        r["loss alone"][0] > 3 and np.hypot(*r["alone"][-1]) < 0.05
    ),
    "off the ridge": lambda v, r: (
        r["loss alone"][-1] > 0.99 and r["loss escaped"][-1] < 1e-3
    ),
    "too far": lambda v, r: r["taylor"][-1] < r["loss escaped"][0] - 1,
}


def test_the_loss_falls_along_the_escape_direction():
    def falls(values, result):
        assert np.linalg.norm(result["u"]) == pytest.approx(1)
        if result["eigenvalue"] < -1e-6:
            start, u = result["start"], result["u"]
            assert loss(start + 1e-2 * u) < loss(start)
        assert result["taylor"][0] == pytest.approx(result["true"][0])

    sweep(EscapeTheSaddle, invariant=falls, claims=CLAIMS, promises=PROMISES)
