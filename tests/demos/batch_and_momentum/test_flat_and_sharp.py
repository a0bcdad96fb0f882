"""FlatAndSharp: what holds in every state, and what it says."""

from course_utils.demos import batch_and_momentum as demos
from tests.demos.sweep import sweep


def test_the_flat_minimum_never_suffers_more_and_without_noise_nobody_changes_valley():
    def invariant(values, result):
        sharp, flat = result["rise"]
        assert flat <= sharp + 0.01
        if values["noise"] == 0:
            assert result["left_sharp"] == result["left_flat"] == 0

    sweep(demos.FlatAndSharp, invariant)


def test_there_is_a_noise_that_empties_the_sharp_minimum_and_not_the_flat_one():
    result = demos.FlatAndSharp().result
    assert result["left_sharp"] > 0.5
    assert result["left_flat"] < 0.2
