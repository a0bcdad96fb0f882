"""DegreeAndPenalty: what holds in every state, and what it says."""

from functools import cache

import numpy as np

from course_utils.data.points import lecture_points, make_unseen_lecture_points
from course_utils.demos.overfitting_and_regularization import degree_and_penalty
from course_utils.demos.overfitting_and_regularization.degree_and_penalty import (
    PENALTIES,
    DegreeAndPenalty,
)
from course_utils.ml.regression.linear import mse
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

X, Y = lecture_points()
MORE = 10 ** np.arange(-4, 4.01, 0.25)  # the positions of the slider


def table(x, degree):
    return np.vander((x - X.mean()) / X.std(), degree + 1, increasing=True)


@cache
def theta(degree, strength, charged):
    """Return bias and weights in one: the penalty as further rows of the table."""
    costs = np.full(degree + 1, np.sqrt(strength))
    costs[0] *= charged
    rows = np.vstack([table(X, degree), np.diag(costs)])
    return np.linalg.lstsq(rows, np.append(Y, 0 * costs), rcond=None)[0]


def errors(degree, strength, values):
    """Return the errors on the ten points and on unseen ones, made anew."""
    model = theta(degree, strength, values["penalty"] == PENALTIES[2])
    x, y, _ = make_unseen_lecture_points(40, seed=values["seed"])
    return [
        np.sqrt(np.mean((table(a, degree) @ model - b) ** 2))
        for a, b in ((X, Y), (x, y))
    ]


def used(values):
    return 0.0 if values["penalty"] == PENALTIES[0] else values["strength"]


def neighbours(values):
    """Return the smallest unseen errors with more freedom, and with less."""
    now, at = values["degree"], used(values)
    freer = [errors(d, at, values)[1] for d in range(now + 1, 10)]
    freer += [errors(now, s, values)[1] for s in MORE if s < 0.99 * at]
    stiffer = [errors(d, at, values)[1] for d in range(1, now)]
    stiffer += [errors(now, s, values)[1] for s in MORE if s > 1.01 * at]
    if values["penalty"] == PENALTIES[1]:
        stiffer.append(errors(now, at, {**values, "penalty": PENALTIES[2]})[1])
    if values["penalty"] == PENALTIES[2]:
        freer.append(errors(now, at, {**values, "penalty": PENALTIES[1]})[1])
    return min(freer, default=np.inf), min(stiffer, default=np.inf)


def named(values, match):
    """Tell whether the two errors are as said."""
    train, unseen = errors(values["degree"], used(values), values)
    if match[2] == "more than 9999":
        return abs(float(match[1]) - train) < 0.6 and unseen > 9999
    return np.allclose([float(match[1]), float(match[2])], [train, unseen], atol=0.6)


def better(values, which):
    """Tell whether such neighbours do better by a tenth, and more than the others."""
    unseen = errors(values["degree"], used(values), values)[1]
    found = neighbours(values)
    return found[which] < unseen / 1.09 and found[which] <= found[1 - which]


NUMBERS = r"error (\d+) on the ten points, (\d+|more than 9999) on unseen ones"
CLAIMS = (
    Claim(
        f"About right: {NUMBERS}",
        lambda v, r, m: (
            named(v, m)
            and errors(v["degree"], used(v), v)[1] < 1.11 * min(neighbours(v))
        ),
    ),
    Claim(
        f"Overfitting: {NUMBERS}", lambda v, r, m: named(v, m) and better(v, which=1)
    ),
    Claim(f"Too stiff: {NUMBERS}", lambda v, r, m: named(v, m) and better(v, which=0)),
)


def curve(values):
    model = theta(values["degree"], used(values), values["penalty"] == PENALTIES[2])
    return table(np.linspace(0, 650, 131), values["degree"]) @ model


PROMISES = {
    "a line": lambda v, r: v["degree"] == 1 and errors(1, 0.0, v)[0] > 100,
    "just right": lambda v, r: all(
        errors(2, 0.0, v)[1] < 1.02 * errors(d, 0.0, v)[1] for d in range(1, 10)
    ),
    "wild": lambda v, r: np.ptp(curve(v)) > 10 * np.ptp(Y),
    "calmed down": lambda v, r: (
        v["degree"] == 7
        and 5 * np.ptp(theta(7, 0.1, False)) < np.ptp(theta(7, 0.0, False))
        and np.ptp(curve(v)) < 1.5 * np.ptp(Y)
    ),
    "too smooth": lambda v, r: (
        np.ptp(curve(v)) < 0.05 * np.ptp(Y) and abs(curve(v) - Y.mean()).max() < 40
    ),
    "the bias penalised": lambda v, r: (
        v["strength"] == 1e3 and (curve(v) > 0).all() and (curve(v) < 80).all()
    ),
}  # fmt: skip


def rising(errors):
    return (np.diff(errors) >= -1e-6 * errors[:-1]).all()


def test_training_error_grows_with_the_penalty_and_falls_with_the_degree():
    def invariant(values, result):
        assert rising(result["by_strength"][:, 0])
        if values["penalty"] == PENALTIES[0]:
            assert result["used"] == 0
            assert rising(result["by_degree"][::-1, 0])
            assert result["train"] <= result["by_strength"][0, 0] + 1e-9

    sweep(DegreeAndPenalty, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_curve_shown_is_the_one_whose_error_is_named():
    result = DegreeAndPenalty.compute(3, PENALTIES[1], 0.1, 0)
    x, y = result["unseen_points"].T
    on_points = np.interp(x, degree_and_penalty.CURVE_X, result["curve"])
    np.testing.assert_allclose(mse(on_points, y) ** 0.5, result["unseen"], rtol=0.02)
