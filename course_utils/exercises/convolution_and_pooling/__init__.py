"""Exercises of notebook 17: window, size, channels, 1×1, parameters, pooling."""

from course_utils.exercises.convolution_and_pooling.channels import (
    parameters,
    pointwise,
    several_channels,
)
from course_utils.exercises.convolution_and_pooling.pooling import pool
from course_utils.exercises.convolution_and_pooling.windows import (
    correlate,
    output_size,
)

__all__ = [
    "correlate",
    "output_size",
    "parameters",
    "pointwise",
    "pool",
    "several_channels",
]
