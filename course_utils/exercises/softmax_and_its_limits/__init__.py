"""Exercises of notebook 9: softmax, one-hot, cross-entropy, and a way round XOR."""

from course_utils.exercises.softmax_and_its_limits.feature_transforms import (
    separate_xor,
)
from course_utils.exercises.softmax_and_its_limits.losses import (
    cross_entropy,
    equal_forecast,
)
from course_utils.exercises.softmax_and_its_limits.probabilities import one_hot, softmax

__all__ = [
    "cross_entropy",
    "equal_forecast",
    "one_hot",
    "separate_xor",
    "softmax",
]
