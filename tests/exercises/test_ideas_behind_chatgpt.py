from course_utils.exercises import ideas_behind_chatgpt
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(ideas_behind_chatgpt)
