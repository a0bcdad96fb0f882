from course_utils.exercises import convolution_and_pooling
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(convolution_and_pooling)
