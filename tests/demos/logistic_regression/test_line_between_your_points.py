"""Logistic regression on your own points: what holds in every state."""

from functools import cache

import numpy as np
import pytest
from scipy.optimize import linprog

from course_utils.demos.logistic_regression import line_between_your_points as module
from course_utils.demos.logistic_regression.line_between_your_points import (
    APART,
    FOR_EVER,
    MIXED,
    STRENGTHS,
    LineBetweenYourPoints,
    fit,
)
from course_utils.ml.classification.logistic import cross_entropy_gradient
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COMPUTE = LineBetweenYourPoints.compute
PILE = ((0.5, 0.5, 0),) * 150 + ((0.5, 0.5, 1),) * 50


@cache
def a_line_parts(points):
    """Ask linear programming whether some line has both classes on their own side."""
    table = np.array(points)
    sign = 2 * table[:, 2] - 1
    rows = -sign[:, None] * np.column_stack([table[:, :2], np.ones(len(table))])
    free = [(None, None)] * 3
    return linprog(
        np.zeros(3), A_ub=rows, b_ub=-np.ones(len(table)), bounds=free
    ).success


def counts(values):
    """Return how many are on their own side of the line, and how many there are."""
    w, b = fit(values["points"], values["strength"])
    right = [(w[0] * x + w[1] * y + b > 0) == (k == 1) for x, y, k in values["points"]]
    return sum(map(bool, right)), len(right)


def length(values, strength):
    return float(np.hypot(*fit(values["points"], strength)[0]))


def surprise(values):
    """Return the mean of -log P(right class)."""
    w, b = fit(values["points"], values["strength"])
    lost = [
        np.log1p(np.exp(-(2 * k - 1) * (w[0] * x + w[1] * y + b)))
        for x, y, k in values["points"]
    ]
    return np.mean(lost)


def says(values, match):
    return [int(match[1]), int(match[2])] == list(counts(values)) and float(
        match[3]
    ) == pytest.approx(length(values, values["strength"]), abs=0.051)


CLAIMS = (
    Claim(
        r"No points yet: click in the picture", lambda v, r, m: len(v["points"]) == 0
    ),
    Claim(
        r"Only (orange|blue) points: w is 0, and b would grow for ever",
        lambda v, r, m: (
            {p[2] for p in v["points"]} == {["orange", "blue"].index(m[1])}
            and not r["w"].any()
        ),
    ),
    Claim(
        r"(\d+) of (\d+) right, \|w\| = ([\d.]+): without the penalty it would grow "
        "for ever",
        lambda v, r, m: says(v, m) and m[1] == m[2] and a_line_parts(v["points"]),
    ),
    Claim(
        r"(\d+) of (\d+) right, \|w\| = ([\d.]+), cross-entropy ([\d.]+)",
        lambda v, r, m: (
            says(v, m) and m[1] != m[2] and abs(surprise(v) - float(m[4])) < 0.0051
        ),
    ),
)


def moved_by(points, others, strength):
    """Return how far the line moves inside the picture, at most, along x."""
    at = np.array([-1.0, 0.0, 1.0])  # heights
    (w, b), (v, c) = fit(points, strength), fit(others, strength)
    return np.abs((w[1] * at + b) / w[0] - (v[1] * at + c) / v[0]).max()


PROMISES = {
    "mixed": lambda v, r: (
        not a_line_parts(v["points"]) and length(v, 1e-6) < 1.2 * length(v, 1e-3)
    ),
    "apart": lambda v, r: (
        a_line_parts(v["points"])
        and all(length(v, s / 10) > 1.2 * length(v, s) for s in (1e-2, 1e-4, 1e-6))
    ),
    "one across": lambda v, r: (
        len(set(v["points"]) - set(APART)) == 1
        and not a_line_parts(v["points"])
        and length(v, 1e-9) < 1.01 * length(v, 1e-6)
    ),
    "easy ones": lambda v, r: (
        len(v["points"]) == len(APART) + 3
        and moved_by(v["points"], APART, v["strength"]) < 0.1
    ),
    "only blue": lambda v, r: (
        {p[2] for p in v["points"]} == {1} and r["chance"].min() > 0.999
    ),
}


def test_the_line_is_the_one_that_is_surprised_the_least():
    def nothing_pulls(values, result):
        table, w, b = result["table"], result["w"], result["b"]
        both = len(set(table[:, 2])) == 2
        if both:
            slope_w, slope_b = cross_entropy_gradient(w, b, table[:, :2], table[:, 2])
            pull = slope_w + 2 * values["strength"] * w
            assert np.abs([*pull, slope_b]).max() < 1e-8
            assert (np.diff(result["sizes"]) < 1e-6).all(), "less penalty, larger w"
        assert abs(b) <= FOR_EVER or both
        assert result["size"] < 500, "the dot is in the picture"
        assert np.interp(
            np.log(values["strength"]), np.log(STRENGTHS), result["sizes"]
        ) == pytest.approx(result["size"], rel=0.1, abs=0.01)

    sweep(LineBetweenYourPoints, nothing_pulls, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("points", [(), ((0.0, 0.0, 1),), PILE, MIXED, APART])
def test_the_picture_is_the_fit(points):
    result = COMPUTE(points, 0.01)
    w, b = fit(points, 0.01)
    corner = 1 / (1 + np.exp(-(w @ [-module.REACH, module.REACH] + b)))
    assert result["chance"][-1, 0] == pytest.approx(corner)


def test_points_in_one_place_get_their_share():
    result = COMPUTE(PILE, 0.1)
    np.testing.assert_allclose(result["chance"], 0.25, atol=1e-6)


def test_few_curves_are_kept():
    for k in range(6):
        COMPUTE(((0.0, 0.1 * k, 0), (1.0, 0.0, 1)), 0.1)
    assert module.sizes.cache_info().currsize <= 2
