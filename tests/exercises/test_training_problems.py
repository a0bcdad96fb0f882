from course_utils.exercises import training_problems
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(training_problems)
