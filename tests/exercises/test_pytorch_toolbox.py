from course_utils.exercises import pytorch_toolbox
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(pytorch_toolbox)
