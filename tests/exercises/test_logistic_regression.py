from course_utils.exercises import logistic_regression
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(logistic_regression)
