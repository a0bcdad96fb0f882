"""NextCharacter: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from tests.demos.sweep import sweep


def test_cold_takes_the_best_and_top_k_keeps_k():
    def invariant(values, result):
        chances, learned = result["chances"], result["learned"]
        assert np.isclose(chances.sum(), 1)
        assert (chances > 0).sum() <= values["top_k"]
        assert chances.argmax() == learned.argmax()
        assert (chances[result["drawn"] > 0] > 0).all()
        if values["temperature"] <= 1:
            assert chances.max() >= learned.max() - 1e-9
        elif values["top_k"] == 45:
            assert chances.max() <= learned.max() + 1e-9

    sweep(demos.NextCharacter, invariant)
