"""TaylorCircle: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from course_utils.ml.optimization import landscapes
from tests.demos.sweep import sweep


def test_on_a_small_circle_the_linear_picture_holds():
    def invariant(values, result):
        slope = np.linalg.norm(landscapes.hills_gradient([values["x"], values["y"]]))
        bent = abs(result["true"] - result["linear"]).max() / values["radius"]
        assert bent < 3  # half the largest curvature: the error is of second order
        if values["radius"] <= 0.06 and slope > 1:
            towards = (result["lowest"] - result["centre"]) / values["radius"]
            angle = result["downhill"]
            assert towards @ (np.cos(angle), np.sin(angle)) > 0.99
            assert "trust it" in demos.TaylorCircle.headline(result)

    sweep(demos.TaylorCircle, invariant)
