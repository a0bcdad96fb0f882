"""LogisticCurve: what holds in every state, and what it says."""

import numpy as np
from scipy.optimize import minimize

from course_utils.demos import logistic_regression as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def loss(w, b):
    """Return the cross-entropy, without the course's own functions."""
    x, t = demos.tumours()
    forecast = np.where(t == 1, 1, -1) * (w * x + b)
    return float(np.log1p(np.exp(-forecast)).mean())


LEAST = minimize(lambda wb: loss(*wb), [1.0, 0.0], tol=1e-10).fun


def mistakes_cost_most(values, result):
    x, t = demos.tumours()
    p = 1 / (1 + np.exp(-(8 * x + 1.5)))
    surprise = -np.log(np.where(t == 1, p, 1 - p))
    wrong = (p > 0.5) != t
    return wrong.sum() == 13 and surprise[wrong].sum() > surprise.sum() / 2


def least_on_the_sliders(values, result):
    w, b = values["w"], values["b"]
    around = [loss(w + i * 0.1, b + j * 0.1) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return min(around) == around[4]


CLAIMS = (
    Claim(
        r"Cross-entropy (.+); the best curve of this family has (.+)",
        lambda v, r, m: (
            abs(float(m[1]) - loss(v["w"], v["b"])) < 0.00501
            and abs(float(m[2]) - LEAST) < 0.00501
        ),
    ),
)
PROMISES = {
    "the wrong way round": lambda v, r: v["w"] < 0 and (np.diff(r["curve"]) < 0).all(),
    "too sure": mistakes_cost_most,
    "best": least_on_the_sliders,
}


def test_no_curve_has_less_cross_entropy_than_the_fit():
    def not_below_the_best(values, result):
        return result["loss"] >= result["best"] - 1e-12

    sweep(demos.LogisticCurve, not_below_the_best, claims=CLAIMS, promises=PROMISES)
