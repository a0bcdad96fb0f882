"""WeightsAgainstPenalty: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.overfitting_and_regularization import weights_against_penalty
from course_utils.demos.overfitting_and_regularization.weights_against_penalty import (
    WeightsAgainstPenalty,
)
from tests.demos.sweep import sweep


def test_more_penalty_never_makes_the_weights_larger():
    def invariant(values, result):
        order = 2 if values["kind"] == weights_against_penalty.KINDS[0] else 1
        weaker, *_ = weights_against_penalty.shrink(
            values["kind"], values["strength"] / 2
        )
        size = np.linalg.norm(result["weights"], order)
        assert size <= np.linalg.norm(weaker, order) * (1 + 1e-4)

    sweep(WeightsAgainstPenalty, invariant)
