"""Places in the picture that a hand can take hold of, each tied to sliders."""

import math
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

import numpy as np


@dataclass(frozen=True)
class Grip:
    """A place in the picture that moves one or two sliders when it is dragged.

    `x` and `y` name the sliders that follow the hand to the side and up; `axes` is the
    number of the Axes in the figure, `label` what a hand takes hold of there. Where a
    slider's value is not the coordinate itself, say how they belong together:

    - `at(values, result)` returns the place (x, y) in data coordinates, None in it for
      the middle of the Axes, or None where there is nothing to hold;
    - `take(x, y, values)` returns the values of the controls that it `moves`, any
      numbers: they are brought to the sliders' steps and ends.

    `way` is "x", "y" or "both" where that is not plain from `x` and `y`. With `across`
    a line from end to end of the Axes can be taken anywhere; `size(values, result)`
    returns width and height, in data coordinates, of a window around the place.
    """

    x: str = ""
    y: str = ""
    _: KW_ONLY
    label: str = ""
    axes: int = 0
    at: Callable | None = None
    take: Callable | None = None
    moves: tuple = ()
    way: str = ""
    across: bool = False
    size: Callable | None = None

    @property
    def controls(self):
        """The names of the sliders that it moves."""
        return self.moves or tuple(name for name in (self.x, self.y) if name)

    @property
    def direction(self):
        """Where it can be dragged: "x", "y" or "both"."""
        if self.way:
            return self.way
        return "both" if self.take or (self.x and self.y) else "x" if self.x else "y"

    def place(self, ax, values, result):
        """Return where it is: [x, y] in pixels from the top left, or None.

        Where it has a size, width and height in pixels follow.
        """
        data = self.at(values, result) if self.at else self._coordinates(values)
        place = None if data is None else to_pixels(ax, *data)
        if place is None or self.size is None:
            return place
        size = np.divide(self.size(values, result), 2)
        corners = [to_pixels(ax, *np.add(data, way * size)) for way in (-1, 1)]
        if None in corners:
            return place
        return [*place, *np.abs(np.subtract(*corners)).round(1).tolist()]

    def values(self, demo, x, y):
        """Return the control values for a hand at pixels x, y, on the sliders' steps.

        None where the Axes cannot say which values these are.
        """
        data = to_data(demo.figure.axes[self.axes], x, y)
        if data is None:
            return None
        if self.take:
            wanted = self.take(*data, dict(demo.values))
        else:
            wanted = dict(zip((self.x, self.y), data, strict=True))
        return {
            name: demo.control(name).nearest(value)
            for name, value in wanted.items()
            if name and not math.isnan(value)
        }

    def _coordinates(self, values):
        return values.get(self.x), values.get(self.y)


def box(ax):
    """Return left, top, width and height of an Axes in pixels from the top left."""
    top = figure_height(ax) - ax.bbox.y1
    corner = (ax.bbox.x0, top, ax.bbox.width, ax.bbox.height)
    return [round(float(v), 1) for v in corner]


def to_pixels(ax, x, y):
    """Return data coordinates as pixels from the top left, inside the Axes.

    A coordinate that is None is the middle. None when they have no place there.
    """
    left, top, width, height = box(ax)
    with np.errstate(all="ignore"):
        place = ax.transData.transform(
            [ax.get_xlim()[0] if x is None else x, ax.get_ylim()[0] if y is None else y]
        )
    if not np.isfinite(place).all():
        return None
    across = left + width / 2 if x is None else place[0]
    down = top + height / 2 if y is None else figure_height(ax) - place[1]
    inside = (
        min(max(across, left), left + width),
        min(max(down, top), top + height),
    )
    return [round(float(v), 1) for v in inside]


def to_data(ax, x, y):
    """Return pixels from the top left as data coordinates; None if there are none."""
    try:
        with np.errstate(all="ignore"):
            place = ax.transData.inverted().transform((x, figure_height(ax) - y))
    except (np.linalg.LinAlgError, ValueError, TypeError):  # an axis of zero width
        return None
    return tuple(place.tolist()) if np.isfinite(place).all() else None


def figure_height(ax):
    """Return the pixels of the whole figure's height; `ax` may be in a part of it."""
    return ax.figure.figure.bbox.height
