"""Demos for training that goes wrong: a clinic of real runs, and early stopping."""

from course_utils.demos.when_training_goes_wrong.early_stopping import EarlyStopping
from course_utils.demos.when_training_goes_wrong.training_clinic import TrainingClinic

# The demos in the order of the page.
__all__ = [
    "EarlyStopping",
    "TrainingClinic",
]
