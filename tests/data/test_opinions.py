import numpy as np

from course_utils.data import opinions


def test_demonstrated_answers_are_right_and_end_as_written_down():
    questions, answers = opinions.make_demonstrations(600)
    assert all(map(opinions.is_right, questions, answers))
    marks = np.bincount([opinions.count_marks(a) for a in answers]) / 600
    assert np.allclose(marks, list(opinions.MARKS.values()), atol=0.06)


def test_people_like_right_and_lively_answers_until_it_is_too_much():
    asked = "home of the fox?"
    liking = [opinions.true_liking(asked, " in the wood" + "!" * n) for n in range(7)]
    assert np.argmax(liking) == 3
    assert (np.diff(liking[3:]) < 0).all()
    wrong = opinions.true_liking(asked, " in the pond!")
    assert liking[1] - wrong == opinions.RIGHT


def test_the_liked_answer_wins_as_often_as_the_sigmoid_says():
    n, asked = 3000, "home of the fox?"
    better, _ = opinions.make_comparisons(
        [asked] * n, [" in the wood!"] * n, [" in the wood."] * n
    )
    share = np.mean([page.endswith("!") for page in better])
    assert abs(share - 1 / (1 + np.exp(-2))) < 0.02
