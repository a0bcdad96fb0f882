"""Exercises of notebook 03: fit, hold back, and choose how much."""

from course_utils.exercises.overfitting_and_regularization.curves import (
    polynomial_features,
    ridge,
)
from course_utils.exercises.overfitting_and_regularization.penalties import (
    choose_strength,
    gradient,
    soft_threshold,
    what_grows,
)

__all__ = [
    "choose_strength",
    "gradient",
    "polynomial_features",
    "ridge",
    "soft_threshold",
    "what_grows",
]
