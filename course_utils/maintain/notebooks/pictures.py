"""Keep the pictures stored in notebooks small, and unchanged when nothing changed."""

import io
from base64 import b64decode, b64encode

import numpy as np
from PIL import Image

SAME_PIXEL = 48  # of 255; a digit that changed differs by more than 100
SAME_MEAN = 0.5
FAITHFUL_PIXEL = 16
FAITHFUL_MEAN = 1.0


def pixels(png):
    """Decode a PNG into an (height, width, 3) array of levels on white."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return np.asarray(Image.alpha_composite(white, image).convert("RGB"), float)


def look_the_same(first, second):
    """Say whether two PNGs show the same, up to antialiasing and rounding."""
    a, b = pixels(first), pixels(second)
    if a.shape != b.shape:
        return False
    difference = abs(a - b)
    return bool(difference.max() <= SAME_PIXEL and difference.mean() <= SAME_MEAN)


def shrink(png):
    """Write a PNG with as few colours as the eye cannot tell from the original.

    256 of them do for lines and surfaces. Photographs keep 52 levels a channel, each
    within 2 of 255 of what it was.
    """
    levels = pixels(png)
    opaque = Image.fromarray(levels.astype(np.uint8))
    method = Image.Quantize.MAXCOVERAGE
    small = encode(opaque.quantize(256, method, kmeans=3, dither=Image.Dither.NONE))
    difference = abs(pixels(small) - levels)
    if difference.max() > FAITHFUL_PIXEL or difference.mean() > FAITHFUL_MEAN:
        rounded = (levels / 5).round() * 5
        small = encode(Image.fromarray(rounded.astype(np.uint8)))
    return min(small, png, key=len)


def encode(image):
    """Write an image as PNG bytes, as small as Pillow can."""
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def shrink_base64(text):
    """Shrink a picture given, and returned, as base64 text on one line."""
    return b64encode(shrink(b64decode(text))).decode()


def look_the_same_base64(first, second):
    """Compare two pictures given as base64 text."""
    return look_the_same(b64decode(first), b64decode(second))
