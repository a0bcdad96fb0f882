"""FitALineByHand: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.start_here.fit_a_line_by_hand import FitALineByHand
from tests.demos.sweep import sweep


def test_no_setting_of_the_line_beats_least_squares():
    sweep(
        FitALineByHand,
        invariant=lambda values, result: result["mse"] >= result["best_mse"] - 1e-12,
    )


def test_the_bar_shows_the_mean_of_the_squared_misses():
    result = FitALineByHand.compute(w=0.5, b=1.0, seed=3)
    assert result["mse"] == pytest.approx(np.mean(result["residuals"] ** 2))


def test_the_preset_close_is_close_for_the_first_points():
    close = {p.name: p for p in FitALineByHand.presets}["close"]
    result = FitALineByHand.compute(**{**FitALineByHand.defaults(), **close.values})
    assert result["mse"] < 1.05 * result["best_mse"]
