"""SampleAndEstimate: what holds in every state, and what it says."""

import numpy as np

from course_utils.data.points import WATER
from course_utils.demos import generative_classification as demos
from course_utils.demos.generative_classification import sample_and_estimate
from tests.demos.sweep import sweep


def test_four_times_the_data_halves_the_average_error():
    average = sample_and_estimate._average_distance()
    five, twenty, eighty = (
        average[list(sample_and_estimate.SIZES).index(n)] for n in (5, 20, 80)
    )
    assert 1.7 < five / twenty < 2.3
    assert 1.7 < twenty / eighty < 2.3


def test_estimates_come_from_exactly_n_points():
    def counted(values, result):
        assert len(result["points"]) == values["n"]
        np.testing.assert_allclose(result["center"], result["points"].mean(axis=0))
        wanted = np.cov(result["points"].T, bias=not values["unbiased"])
        np.testing.assert_allclose(result["covariance"], wanted)
        assert result["distance"] < 4 * np.sqrt(1 / values["n"])

    assert len(WATER.mean) == 2
    sweep(demos.SampleAndEstimate, counted)
