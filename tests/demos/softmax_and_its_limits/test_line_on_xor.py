"""LineOnXor: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import xor_corners
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def right(values):
    """Count by hand: blue are the corners of which one coordinate is 1."""
    count = 0
    for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        above = x1 * values["w1"] + x2 * values["w2"] + values["b"] > 0
        count += above == (x1 != x2)
    return count


CLAIMS = (
    Claim(r"(\d) of 4 right", lambda v, r, m: int(m[1]) == right(v) and right(v) <= 3),
)


def only_wrong(corner):
    return lambda v, r: right(v) == 3 and r["wrong"].tolist() == [corner]


PROMISES = {
    "or": only_wrong([1, 1]),
    "not and": only_wrong([0, 0]),
    "one feature": lambda v, r: v["w2"] == 0 and right(v) == 2,
}


def test_no_line_gets_more_than_three_corners_of_xor():
    def never_four(values, result):
        assert result["right"] <= 3
        assert len(result["wrong"]) == 4 - result["right"]

    sweep(demos.LineOnXor, never_four, claims=CLAIMS, promises=PROMISES)


def test_the_line_drawn_is_where_the_score_is_zero():
    for w, b in [((1.0, 2.0), -0.5), ((0.0, -3.0), 1.0), ((2.0, 0.0), 0.3)]:
        x, y = xor_corners.line_ends(np.array(w), b)
        np.testing.assert_allclose(w[0] * x + w[1] * y + b, 0, atol=1e-9)
