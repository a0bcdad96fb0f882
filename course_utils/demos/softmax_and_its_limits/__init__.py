"""Demos of notebook 9: softmax, surprise, three classes, XOR, units, kernels."""

from course_utils.demos.softmax_and_its_limits.kernel_machine import KernelMachine
from course_utils.demos.softmax_and_its_limits.line_on_xor import LineOnXor
from course_utils.demos.softmax_and_its_limits.softmax_bars import SoftmaxBars
from course_utils.demos.softmax_and_its_limits.surprise import Surprise
from course_utils.demos.softmax_and_its_limits.three_classes import ThreeClasses, wines
from course_utils.demos.softmax_and_its_limits.transformed_space import TransformedSpace
from course_utils.demos.softmax_and_its_limits.xor_corners import draw_corners
from course_utils.demos.softmax_and_its_limits.your_three_classes import (
    YourThreeClasses,
)

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "SoftmaxBars",
    "Surprise",
    "ThreeClasses",
    "YourThreeClasses",
    "LineOnXor",
    "TransformedSpace",
    "KernelMachine",
    "draw_corners",
    "wines",
]
