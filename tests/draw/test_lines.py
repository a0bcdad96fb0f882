"""Lines are where they should be, and several can be drawn as one."""

import numpy as np

from course_utils.draw.lines import in_one, line_ends


def test_the_score_is_zero_at_both_ends():
    rng = np.random.default_rng(0)
    weights, bias = rng.normal(size=(5, 2)), rng.normal(size=5)
    ends = line_ends(weights, bias, reach=9.0)
    scores = np.einsum("nei,ni->ne", ends, weights) + bias[:, None]
    np.testing.assert_allclose(scores, 0, atol=1e-9)
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    np.testing.assert_allclose(lengths, 18)


def test_without_weights_there_is_no_line_near():
    ends = line_ends([[0.0, 0.0], [1e-300, 0.0]], [1.0, 5.0])
    assert np.isfinite(ends).all()
    assert (np.abs(ends[0]) > 1000).any(axis=1).all()


def test_a_gap_parts_two_lines():
    ends = line_ends([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0], reach=1.0)
    x, y = in_one(ends)
    assert np.isnan(x[[2, 5]]).all()
    np.testing.assert_allclose(x[:2], 0)
    np.testing.assert_allclose(y[3:5], 0)
