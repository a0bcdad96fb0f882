"""LogisticCurve: what holds in every state, and what it says."""

from course_utils.demos import logistic_regression as demos
from tests.demos.sweep import sweep


def test_no_curve_has_less_cross_entropy_than_the_fit():
    def not_below_the_best(values, result):
        return result["loss"] >= result["best"] - 1e-12

    sweep(demos.LogisticCurve, not_below_the_best)
