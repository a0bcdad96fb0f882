"""Pictures side by side, and small tables of numbers coloured by their values."""

from functools import lru_cache

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from course_utils.translation.speaker import speaker

SIGNED = "PuOr"  # orange below zero, white at zero, violet above


def picture_axes(ax, *, title="", frame=True):
    """Take ticks and grid off the Axes of a picture; return the Axes."""
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.set_title(speaker("words")(title), fontsize=10)
    for spine in ax.spines.values():
        spine.set(visible=frame, linewidth=0.8, color="#6E6E6E")
    return ax


def moving_title(ax, *, fontsize=10):
    """Return a text above the Axes that looks like its title and may be moved.

    The title itself is put in place only while the whole figure is drawn.
    """
    return ax.text(
        0,
        1.035,
        "X",
        transform=ax.transAxes,
        fontsize=fontsize,
        weight="bold",
        va="bottom",
    )


def plot_picture(picture, ax=None, *, title="", signed=False, limit=None):
    """Show a picture (H, W) or (H, W, 3) without ticks; return the Axes.

    A signed picture has zero in the middle of its colours; `limit` is the largest
    size of a value (else that of the picture itself). Others are grey from 0 to 1.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.gca()
    picture = np.asarray(picture)
    if signed:
        limit = limit or max(abs(picture).max(), 1e-12)
        look = {"cmap": SIGNED, "vmin": -limit, "vmax": limit}
    else:
        look = {"cmap": "gray", "vmin": 0, "vmax": limit or 1}
    ax.imshow(picture, interpolation="nearest", **look)
    return picture_axes(ax, title=title)


def plot_pictures(pictures, axes, *, titles=None, signed=False, limit=None):
    """Show one picture in each of `axes`, all with the same scale; return the axes."""
    axes = np.ravel(axes)
    titles = [""] * len(axes) if titles is None else titles
    if limit is None:
        limit = max(abs(np.asarray(p)).max() for p in pictures) if signed else 1
    for picture, ax, title in zip(pictures, axes, titles, strict=False):
        plot_picture(picture, ax, title=title, signed=signed, limit=limit)
    for ax in axes[len(pictures) :]:
        ax.set_axis_off()
    return axes


def mosaic(pictures, columns, *, gap=1, value=np.nan):
    """Lay pictures (n, H, W) out as one picture with `columns` columns and gaps."""
    n, height, width = pictures.shape
    rows = -(-n // columns)
    canvas = np.full(
        (rows * (height + gap) - gap, columns * (width + gap) - gap), value, float
    )
    for index, picture in enumerate(pictures):
        top = index // columns * (height + gap)
        left = index % columns * (width + gap)
        canvas[top : top + height, left : left + width] = picture
    return canvas


class NumberGrid:
    """A table (rows, columns) of cells in an Axes, each with its number in it.

    `artists` are those that move; `set_values(values)` changes numbers and colours.
    `height` is that of the digits, as a share of a cell. All numbers are one path, so
    that a frame with many of them is drawn as fast as a frame with one.
    """

    def __init__(self, ax, shape, *, limit, signed=True, digits=2, height=0.2):
        look = (
            {"cmap": SIGNED, "vmin": -limit} if signed else {"cmap": "gray", "vmin": 0}
        )
        self._image = ax.imshow(np.zeros(shape), vmax=limit, alpha=0.55, **look)
        picture_axes(ax)
        self._digits, self._height = digits, height
        self._numbers = PathPatch(Path(np.zeros((1, 2))), fc="k", lw=0)
        ax.add_patch(self._numbers)
        self.artists = [self._image, self._numbers]

    def set_table(self, values):
        """Show a table of another shape, at most as large, in the upper left corner."""
        rows, columns = np.shape(values)
        shown = np.zeros((max(rows, 1), max(columns, 1)))
        shown[:rows, :columns] = values
        self._image.set_extent((-0.5, shown.shape[1] - 0.5, shown.shape[0] - 0.5, -0.5))
        self.set_values(shown)
        if not np.size(values):
            self._numbers.set_path(Path(np.zeros((1, 2))))

    def set_values(self, values):
        """Show `values` (rows, columns) from now on."""
        self._image.set_data(values)
        outlines = []
        for (i, j), value in np.ndenumerate(values):
            outline = _outline(number(value, self._digits))
            vertices = outline.vertices * (self._height, -self._height) + (j, i)
            outlines.append(Path(vertices, outline.codes))
        self._numbers.set_path(Path.make_compound_path(*outlines))


@lru_cache(maxsize=4096)
def _outline(text):
    """Return the outline of `text` around (0, 0), its digits 1 high (cached)."""
    path = TextPath((0, 0), text, size=1)
    tall = 0.73  # height of a digit of the course's font, in units of its size
    left, right = path.vertices[:, 0].min(), path.vertices[:, 0].max()
    return Path((path.vertices - ((left + right) / 2, tall / 2)) / tall, path.codes)


def number(value, digits=2):
    """Return a number as short text; zero is "0", and never "-0"."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        return "0"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
