"""Sliders for gradient descent: step size, start, curvature, and the Taylor circle."""

from course_utils.demos.gradient_descent.parabola import Parabola, four_rates
from course_utils.demos.gradient_descent.road_with_traps import RoadWithTraps
from course_utils.demos.gradient_descent.taylor_circle import TaylorCircle
from course_utils.demos.gradient_descent.valley import Valley

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "Parabola",
    "Valley",
    "TaylorCircle",
    "RoadWithTraps",
    "four_rates",
]
