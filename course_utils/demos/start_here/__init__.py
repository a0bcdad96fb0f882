"""The first slider: fit a line to points by hand, and race the best line there is."""

from course_utils.demos.start_here.fit_a_line_by_hand import FitALineByHand

# The demos in the order of the page.
__all__ = [
    "FitALineByHand",
]
