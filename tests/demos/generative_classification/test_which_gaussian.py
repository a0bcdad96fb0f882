"""WhichGaussian: what holds in every state, and what it says."""

from course_utils.demos import generative_classification as demos
from tests.demos.sweep import sweep


def test_no_gaussian_is_likelier_than_the_data_s_own():
    def not_above_the_best(values, result):
        return result["log_likelihood"] <= result["best"] + 1e-9

    sweep(demos.WhichGaussian, not_above_the_best)
