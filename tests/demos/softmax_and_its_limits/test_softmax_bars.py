"""SoftmaxBars: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import softmax_and_its_limits as demos
from tests.demos.sweep import sweep


def test_probabilities_sum_to_one_and_ignore_the_shift():
    def unchanged_by_a_shift(values, result):
        probabilities = result["probabilities"]
        assert probabilities.sum() == pytest.approx(1)
        plain = demos.SoftmaxBars.compute(**{**values, "shift": 0.0})
        np.testing.assert_allclose(probabilities, plain["probabilities"], atol=1e-9)

    sweep(demos.SoftmaxBars, unchanged_by_a_shift)
