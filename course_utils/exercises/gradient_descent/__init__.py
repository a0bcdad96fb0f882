"""Exercises of notebook 05: measure a gradient, walk against it, choose the step."""

from course_utils.exercises.gradient_descent.slopes import (
    central_difference,
)
from course_utils.exercises.gradient_descent.steps import (
    descend,
    largest_stable_rate,
    which_rate,
)

__all__ = [
    "central_difference",
    "descend",
    "largest_stable_rate",
    "which_rate",
]
