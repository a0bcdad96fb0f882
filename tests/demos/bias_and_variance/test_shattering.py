"""Shattering: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance.shattering import Shattering
from tests.demos.sweep import sweep


def test_the_line_shown_makes_the_labelling_and_no_four_points_are_shattered():
    def invariant(values, result):
        *w, b = result["line"]
        if result["possible"]:
            sides = np.sign(result["points"] @ np.array(w) + b)
            np.testing.assert_array_equal(sides, result["labels"])
        assert result["possible"] == result["reachable"][result["chosen"]]
        if len(result["points"]) > 3:
            assert not result["reachable"].all()

    sweep(Shattering, invariant)
