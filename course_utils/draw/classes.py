"""Draw points of several classes, and the ellipse of a Gaussian.

With two classes, label 1 is "class 1" (blue) and label 0 is "class 2" (orange), as in
the lectures. With more, labels 0, 1, 2 are classes 1, 2, 3 (blue, orange, green).
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb

from course_utils.draw import style
from course_utils.translation.speaker import speaker

PALETTE = (style.BLUE, style.ORANGE, style.GREEN, style.PINK, style.YELLOW)
MARKERS = ("o", "^", "s", "D", "v")  # so that classes differ in greyscale as well
SURENESS = LinearSegmentedColormap.from_list(
    "sureness", ["#F2B48C", "#FBEADF", "#FFFFFF", "#DCEAF3", "#85B9DC"]
)


def class_look(classes):
    """Return the colours and markers of labels 0 .. `classes` - 1, as two lists."""
    order = [1, 0] if classes == 2 else range(classes)
    return [PALETTE[k] for k in order], [MARKERS[k] for k in order]


def pale(color, strength=0.3):
    """Return `color` mixed with white: `strength` 1 is the colour itself."""
    return tuple(1 - strength * (1 - part) for part in to_rgb(color))


def plot_classes(points, labels, ax=None, *, names=None, size=36, **options):
    """Scatter `points` (N, 2), one colour and marker per label; return the Axes."""
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.gca()
    labels = np.asarray(labels)
    classes = max(labels.max() + 1, 2)
    for k, (color, marker) in enumerate(zip(*class_look(classes), strict=True)):
        ax.scatter(
            *points[labels == k].T,
            s=size,
            color=color,
            marker=marker,
            edgecolor="white",
            linewidth=0.7,
            label=speaker("words")(names[k]) if names is not None else None,
            zorder=3,
            **options,
        )
    return ax


class MovingClasses:
    """Points of several classes that move: `artists`, one for each label.

    `look` has the colours and the markers of the labels, as `class_look` returns them.
    """

    def __init__(self, ax, look, *, size=8):
        self.artists = [
            ax.plot([], [], marker, color=color, mec="white", ms=size)[0]
            for color, marker in zip(*look, strict=True)
        ]

    def set_rows(self, table):
        """Show the rows (x, y, label) of a table (N, 3)."""
        for label, artist in enumerate(self.artists):
            artist.set_data(*table[table[:, 2] == label, :2].T)


def ellipse(mean, covariance, *, radius=2.0, count=90):
    """Return points (`count`, 2) at `radius` standard deviations from `mean`."""
    angle = np.linspace(0, 2 * np.pi, count)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    values, vectors = np.linalg.eigh(covariance)
    stretch = vectors * np.sqrt(np.maximum(values, 0))
    return np.asarray(mean) + radius * circle @ stretch.T
