"""Exercises of notebook 13: name the point, compute H, find the way down."""

from course_utils.exercises.critical_points.curvature import (
    classify,
    example_hessian,
    size_of_hessian,
)
from course_utils.exercises.critical_points.directions import (
    escape_direction,
    hessian_vector_product,
)
from course_utils.exercises.critical_points.products import way_down

__all__ = [
    "classify",
    "escape_direction",
    "example_hessian",
    "hessian_vector_product",
    "size_of_hessian",
    "way_down",
]
