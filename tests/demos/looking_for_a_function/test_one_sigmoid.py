"""OneSigmoid: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import looking_for_a_function as demos
from course_utils.demos.looking_for_a_function import one_sigmoid
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def step(values, x):
    """Return c·σ(b + w·x), written out."""
    inside = values["b"] + values["w"] * np.asarray(x)
    return values["c"] / (1 + np.exp(-np.clip(inside, -700, 700)))


def goes(values, middle):
    """Return by how much the step changes from far left of its middle to far right."""
    left, right = step(values, [middle - 60 / 0.1, middle + 60 / 0.1])
    return right - left


CLAIMS = (
    Claim(
        "Without a weight or a height there is no step, only a flat line",
        lambda v, r, m: np.ptp(step(v, [-60.0, 0.0, 60.0])) == 0 == np.ptp(r["y"]),
    ),
    Claim(
        "The step (rises|falls) by (.+); its middle lies at (.+)",
        lambda v, r, m: (
            abs(abs(goes(v, float(m[3]))) - float(m[2])) < 1e-9
            and (goes(v, float(m[3])) > 0) == (m[1] == "rises")
            and abs(step(v, float(m[3])) - v["c"] / 2) < 0.02 * abs(v["c"])
        ),
    ),
)


def slope(values):
    """Return the slope of the step in its middle."""
    at = -values["b"] / values["w"]
    return (step(values, at + 1e-5) - step(values, at - 1e-5)) / 2e-5


START = demos.OneSigmoid.defaults()
PROMISES = {
    "steep": lambda v, r: abs(slope(v)) == pytest.approx(5 * abs(slope(START))),
    "mirrored": lambda v, r: slope(v) < 0 < slope(START),
    "shifted right": lambda v, r: (v["w"], v["b"], r["middle"][0]) == (1, -3, 3),
    "shifted less": lambda v, r: (v["w"], v["b"], r["middle"][0]) == (2, -3, 1.5),
    "hanging": lambda v, r: (r["y"] < 0).all() and slope(v) < 0,
    "soft and hard": lambda v, r: r["ramp"] and np.diff(r["hard"]).max() * 20 == (
        pytest.approx(slope(v))
    ),
}  # fmt: skip


def test_one_sigmoid_lies_between_zero_and_its_height():
    def stays_inside(values, result):
        low, high = sorted((0.0, values["c"]))
        assert np.all((result["y"] >= low) & (result["y"] <= high))
        assert np.all((result["hard"] >= low - 1e-9) & (result["hard"] <= high + 1e-9))

    sweep(demos.OneSigmoid, invariant=stays_inside, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize(("w", "b"), [(2, -3), (-1.5, 1), (0.5, 2)])
def test_the_hard_sigmoid_touches_the_soft_one_in_its_middle(w, b):
    result = demos.OneSigmoid.compute(w=w, b=b, c=2.0, ramp=True)
    middle = -b / w
    assert np.interp(middle, one_sigmoid.X_STEP, result["y"]) == pytest.approx(
        1.0, abs=1e-3
    )
    near = np.abs(one_sigmoid.X_STEP - middle) < 0.1
    assert result["hard"][near] == pytest.approx(result["y"][near], abs=1e-3)
