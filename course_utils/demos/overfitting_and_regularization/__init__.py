"""Watch a curve bend too much, and a penalty on its weights calm it down."""

from course_utils.demos.overfitting_and_regularization.degree_and_penalty import (
    DegreeAndPenalty,
)
from course_utils.demos.overfitting_and_regularization.weights_against_penalty import (
    WeightsAgainstPenalty,
    diabetes,
)
from course_utils.demos.overfitting_and_regularization.your_own_curve import (
    YourOwnCurve,
)

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "DegreeAndPenalty",
    "YourOwnCurve",
    "WeightsAgainstPenalty",
    "diabetes",
]
