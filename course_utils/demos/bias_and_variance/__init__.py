"""Fifty universes: see whether the error is a bias or a scatter."""

from course_utils.demos.bias_and_variance.dartboard import Dartboard
from course_utils.demos.bias_and_variance.folds import Folds
from course_utils.demos.bias_and_variance.imbalance import Imbalance
from course_utils.demos.bias_and_variance.search import Search
from course_utils.demos.bias_and_variance.shattering import Shattering

# The demos in the order of the page.
__all__ = [
    "Dartboard",
    "Folds",
    "Search",
    "Imbalance",
    "Shattering",
]
