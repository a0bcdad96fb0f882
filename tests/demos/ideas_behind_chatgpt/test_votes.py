"""Votes: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from tests.demos.sweep import sweep


def test_above_one_half_more_votes_help_and_below_they_harm():
    def invariant(values, result):
        if values["wrong"] == "all the same":
            steps = np.diff(result["by_votes"])
            sign = np.sign(values["accuracy"] - 0.5) if values["accuracy"] != 0.5 else 0
            assert (steps * sign >= -1e-12).all()
            if sign == 0:
                assert np.allclose(steps, 0)
        elif values["accuracy"] >= 0.3 and values["votes"] > 3:
            assert result["together"] > values["accuracy"] - 0.03

    sweep(demos.Votes, invariant)
