"""Sliders for the batch size, the heavy ball, and flat and sharp minima."""

from course_utils.demos.batch_and_momentum.batch_size import BatchSize
from course_utils.demos.batch_and_momentum.flat_and_sharp import FlatAndSharp
from course_utils.demos.batch_and_momentum.heavy_ball import HeavyBall
from course_utils.demos.batch_and_momentum.heavy_ball_in_a_valley import (
    HeavyBallInAValley,
)

# The demos in the order of the page.
__all__ = [
    "BatchSize",
    "FlatAndSharp",
    "HeavyBall",
    "HeavyBallInAValley",
]
