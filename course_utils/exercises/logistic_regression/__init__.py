"""Exercises of notebook 8: a stable sigmoid, its loss, its gradient, and a puzzle."""

from course_utils.exercises.logistic_regression.scores import cross_entropy, sigmoid
from course_utils.exercises.logistic_regression.training import (
    gradient,
    puzzle,
    why_stuck,
)

__all__ = ["cross_entropy", "gradient", "puzzle", "sigmoid", "why_stuck"]
