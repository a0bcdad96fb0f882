from course_utils.exercises import neural_networks
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(neural_networks)
