from course_utils.exercises import when_training_goes_wrong
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(when_training_goes_wrong)
