"""HeavyBallInAValley: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.ml.optimization import momentum
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def losses(values):
    """Return the losses after 80 updates of the plain walk and of the ball."""
    curvature, found = np.array([1.0, values["kappa"]]), []
    for lam in (0.0, values["lam"]):
        w, m = np.array([-4.0, 2.0]), 0.0
        for _ in range(80):
            at = w + lam * m if values["nesterov"] else w
            m = lam * m - values["eta"] * curvature * at
            w = w + m
        found.append(0.5 * curvature @ w**2)
    return found


def named(values, match):
    return match["name"] == (
        "ball that looks ahead" if values["nesterov"] else "heavy ball"
    )


def ratio(values, result, match):
    plain, ball = losses(values)
    smaller = match["side"] == "smaller"
    share = plain / ball if smaller else ball / plain
    told = float(match["times"].replace(",", ""))
    if match["least"]:
        assert min(plain, ball) <= 1e-8
        return named(values, match) and share >= 0.94 * told
    return named(values, match) and abs(share / told - 1) < 0.06


NAME = r"(?P<name>heavy ball|ball that looks ahead)"
CLAIMS = (
    Claim(
        r"η is too large for both: they are thrown out",
        lambda v, r, m: min(losses(v)) >= 1e4,
    ),
    Claim(
        f"In 80 updates the {NAME} is thrown out, the plain walk not",
        lambda v, r, m: named(v, m) and losses(v)[0] < 1e4 <= losses(v)[1],
        at={"nesterov": True, "eta": 0.095, "lam": 0.9},
    ),
    Claim(
        f"In 80 updates the plain walk is thrown out, the {NAME} not",
        lambda v, r, m: named(v, m) and losses(v)[1] < 1e4 <= losses(v)[0],
    ),
    Claim(
        "Both end at the same loss",
        lambda v, r, m: np.isclose(*losses(v)) and min(losses(v)) > 1e-8,
    ),
    Claim(
        "Both end at the same loss, 10⁻⁸ or less",
        lambda v, r, m: max(losses(v)) <= 1e-8 * (1 + 1e-6),
        at={"kappa": 1, "eta": 0.3, "lam": 0.1},
    ),
    Claim(
        rf"The {NAME} ends at a loss (?P<least>at least )?(?P<times>[\d.,]+) times "
        r"(?P<side>smaller|larger)",
        ratio,
    ),
)


def across(path):
    """Count how often a path changes sides of the valley floor."""
    return (np.diff(np.sign(path[:30, 1])) != 0).sum()


PROMISES = {
    "no momentum": lambda v, r: (r["paths"][0] == r["paths"][1]).all(),
    "the zigzag cancels": lambda v, r: (
        across(r["paths"][1]) < across(r["paths"][0])
        and r["loss"][1, -1] < r["loss"][0, -1]
    ),
    "too heavy": lambda v, r: (
        r["paths"][1][:, 0].max() > 1 and r["loss"][1, -1] > r["loss"][0, -1]
    ),
    "past 2/κ": lambda v, r: (
        2 / v["kappa"] < v["eta"] < 2 * (1 + v["lam"]) / v["kappa"]
        and losses(v)[1] < 1 < 1e4 < losses(v)[0]
    ),
    "Nesterov": lambda v, r: losses(v)[1] < losses({**v, "nesterov": False})[1],
}


def test_in_the_valley_no_momentum_is_the_plain_walk_and_the_limit_holds():
    def invariant(values, result):
        plain, ball = result["paths"]
        if values["lam"] == 0:
            np.testing.assert_array_equal(plain, ball)
        if not values["nesterov"]:
            factor = max(
                momentum.shrink_per_update(c, values["eta"], values["lam"])
                for c in (1.0, values["kappa"])
            )
            if factor > 1.1:
                assert result["loss"][1, -1] > result["loss"][1, 0]
            if factor < 0.8:
                assert result["loss"][1, -1] < 0.01 * result["loss"][1, 0]

    sweep(demos.HeavyBallInAValley, invariant, claims=CLAIMS, promises=PROMISES)
