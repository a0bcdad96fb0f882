"""The four corners of XOR, and a line between them."""

import numpy as np

from course_utils.draw.classes import class_look
from course_utils.ml.classification.cascade import XOR_POINTS, XOR_TARGETS


def draw_corners(ax, places=XOR_POINTS, **look):
    """Draw the four points of XOR, large; return the two lines of markers."""
    colors, marks = class_look(2)
    style_of = {"ms": 22, "mec": "white", "mew": 2, "ls": ""} | look
    return [
        ax.plot(
            *places[k == XOR_TARGETS].T, marker=marks[k], color=colors[k], **style_of
        )[0]
        for k in (0, 1)
    ]


def line_ends(w, b, reach=9.0):
    """Return x (2,) and y (2,) of the line w @ x + b = 0, long on both sides."""
    size = np.hypot(*w)
    if size < 1e-9:
        return np.full(2, -99.0), np.full(2, -99.0)
    normal = np.asarray(w) / size
    foot = -b / size * normal
    along = reach * np.array([[-normal[1], normal[0]], [normal[1], -normal[0]]])
    return (foot + along).T
