"""Playground: what holds in every state, and what it says."""

import pytest

from course_utils.demos.neural_networks.playground import Playground
from course_utils.experiments.layer_widths import EPOCHS, WIDTHS
from tests.demos.sweep import sweep


def test_the_playground_shows_the_kept_run():
    def loss_is_on_the_curve(values, result):
        place = list(EPOCHS).index(result["epoch"])
        assert result["loss"] == pytest.approx(result["losses"][place])
        assert len(result["units"]) == WIDTHS[values["widths"]][0]
        assert 0.4 <= result["accuracy"] <= 1
        assert result["chance"].min() >= 0
        assert result["chance"].max() <= 1

    sweep(Playground, invariant=loss_is_on_the_curve)
