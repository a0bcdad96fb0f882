"""Exercises of notebook 18: shapes, LeNet, parameters, copies, errors, centring."""

from course_utils.exercises.lenet.errors import confusion_matrix, harmful_copies
from course_utils.exercises.lenet.network import parameters, shapes, write_lenet
from course_utils.exercises.lenet.preprocessing import centre

__all__ = [
    "centre",
    "confusion_matrix",
    "harmful_copies",
    "parameters",
    "shapes",
    "write_lenet",
]
