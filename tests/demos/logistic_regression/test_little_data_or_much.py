"""LittleDataOrMuch: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from course_utils.demos.logistic_regression import little_data_or_much
from tests.demos.sweep import sweep


def test_the_race_says_what_the_notebook_says():
    def averages_match(values, result):
        np.testing.assert_allclose(
            result["here"].mean(axis=0), result["means"][values["doublings"]]
        )

    sweep(demos.LittleDataOrMuch, averages_match)


@pytest.mark.parametrize(
    ("noise", "rival", "places", "ahead"),
    [
        (0.2, 2, (0, 1, 2, 3, 4), True),  # noisy, 10 to 160 examples
        (0.2, 2, (5,), False),  # noisy, 320 examples
        (0.0, 2, (0, 2, 3, 4, 5), False),  # clean, with a penalty
        (0.0, 1, (1, 2), True),  # clean, no penalty to speak of, 20 and 40
        (0.0, 1, (4, 5), False),  # the same, 160 and 320
    ],
)
def test_each_conclusion_holds_in_nine_of_ten_repetitions(noise, rival, places, ahead):
    results = little_data_or_much.race_results(noise)
    for place in places:
        wins = (results[:, place, 0] > results[:, place, rival]).sum()
        assert wins >= 9 if ahead else wins <= 1, (place, wins)
