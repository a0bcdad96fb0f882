"""Sliders for convolution: window, channels, pooling, learning, receptive field."""

from course_utils.demos.convolution_and_pooling.channels import Channels
from course_utils.demos.convolution_and_pooling.learning_a_kernel import LearningAKernel
from course_utils.demos.convolution_and_pooling.photographs import (
    grey_photograph,
    small_photograph,
)
from course_utils.demos.convolution_and_pooling.pooling_and_shift import PoolingAndShift
from course_utils.demos.convolution_and_pooling.receptive_field import ReceptiveField
from course_utils.demos.convolution_and_pooling.window_over_a_photograph import (
    WindowOverAPhotograph,
)

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "WindowOverAPhotograph",
    "LearningAKernel",
    "Channels",
    "PoolingAndShift",
    "ReceptiveField",
    "grey_photograph",
    "small_photograph",
]
