"""Exercises of notebook 12: diagnose, augment, stop in time, choose by folds."""

from course_utils.exercises.when_training_goes_wrong.judging import (
    choose_by_folds,
    diagnose,
    private_score,
)
from course_utils.exercises.when_training_goes_wrong.remedies import (
    shift_right,
    stop_early,
)

__all__ = [
    "choose_by_folds",
    "diagnose",
    "private_score",
    "shift_right",
    "stop_early",
]
