import numpy as np
import pytest
from scipy.stats import binom

from course_utils.ml.language.voting import (
    majority_accuracy,
    majority_vote,
    plurality_accuracy,
)


@pytest.mark.parametrize("votes", [1, 3, 15, 101])
@pytest.mark.parametrize("accuracy", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_an_odd_majority_is_the_tail_of_a_binomial(votes, accuracy):
    expected = binom.sf(votes // 2, votes, accuracy)
    assert np.isclose(majority_accuracy(accuracy, votes), expected)


def test_an_even_number_of_votes_is_as_good_as_one_vote_less():
    for accuracy in (0.2, 0.6, 0.9):
        assert np.isclose(
            majority_accuracy(accuracy, 8), majority_accuracy(accuracy, 7)
        )


@pytest.mark.parametrize(("accuracy", "votes"), [(0.6, 9), (0.3, 4), (0.0, 3), (1, 7)])
def test_with_one_wrong_answer_the_plurality_is_the_majority(accuracy, votes):
    one = plurality_accuracy(accuracy, votes, wrong=1)
    assert np.isclose(one, majority_accuracy(accuracy, votes))


@pytest.mark.parametrize(
    ("accuracy", "votes", "wrong"),
    [(0.4, 11, 9), (0.1, 7, 9), (0.2, 4, 3), (0.3, 1, 9)],
)
def test_the_plurality_is_what_drawing_votes_gives(accuracy, votes, wrong):
    rng = np.random.default_rng(0)
    shares = [accuracy, *[(1 - accuracy) / wrong] * wrong]
    counts = rng.multinomial(votes, shares, 40_000)
    counts = counts + rng.random(counts.shape) / 2  # ties by lot
    drawn = (counts.argmax(axis=1) == 0).mean()
    assert abs(plurality_accuracy(accuracy, votes, wrong=wrong) - drawn) < 0.01


def test_scattered_wrong_answers_help_the_right_one():
    assert plurality_accuracy(0.4, 15, wrong=9) > 0.9 > majority_accuracy(0.4, 15)


def test_the_most_frequent_answer_wins_and_ties_go_to_the_earliest():
    assert majority_vote(["7", "3", "3", "7", "3"]) == "3"
    assert majority_vote(["b", "a", "a", "b"]) == "b"
    with pytest.raises(ValueError, match="at least one"):
        majority_vote([])
