"""DropoutMasks: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from tests.demos.sweep import sweep


def test_the_mean_over_masks_of_a_linear_layer_is_its_evaluation():
    def invariant(values, result):
        if values["form"] == "divided by 1 − p":
            assert np.isclose(result["expected"], result["evaluation"])
        else:
            share = (1 - values["p"]) * result["evaluation"]
            assert np.isclose(result["expected"], share)
        if len(result["means"]) >= 30:
            miss = abs(result["mean"] - result["expected"])
            assert miss <= 5 * result["error"] + 1e-9

    sweep(demos.DropoutMasks, invariant)
