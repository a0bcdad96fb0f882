"""Demos for neural networks: a playground, one forward pass, a digit on its way."""

from course_utils.demos.neural_networks.digit_through_layers import DigitThroughLayers
from course_utils.demos.neural_networks.draw_a_digit import DrawADigit
from course_utils.demos.neural_networks.forward_pass import ForwardPass
from course_utils.demos.neural_networks.playground import Playground

# The demos in the order of the page.
__all__ = [
    "ForwardPass",
    "Playground",
    "DigitThroughLayers",
    "DrawADigit",
]
