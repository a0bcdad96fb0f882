"""Demos for backpropagation: a graph step by step, the best ε, one neuron's blame."""

from course_utils.demos.backpropagation.difference_quotient import DifferenceQuotient
from course_utils.demos.backpropagation.graph_stepper import GraphStepper, step_through
from course_utils.demos.backpropagation.one_neurons_blame import OneNeuronsBlame

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "GraphStepper",
    "OneNeuronsBlame",
    "DifferenceQuotient",
    "step_through",
]
