"""StayingClose: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from tests.demos.sweep import sweep


def test_cheaper_means_more_reward_and_further_away():
    def invariant(values, result):
        assert np.isclose(result["new"].sum(), 1)
        assert (np.diff(result["learned"]) <= 1e-9).all()  # falls with the price
        assert result["kl"] >= -1e-12
        if values["beta"] > 19:
            assert result["kl"] < 0.15

    sweep(demos.StayingClose, invariant)
