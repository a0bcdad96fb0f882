"""Paint a small picture of a demo: the part of its figure that tells most."""

import io
from itertools import combinations_with_replacement

import numpy as np
from PIL import Image

SIZE = 432, 243  # pixels: sharp on cards of 270, still a picture on those of 432
QUALITY = 72
RATIO = 1.5  # how much larger than on the page a figure is drawn before it is cut
EDGE = 6  # pixels around the part that is cut out
HELD = 1.3  # how much more Axes are worth that a hand can move
LEAST = 40  # pixels; a narrower Axes is the scale of another


def paint(demo):
    """Return the most telling part of a demo's picture as WebP bytes, `SIZE` pixels."""
    whole = Image.open(io.BytesIO(demo.png(RATIO))).convert("RGB")
    places = [*demo.grips, *(c for c in demo.controls if hasattr(c, "axes"))]
    held = [demo.figure.axes[place.axes] for place in places]
    part = whole.crop(telling(demo.figure, np.asarray(whole, float), held))
    part.thumbnail(SIZE, Image.Resampling.LANCZOS)
    card = Image.new("RGB", SIZE, "white")
    card.paste(part, tuple((a - b) // 2 for a, b in zip(SIZE, part.size, strict=True)))
    stream = io.BytesIO()
    card.save(stream, "WEBP", quality=QUALITY, method=6)
    return stream.getvalue()


def telling(figure, levels, held=()):
    """Return the box (left, top, right, bottom) of the Axes that make the best card.

    `levels` are the pixels (height, width, 3), `held` the Axes that a hand reaches for.
    What counts is colour, size, the shape of a card, and hands; Axes side by side stay
    together where that is worth more. The headline is never among them.
    """
    boxes = [box for box in map(box_of, figure.axes) if box is not None]
    reached = [box for box in map(box_of, held) if box is not None]
    height, width = levels.shape[:2]
    ink = (255 - levels.min(axis=2)) / 255
    best, most = (0, 0, width, height), -1.0
    for pair in combinations_with_replacement(boxes, 2):
        box = np.array([*np.min(pair, 0)[:2], *np.max(pair, 0)[2:]])
        if any(cuts(box, other) for other in boxes):
            continue
        left, bottom, right, top = box * RATIO + (-EDGE, -EDGE, EDGE, EDGE)
        left, top = max(int(left), 0), max(int(height - top), 0)
        right, bottom = min(int(right), width), min(int(height - bottom), height)
        shape = (right - left) / (bottom - top) / (SIZE[0] / SIZE[1])
        share = (right - left) * (bottom - top) / ink.size
        colour = ink[top:bottom, left:right].mean()
        hands = HELD if any(inside(box, other) for other in reached) else 1.0
        worth = hands * np.sqrt(colour) * share**0.3 * min(shape, 1 / shape)
        if worth > most:
            most, best = worth, (left, top, right, bottom)
    return best


def box_of(ax):
    """Return left, bottom, right, top of an Axes with its words; None if unseen."""
    tight = ax.get_tightbbox() if ax.get_visible() else None
    if tight is None or not np.isfinite(tight.extents).all() or min(tight.size) < LEAST:
        return None
    return tight.extents


def inside(box, other):
    """Say whether another box lies in a box, but for a pixel."""
    return bool((box[:2] <= other[:2] + 1).all() and (box[2:] >= other[2:] - 1).all())


def cuts(box, other):
    """Say whether a box cuts another in two: each has a part of it."""
    apart = (other[2:] <= box[:2] + 2).any() or (other[:2] >= box[2:] - 2).any()
    return not inside(box, other) and not apart
