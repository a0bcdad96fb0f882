"""The square around a critical point, and the colours of up, down and flat."""

from functools import cache

import numpy as np

from course_utils.draw import style

UP, DOWN, FLAT = style.BLUE, style.ORANGE, style.GREY


@cache
def square(reach, side=61):
    """Return the coordinates (side,) and the points (side, side, 2) of a square."""
    axis = np.linspace(-reach, reach, side)
    return axis, np.stack(np.meshgrid(axis, axis), axis=-1)
