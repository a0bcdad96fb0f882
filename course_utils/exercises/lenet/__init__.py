"""Exercises of notebook 18: shapes, LeNet itself, parameters, copies, errors."""

from course_utils.exercises.lenet.errors import confusion_matrix, harmful_copies
from course_utils.exercises.lenet.network import parameters, shapes, write_lenet

__all__ = [
    "confusion_matrix",
    "harmful_copies",
    "parameters",
    "shapes",
    "write_lenet",
]
