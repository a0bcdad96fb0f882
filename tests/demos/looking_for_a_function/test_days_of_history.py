"""DaysOfHistory: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import looking_for_a_function as demos
from tests.demos.sweep import sweep


def test_training_error_never_grows_with_days_of_history():
    def never_grows(values, result):
        assert np.all(np.diff(result["train"]) < 1e-9)
        assert np.count_nonzero(result["weights"]) == values["days"]
        assert np.all(result["unseen"] > result["train"])

    sweep(demos.DaysOfHistory, invariant=never_grows)
