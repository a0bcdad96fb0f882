"""The part of the plane that small networks divide, as a grid of points."""

from functools import cache

import numpy as np

SIDE = 40  # pixels of the decision picture, each way
REACH = 2.2


@cache
def plane(side=SIDE):
    """Return the points (side², 2) of a square grid, row by row from below."""
    axis = np.linspace(-REACH, REACH, side)
    x, y = np.meshgrid(axis, axis)
    return np.column_stack([x.ravel(), y.ravel()])
