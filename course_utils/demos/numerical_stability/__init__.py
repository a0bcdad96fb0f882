"""Sliders for numerical stability: depth and scale, log-sum-exp, residual paths."""

from course_utils.demos.numerical_stability.depth_and_scale import DepthAndScale
from course_utils.demos.numerical_stability.log_sum_exp import LogSumExp
from course_utils.demos.numerical_stability.residual import Residual

# The demos in the order of the page.
__all__ = [
    "DepthAndScale",
    "LogSumExp",
    "Residual",
]
