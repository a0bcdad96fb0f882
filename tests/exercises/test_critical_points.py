from course_utils.exercises import critical_points
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(critical_points)
