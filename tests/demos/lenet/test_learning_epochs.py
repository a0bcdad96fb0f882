"""LearningEpochs: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import lenet as demos
from course_utils.experiments import lenet_and_rival
from tests.demos.sweep import sweep


@pytest.mark.slow
def test_errors_are_counted_right_and_fall():
    *_, labels = lenet_and_rival.digits()

    def invariant(values, result):
        assert (result["labels"] != result["guesses"]).all()
        assert np.isclose(
            result["wrong"] / len(labels), result["test_errors"][values["epoch"]]
        )
        assert result["test_errors"][0] > 0.7
        assert result["test_errors"][-1] < 0.06
        assert result["train_errors"][-1] < result["train_errors"][1]

    sweep(demos.LearningEpochs, invariant)
