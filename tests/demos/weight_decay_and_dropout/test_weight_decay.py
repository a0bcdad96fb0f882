"""WeightDecay: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.demos.weight_decay_and_dropout import weight_decay
from tests.demos.sweep import sweep


def test_a_stronger_penalty_means_shorter_weights_and_none_that_is_gone():
    def invariant(values, result):
        if result["place"] >= 4:  # a tenth of the strength
            _, weaker, _ = weight_decay.boundary(values["draw"], result["place"] - 4)
            assert result["length"] <= np.linalg.norm(weaker) + 0.01
        if values["strength"] < 0.01:
            assert result["zeros"] < 20

    sweep(demos.WeightDecay, invariant)
