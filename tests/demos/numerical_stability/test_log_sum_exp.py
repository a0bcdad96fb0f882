"""LogSumExp: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import numerical_stability as demos
from course_utils.ml.networks import float_limits
from tests.demos.sweep import sweep


def test_the_result_is_right_wherever_it_is_finite_and_always_at_the_maximum():
    def invariant(values, result):
        spacing = float_limits.limits_of(values["format"])["spacing"]
        safe = np.abs(result["right"] - values["largest"]) < 3
        assert safe.any()
        error = np.abs(result["values"] - result["true"])[safe]
        assert error.max() < 4 * spacing
        assert len(result["right"]) + len(result["over"]) + len(result["under"]) == 241
        if abs(values["shift"] - values["largest"]) < 5:
            assert result["state"] == "right"

    sweep(demos.LogSumExp, invariant)
