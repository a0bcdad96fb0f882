"""Exercises of notebook 4: folds, bias, variance, honest scaling, the right remedy."""

from course_utils.exercises.bias_and_variance.decomposition import (
    decompose,
    pick_remedy,
    pick_second_remedy,
)
from course_utils.exercises.bias_and_variance.imbalance_and_capacity import (
    class_weights,
    mlp_parameters,
    recall_of_lazy,
)
from course_utils.exercises.bias_and_variance.validation import (
    fold_indices,
    standardize,
)

__all__ = [
    "class_weights",
    "decompose",
    "fold_indices",
    "mlp_parameters",
    "pick_remedy",
    "pick_second_remedy",
    "recall_of_lazy",
    "standardize",
]
