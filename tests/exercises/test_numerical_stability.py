from course_utils.exercises import numerical_stability
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(numerical_stability)
