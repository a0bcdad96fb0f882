"""TransformedSpace: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import transformed_space
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS
from tests.demos.sweep import sweep


def test_both_spaces_say_the_same_about_every_corner():
    def consistent(values, result):
        assert ((result["places"] >= 0) & (result["places"] <= 1)).all()
        (x1, x2), (y1, y2) = result["line"]
        side = (x2 - x1) * (result["places"][:, 1] - y1) - (y2 - y1) * (
            result["places"][:, 0] - x1
        )
        path, losses = transformed_space.cascade_runs()[values["start"]]
        w, b = path[values["updates"]].w, path[values["updates"]].b
        score = result["places"] @ w + b
        right = ((score > 0) == (XOR_TARGETS == 1)).sum()
        assert result["right"] == right
        if np.abs(score).min() > 1e-6:
            assert len(set(np.sign(side) * np.sign(score))) == 1
        assert losses[-1] < losses[0]

    sweep(demos.TransformedSpace, consistent)
    assert len(XOR_POINTS) == 4
