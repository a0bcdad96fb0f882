"""Exercises of notebook 6: schedules, Adagrad, the best step, and feature scaling."""

from course_utils.exercises.adaptive_steps_and_scaling.rates import (
    adagrad_step,
    halved,
    which_step,
)
from course_utils.exercises.adaptive_steps_and_scaling.scalings import (
    min_max,
    standardize,
)
from course_utils.exercises.adaptive_steps_and_scaling.steps import (
    best_step,
    updates_of_sgd,
)

__all__ = [
    "adagrad_step",
    "best_step",
    "halved",
    "min_max",
    "standardize",
    "updates_of_sgd",
    "which_step",
]
