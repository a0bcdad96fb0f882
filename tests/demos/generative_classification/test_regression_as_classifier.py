"""RegressionAsClassifier: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import generative_classification as demos
from course_utils.demos.generative_classification import regression_as_classifier
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

NEAR, OTHER, _ = regression_as_classifier._easy_crowd()


def line(blue, orange):
    """Return (w₁, w₂, b) of least squares to +1 and -1, by the normal equations."""
    points = np.concatenate([blue, orange])
    inputs = np.column_stack([points, np.ones(len(points))])
    targets = np.repeat([1.0, -1.0], [len(blue), len(orange)])
    return np.linalg.solve(inputs.T @ inputs, inputs.T @ targets)


def score(weights, points):
    return points @ weights[:2] + weights[2]


def mistakes(weights, blue, orange):
    return (score(weights, blue) <= 0).sum() + (score(weights, orange) > 0).sum()


DASHED = line(NEAR, OTHER)


def counted_and_scored(values, result, match):
    blue = np.concatenate([NEAR, result["far"]])
    wrong = mistakes(line(blue, OTHER), blue, OTHER)
    mean = score(DASHED, result["far"]).mean()
    assert match[2] != "1.0"
    return wrong == int(match[1]) and abs(mean - float(match[2])) < 0.051


CLAIMS = (
    Claim(
        r"(\d+) of 105 wrong: the dashed line would score the easy group ([\d.]+), "
        r"not 1",
        counted_and_scored,
    ),
)


def dashed_is_right_and_the_line_turns(values, result):
    """With the group, blue points are wrong: the line has turned into their side."""
    blue = np.concatenate([NEAR, result["far"]])
    with_it = line(blue, OTHER)
    none_wrong = mistakes(DASHED, blue, OTHER) == 0
    return none_wrong and (score(with_it, NEAR) <= 0).sum() > 5


PROMISES = {
    "near": lambda v, r: (
        r["mistakes"] == 0
        and np.linalg.norm(r["far"].mean(axis=0) - NEAR.mean(axis=0)) < 2.5
    ),
    "far": dashed_is_right_and_the_line_turns,
}


def test_regression_demo_points_lie_right_although_the_line_moves():
    def easy_points_are_easy(values, result):
        assert (score(DASHED, result["far"]) > 0).all()
        near = demos.RegressionAsClassifier.compute(distance=0.0)
        assert values["distance"] < 6 or result["mistakes"] > near["mistakes"]

    sweep(
        demos.RegressionAsClassifier,
        easy_points_are_easy,
        claims=CLAIMS,
        promises=PROMISES,
    )
