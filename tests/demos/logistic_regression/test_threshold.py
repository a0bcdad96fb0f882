"""Threshold: what holds in every state, and what it says."""

from course_utils.demos import logistic_regression as demos
from course_utils.demos.logistic_regression import threshold
from tests.demos.sweep import sweep


def test_a_higher_threshold_never_finds_more():
    def counted(values, result):
        _, truth = threshold.unseen_probabilities(values["features"])
        counts = result["counts"]
        assert counts.sum() == len(truth)
        assert counts[1].sum() == truth.sum()
        lower = demos.Threshold.compute(values["threshold"] / 2, values["features"])
        assert lower["recall"] >= result["recall"]

    sweep(demos.Threshold, counted)
