"""Demos for critical points: curvature, the way out of a saddle, rare minima."""

from course_utils.demos.critical_points.escape_the_saddle import EscapeTheSaddle
from course_utils.demos.critical_points.minima_in_many_dimensions import (
    MinimaInManyDimensions,
)
from course_utils.demos.critical_points.quadratic_bowl import QuadraticBowl
from course_utils.demos.critical_points.spectrum_of_a_network import SpectrumOfANetwork

# The demos in the order of the page.
__all__ = [
    "QuadraticBowl",
    "EscapeTheSaddle",
    "MinimaInManyDimensions",
    "SpectrumOfANetwork",
]
