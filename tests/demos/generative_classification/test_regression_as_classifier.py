"""RegressionAsClassifier: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import generative_classification as demos
from course_utils.demos.generative_classification import regression_as_classifier
from tests.demos.sweep import sweep


def test_regression_demo_points_lie_right_although_the_line_moves():
    def easy_points_are_easy(values, result):
        w, b = regression_as_classifier.least_squares_line(
            np.concatenate(regression_as_classifier._easy_crowd()[:2]),
            np.repeat([1, 0], [40, 40]),
        )
        assert (result["far"] @ w + b > 0).mean() > 0.9
        near = demos.RegressionAsClassifier.compute(distance=0.0)
        assert values["distance"] < 6 or result["mistakes"] > near["mistakes"]

    sweep(demos.RegressionAsClassifier, easy_points_are_easy)
