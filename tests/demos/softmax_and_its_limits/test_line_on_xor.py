"""LineOnXor: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import xor_corners
from tests.demos.sweep import sweep


def test_no_line_gets_more_than_three_corners_of_xor():
    def never_four(values, result):
        assert result["right"] <= 3
        assert len(result["wrong"]) == 4 - result["right"]

    sweep(demos.LineOnXor, never_four)


def test_the_line_drawn_is_where_the_score_is_zero():
    for w, b in [((1.0, 2.0), -0.5), ((0.0, -3.0), 1.0), ((2.0, 0.0), 0.3)]:
        x, y = xor_corners.line_ends(np.array(w), b)
        np.testing.assert_allclose(w[0] * x + w[1] * y + b, 0, atol=1e-9)
