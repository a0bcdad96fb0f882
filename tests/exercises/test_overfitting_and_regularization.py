"""The exercises of the notebook know right from wrong."""

from course_utils.exercises import overfitting_and_regularization
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(overfitting_and_regularization)
