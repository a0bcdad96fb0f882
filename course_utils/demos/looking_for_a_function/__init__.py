"""The sliders of notebook 02: an error surface, sigmoids, and days of history."""

from course_utils.demos.looking_for_a_function.curve_out_of_pieces import (
    CurveOutOfPieces,
    errors_when_doubling,
)
from course_utils.demos.looking_for_a_function.days_of_history import DaysOfHistory
from course_utils.demos.looking_for_a_function.descent_on_the_error_surface import (
    DescentOnTheErrorSurface,
)
from course_utils.demos.looking_for_a_function.one_sigmoid import OneSigmoid

# The demos in the order of the page, then what the page uses beside them.
__all__ = [
    "DescentOnTheErrorSurface",
    "DaysOfHistory",
    "OneSigmoid",
    "CurveOutOfPieces",
    "errors_when_doubling",
]
