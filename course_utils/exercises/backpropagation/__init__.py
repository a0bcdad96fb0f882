"""Exercises of notebook 11: local slopes, an order for the graph, gradients by hand."""

from course_utils.exercises.backpropagation.graphs import (
    local_slopes,
    topological_order,
)
from course_utils.exercises.backpropagation.layers import (
    backward_cost,
    linear_backward,
    mlp_gradients,
    tanh_backward,
)

__all__ = [
    "backward_cost",
    "linear_backward",
    "local_slopes",
    "mlp_gradients",
    "tanh_backward",
    "topological_order",
]
