"""A curve through your own points: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import pytest

from course_utils.demos.overfitting_and_regularization.your_own_curve import (
    CURVE_X,
    DEGREES,
    LINE,
    OUTLIER,
    WAVE,
    YourOwnCurve,
    errors,
)
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COMPUTE = YourOwnCurve.compute


def fit(x, y, degree, strength):
    """Return what ridge forecasts, as a function: least squares with rows for λ."""
    table = np.vander(x / 5 - 1, degree + 1, increasing=True)
    held = np.sqrt(strength) * np.eye(degree + 1)[1:]  # the bias is free
    rows = np.concatenate([table, held])
    wanted = np.concatenate([y, np.zeros(degree)])
    theta = np.linalg.lstsq(rows, wanted, rcond=1e-15)[0]
    return lambda at: np.vander(at / 5 - 1, degree + 1, increasing=True) @ theta


@cache
def judged(points, degree, strength):
    """Return (training, left-out) errors, by fitting again without each point.

    Where they are many, by the rule that does without: miss / (1 - leverage).
    """
    x, y = np.array(points).T
    miss = fit(x, y, degree, strength)(x) - y
    if len(x) <= 20:
        others = [np.arange(len(x)) != k for k in range(len(x))]
        left_out = [
            fit(x[o], y[o], degree, strength)(x[k : k + 1])[0] - y[k]
            for k, o in enumerate(others)
        ]
    else:
        table = np.vander(x / 5 - 1, degree + 1, increasing=True)
        held = np.sqrt(strength) * np.eye(degree + 1)[1:]
        q, _ = np.linalg.qr(np.concatenate([table, held]))
        left_out = miss / (1 - (q[: len(x)] ** 2).sum(axis=1))
    return tuple(np.sqrt(np.mean(np.square(part))) for part in (miss, left_out))


def close(told, number):
    if told == "more than 99":
        return number > 98
    return float(told) == pytest.approx(number, abs=0.006, rel=1e-3)


def train(values):
    return judged(**values)[0]


def left_out(values, **changed):
    return judged(**{**values, **changed})[1]


def of_all_degrees(values):
    return [left_out(values, degree=d) for d in DEGREES]


def columns(values):
    return {point[0] for point in values["points"]}


NUMBERS = r"Error ([\d.]+) on your points, ([\d.]+|more than 99) on each left out"
CLAIMS = (
    Claim(
        r"No points yet: click in the picture", lambda v, r, m: len(v["points"]) == 0
    ),
    Claim(
        r"One point: without it there is nothing to learn from",
        lambda v, r, m: len(v["points"]) == 1,
    ),
    Claim(
        r"All points at one x: every curve is flat, at their mean",
        lambda v, r, m: (
            len(v["points"]) > 1
            and len(columns(v)) == 1
            and np.allclose(r["curve"], np.mean([y for _, y in v["points"]]))
        ),
    ),
    Claim(
        NUMBERS + ": no degree has less",
        lambda v, r, m: (
            close(m[1], train(v))
            and close(m[2], left_out(v))
            and left_out(v) <= min(of_all_degrees(v)) * 1.001
        ),
    ),
    Claim(
        NUMBERS + r"; degree (\d) has ([\d.]+|more than 99)",
        lambda v, r, m: (
            close(m[1], train(v))
            and close(m[2], left_out(v))
            and close(m[4], left_out(v, degree=int(m[3])))
            and left_out(v, degree=int(m[3])) <= min(of_all_degrees(v)) * 1.001
        ),
    ),
)
PROMISES = {
    "a line": lambda v, r: (
        (len(v["points"]) == 9 and left_out(v) == min(of_all_degrees(v)))
        or left_out(v) < 1.05 * min(of_all_degrees(v))
    ),
    "one pulled away": lambda v, r: (
        len(set(v["points"]) - set(LINE)) == 1
        and v["degree"] == 1
        and left_out(v) == min(of_all_degrees(v))
    ),
    "run after it": lambda v, r: (
        v["degree"] == 8
        and train(v) < 0.05
        and np.abs(r["left_out"] - r["y"]).min() > 3 * 0.4  # the line's noise
    ),
    "a wave": lambda v, r: left_out(v) == min(of_all_degrees(v)),
    "wild": lambda v, r: (
        train(v) < judged(v["points"], 5, 1e-8)[0]
        and left_out(v) > 10 * judged(v["points"], 5, 1e-8)[1]
    ),
    "held back": lambda v, r: (
        v["degree"] == 9 and left_out(v) < 1.25 * judged(v["points"], 5, 1e-8)[1]
    ),
}


def test_the_curve_is_the_best_and_the_errors_are_honest():
    def fits(values, result):
        points = values["points"]
        assert len(result["curve"]) == (len(CURVE_X) if points else 0)
        assert len(result["left_out"]) == (len(points) if len(points) > 1 else 0)
        if points:
            x, y = np.array(points).T
            ours = fit(x, y, values["degree"], values["strength"])(CURVE_X)
            np.testing.assert_allclose(result["curve"], ours, rtol=1e-3, atol=1e-3)
        if len(points) > 1:
            seen, hidden = result["by_degree"].T
            assert (seen <= hidden + 1e-9).all()

    sweep(YourOwnCurve, fits, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("points", [LINE, OUTLIER, WAVE])
def test_errors_are_those_of_fitting_again(points):
    x, y = np.array(points).T
    for degree in (1, 4, 7):
        got = errors(x, y, degree, 1e-3)
        assert got == pytest.approx(judged(points, degree, 1e-3), rel=1e-5)
