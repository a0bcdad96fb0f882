from course_utils.exercises import deeper_cnns
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(deeper_cnns)
