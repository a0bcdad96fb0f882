"""Demos for neural networks: a playground, one forward pass, a digit on its way."""

from course_utils.demos.neural_networks.digit_through_layers import DigitThroughLayers
from course_utils.demos.neural_networks.draw_a_digit import DrawADigit
from course_utils.demos.neural_networks.forward_pass import ForwardPass
from course_utils.demos.neural_networks.playground import Playground
from course_utils.demos.neural_networks.train_on_your_points import TrainOnYourPoints

# The demos in the order of the page.
__all__ = [
    "ForwardPass",
    "Playground",
    "TrainOnYourPoints",
    "DigitThroughLayers",
    "DrawADigit",
]
