"""FitALineByHand: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.start_here.fit_a_line_by_hand import FitALineByHand
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def errors(values, result):
    """Return the mean squared residuals of the line in view and of numpy's best."""
    x, y = result["x"], result["y"]
    best = np.polyval(np.polyfit(x, y, 1), x)
    yours = values["w"] * x + values["b"]
    return np.mean((y - yours) ** 2), np.mean((y - best) ** 2)


def near(text, value):
    """Tell whether a number is the value, rounded to as many decimals."""
    return abs(float(text) - value) <= 0.51 * 10 ** -len(text.partition(".")[2])


CLAIMS = (
    Claim(
        "Mean squared residual (.+): hardly anything is left to win",
        lambda v, r, m: (
            near(m[1], errors(v, r)[0])
            and errors(v, r)[0] - errors(v, r)[1] < 0.05 * errors(v, r)[1]
        ),
        at={"w": 0.6, "b": 1.0},
    ),
    Claim(
        "Mean squared residual (.+); the best line reaches (.+)",
        lambda v, r, m: (
            near(m[1], errors(v, r)[0])
            and near(m[2], errors(v, r)[1])
            and float(m[1]) > float(m[2])
        ),
    ),
)
PROMISES = {
    "flat": lambda v, r: np.ptp(r["line"]) == 0 and r["line"][0] == v["b"],
    "too steep": lambda v, r: (
        abs(r["residuals"][r["x"].argmin()]) < 0.3
        and abs(r["residuals"][r["x"].argmax()]) > 1.5
    ),
    "close": lambda v, r: errors(v, r)[0] < 1.05 * errors(v, r)[1],
}


def test_no_setting_of_the_line_beats_least_squares():
    sweep(
        FitALineByHand,
        invariant=lambda values, result: result["mse"] >= result["best_mse"] - 1e-12,
        claims=CLAIMS,
        promises=PROMISES,
    )


def test_the_bar_shows_the_mean_of_the_squared_misses():
    result = FitALineByHand.compute(w=0.5, b=1.0, seed=3)
    assert result["mse"] == pytest.approx(np.mean(result["residuals"] ** 2))


def test_the_preset_close_is_close_for_the_first_points():
    close = {p.name: p for p in FitALineByHand.presets}["close"]
    result = FitALineByHand.compute(**{**FitALineByHand.defaults(), **close.values})
    assert result["mse"] < 1.05 * result["best_mse"]
