from course_utils.exercises import weight_decay_and_dropout
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(weight_decay_and_dropout)
