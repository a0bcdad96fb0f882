"""Demos of notebook 8: the logistic curve, two losses, thresholds, your points."""

from course_utils.demos.logistic_regression.line_between_your_points import (
    LineBetweenYourPoints,
)
from course_utils.demos.logistic_regression.little_data_or_much import LittleDataOrMuch
from course_utils.demos.logistic_regression.logistic_curve import LogisticCurve
from course_utils.demos.logistic_regression.thirteen_examples import ThirteenExamples
from course_utils.demos.logistic_regression.threshold import Threshold
from course_utils.demos.logistic_regression.tumour_losses import tumours
from course_utils.demos.logistic_regression.two_losses import TwoLosses

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "LogisticCurve",
    "TwoLosses",
    "Threshold",
    "LineBetweenYourPoints",
    "ThirteenExamples",
    "LittleDataOrMuch",
    "tumours",
]
