from course_utils.exercises import batch_and_momentum
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(batch_and_momentum)
