"""Exercises of notebook 7: estimate Gaussians, compare classes, find the line."""

from course_utils.exercises.generative_classification.decisions import (
    posterior,
    rare_class,
    weights_of_shared,
)
from course_utils.exercises.generative_classification.estimates import (
    log_likelihood,
    mean_and_covariance,
    possible_covariance,
)

__all__ = [
    "log_likelihood",
    "mean_and_covariance",
    "possible_covariance",
    "posterior",
    "rare_class",
    "weights_of_shared",
]
