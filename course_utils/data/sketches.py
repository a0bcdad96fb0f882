"""Turn the strokes of a pen into a picture of a digit, as MNIST's were made.

MNIST's digits were scaled to fit a square of 20 pixels, and laid into one of 28 so that
the centre of their ink is in the middle (LeCun, Cortes, Burges 1998). A network that
learned from such pictures expects the next one to be made in the same way.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

DRAWINGS = Path(__file__).resolve().parents[2] / "data" / "drawings.json"
PAD = 280  # strokes live on a square from 0 to PAD, y pointing down
BOX = 20 / 28  # the part of the picture that a digit of MNIST fills
LARGEST = 8.0  # a dot is not blown up into a disc
FINE = 10  # subpixels along each side of a pixel, for soft edges


def rasterize(strokes, *, size=28, brush=2.2, centred=True):
    """Return the picture of strokes: float32 of shape (size, size), 0 paper, 1 ink.

    `strokes` are sequences x0, y0, x1, y1, ... between 0 and `PAD`; `brush` is the
    pen's width in pixels of 28. With `centred` the drawing is scaled and moved as
    MNIST's digits were; without it the pad is shown as it is.
    """
    lines = [np.asarray(s, float).reshape(-1, 2) / PAD for s in strokes if len(s)]
    width = brush / 28
    if centred and lines:
        lines = fitted(lines, width)
    fine = _ink(lines, width, FINE * size)
    if centred:
        fine = centred_ink(fine)
    picture = fine.reshape(size, FINE, size, FINE).mean(axis=(1, 3))
    return picture.astype(np.float32)


def fitted(lines, width):
    """Scale lines, arrays (n, 2) on the unit square, to MNIST's box around its middle.

    The longer side, with a pen `width` wide, becomes 20/28. A drawing without any
    extent, a dot, keeps its size.
    """
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    longest = (high - low).max()
    scale = min((BOX - width) / longest, LARGEST) if longest > 0 else 1.0
    middle = (low + high) / 2
    return [(line - middle) * scale + 0.5 for line in lines]


def centred_ink(picture):
    """Move a picture (h, w) by whole pixels: the centre of its ink to the middle.

    What leaves the picture is lost, and an empty one stays as it is.
    """
    total = picture.sum()
    if total == 0:
        return picture
    moved = picture
    for axis, side in enumerate(picture.shape):
        shares = picture.sum(axis=1 - axis) / total
        centre = float(shares @ np.arange(side))
        moved = _moved(moved, round((side - 1) / 2 - centre), axis)
    return moved


def _moved(picture, by, axis):
    """Move along an axis; what leaves the picture is lost, paper comes in."""
    moved, side = np.zeros_like(picture), picture.shape[axis]
    here, there = [slice(None)] * 2, [slice(None)] * 2
    here[axis] = slice(max(-by, 0), side - max(by, 0))
    there[axis] = slice(max(by, 0), side - max(-by, 0))
    moved[tuple(there)] = picture[tuple(here)]
    return moved


def _ink(lines, width, side):
    """Draw lines on the unit square with a round pen: float32 (side, side), 0 or 1."""
    image = Image.new("L", (side, side))
    pen = ImageDraw.Draw(image)
    thick, half = round(width * side), width * side / 2
    for line in lines:
        points = [tuple(point) for point in (line * side).tolist()]
        if len(points) > 1:
            pen.line(points, fill=1, width=thick)
        for x, y in points:  # round ends and corners
            pen.ellipse((x - half, y - half, x + half, y + half), fill=1)
    return np.asarray(image, np.float32)


def load_drawings():
    """Return the fifty kept drawings, five of each digit by five hands, as dicts.

    `digit` is what was meant, `hand` the number of the hand, `brush` its pen in pixels
    of 28, and `strokes` what the pad recorded.
    """
    return [{**d, "strokes": _tuples(d["strokes"])} for d in _read_drawings()["digits"]]


def load_samples():
    """Return kept strokes by name: "0" to "9", and some things that are no digit."""
    samples = _read_drawings()["samples"]
    return {name: _tuples(strokes) for name, strokes in samples.items()}


@cache
def _read_drawings():
    return json.loads(DRAWINGS.read_text(encoding="utf-8"))


def _tuples(strokes):
    return tuple(tuple(stroke) for stroke in strokes)
