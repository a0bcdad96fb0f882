"""LittleDataOrMuch: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from course_utils.experiments.training_sizes import MODELS, NOISES, race_results
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def wins(noise, size, rival):
    """Count the repetitions in which naive Bayes is right more often."""
    pairs = race_results(NOISES[noise])[:, (10, 20, 40, 80, 160, 320).index(size)]
    return sum(bayes > rivals[rival] for bayes, *rivals in pairs.tolist())


def as_counted(values, result, match):
    size, ahead = int(match[1]), int(match[2])
    rival = ("λ = 0.0001", "λ = 0.01", "λ = 0.1").index(values["penalty"])
    return (
        size == 10 * 2 ** values["doublings"]
        and ahead == wins(values["noise"], size, rival)
        and MODELS[1:][rival] == values["penalty"]
    )


CLAIMS = (
    Claim(
        r"(\d+) examples: naive Bayes is ahead in (\d+) of 10 repetitions", as_counted
    ),
)
PROMISES = {
    "few and noisy": lambda v, r: min(wins("20 %", 20, k) for k in range(3)) >= 9,
    "many and noisy": lambda v, r: max(wins("20 %", 320, k) for k in range(3)) < 9,
    "ten, noisy, a strong penalty": lambda v, r: wins("20 %", 10, 2) <= 1,
    "clean": lambda v, r: wins("none", 40, 1) <= 1,
    "clean, no penalty to speak of": lambda v, r: wins("none", 40, 0) >= 9,
}


def test_the_curves_end_where_the_slider_stands():
    def averages_match(values, result):
        assert len(result["means"]) == values["doublings"] + 1
        np.testing.assert_allclose(result["here"].mean(axis=0), result["means"][-1])

    sweep(demos.LittleDataOrMuch, averages_match, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize(
    ("noise", "rivals", "sizes", "ahead"),
    [
        ("20 %", (0, 1, 2), (20, 40, 80), True),
        ("20 %", (0, 1), (10, 160), True),
        ("20 %", (2,), (10,), False),
        ("none", (0,), (20, 40), True),
        ("none", (0, 1, 2), (10, 160, 320), False),
        ("none", (1,), (10, 40, 80, 160, 320), False),
    ],
)
def test_each_conclusion_holds_in_nine_of_ten_repetitions(noise, rivals, sizes, ahead):
    for rival in rivals:
        for size in sizes:
            count = wins(noise, size, rival)
            assert count >= 9 if ahead else count <= 1, (rival, size, count)
