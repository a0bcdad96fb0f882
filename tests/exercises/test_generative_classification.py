from course_utils.exercises import generative_classification
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(generative_classification)
