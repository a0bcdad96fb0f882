"""TransformedSpace: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import transformed_space
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def judged(values):
    """Return (corners right, loss), number by number."""
    path, _ = transformed_space.cascade_runs()[values["start"]]
    (v, c, w, b), right, losses = path[values["updates"]], 0, []
    for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        hidden = [
            1 / (1 + np.exp(-(x1 * v[0, k] + x2 * v[1, k] + c[k]))) for k in (0, 1)
        ]
        z, one = w[0] * hidden[0] + w[1] * hidden[1] + b, x1 != x2
        right += (z > 0) == one
        losses.append(np.log1p(np.exp(-z if one else z)))
    return right, np.mean(losses)


def as_it_says(values, result, match):
    right, loss = judged(values)
    said = [float(number) for number in match.groups()]
    return np.allclose(said, [values["updates"], right, loss], atol=[0, 0, 0.00501])


def orange_together(values, result):
    orange = result["places"][XOR_TARGETS == 0]
    return judged(values)[0] == 4 and np.ptp(orange, axis=0).max() < 0.1


CLAIMS = (Claim(r"Update (\d+): (\d) of 4 right, loss (.+)", as_it_says),)
PROMISES = {
    "before": lambda v, r: v["updates"] == 0 and judged(v)[0] == 2,
    "after": orange_together,
    "stuck": lambda v, r: v["updates"] == transformed_space.STEPS and judged(v)[0] == 2,
}


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

    sweep(demos.TransformedSpace, consistent, claims=CLAIMS, promises=PROMISES)
    assert len(XOR_POINTS) == 4
