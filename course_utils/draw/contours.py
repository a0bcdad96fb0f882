"""Contours whose values can be changed without drawing them anew."""

import numpy as np
from contourpy import FillType, LineType, contour_generator
from matplotlib import colormaps
from matplotlib.collections import PathCollection
from matplotlib.path import Path


class MovingContours(PathCollection):
    """Contour lines, or filled bands, of values on a grid.

    `x` (N,), `y` (M,) are the grid's coordinates, `levels` rising values; `cmap` names
    the colormap, or `colors` gives one colour, or one for each line or band. Call
    `set_values(z)` with z of shape (M, N) as often as needed.
    """

    def __init__(
        self, ax, x, y, levels, *, filled=False, cmap=None, colors=None, **style
    ):
        self._grid = np.asarray(x, float), np.asarray(y, float)
        self._levels = np.asarray(levels, float)
        self._filled = filled
        count = len(self._levels) - filled
        if colors is None:
            colors = colormaps[cmap or "cividis"](np.linspace(0, 1, max(count, 2)))
        if filled:
            look = {"facecolors": colors, "edgecolors": colors, "linewidths": 0.5}
        else:
            look = {"facecolors": "none", "edgecolors": colors, "linewidths": 1.2}
        super().__init__([Path(np.empty((0, 2)))] * count, **(look | style))
        ax.add_collection(self, autolim=False)
        self.set_transform(ax.transData)

    def set_values(self, z):
        """Draw the contours of `z` (M, N) from now on; the grid and levels stay.

        Raises ValueError for another shape.
        """
        z = np.asarray(z, float)
        shape = tuple(len(axis) for axis in self._grid[::-1])
        if z.shape != shape:
            raise ValueError(f"z must have shape {shape}, but got {z.shape}.")
        generator = contour_generator(
            *self._grid,
            z,
            name="serial",
            line_type=LineType.ChunkCombinedCode,
            fill_type=FillType.ChunkCombinedCode,
        )
        if self._filled:
            bands = zip(self._levels[:-1], self._levels[1:], strict=True)
            pieces = [generator.filled(low, high) for low, high in bands]
        else:
            pieces = [generator.lines(level) for level in self._levels]
        self.set_paths([_path(points[0], codes[0]) for points, codes in pieces])


def _path(points, codes):
    return Path(np.empty((0, 2)) if points is None else points, codes)
