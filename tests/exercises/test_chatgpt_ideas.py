from course_utils.exercises import chatgpt_ideas
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(chatgpt_ideas)
