"""Surprise: what holds in every state, and what it says."""

import pytest

from course_utils.demos import softmax_and_its_limits as demos
from tests.demos.sweep import sweep


def test_cross_entropy_is_entropy_plus_divergence():
    def adds_up(values, result):
        parts = result["entropy"] + result["divergence"]
        assert result["cross_entropy"] == pytest.approx(parts)
        assert result["entropy"] >= 0
        assert result["divergence"] >= -1e-12
        assert (result["divergence"] < 1e-9) == (values["p"] == values["q"])
        assert (result["curve"] >= result["entropy"] - 1e-12).all()

    sweep(demos.Surprise, adds_up)
