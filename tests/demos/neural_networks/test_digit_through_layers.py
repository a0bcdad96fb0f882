"""DigitThroughLayers: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.neural_networks.digit_through_layers import DigitThroughLayers
from tests.demos.sweep import sweep


def test_a_digit_gets_probabilities():
    def add_up_to_one(values, result):
        assert result["chances"].sum() == pytest.approx(1)
        assert np.abs(result["second"]).max() <= 1

    sweep(DigitThroughLayers, invariant=add_up_to_one)
