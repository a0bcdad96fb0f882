"""The exercises of the notebook know right from wrong."""

from course_utils.exercises import adaptive_steps_and_scaling
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(adaptive_steps_and_scaling)
