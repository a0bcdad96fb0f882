"""Many small pictures on one sheet, and how colourful each of them is."""

import io

import numpy as np
from PIL import Image

from course_utils.gallery.painting import SIZE

GAP = 4  # pixels between pictures on a sheet


def sheet(pictures, across=6, width=156):
    """Return pictures (WebP bytes) side by side on one sheet, as PNG bytes.

    `across` stand in a row, each `width` pixels wide.
    """
    size = width, round(width * SIZE[1] / SIZE[0])
    down = -(-len(pictures) // across)
    step = size[0] + GAP, size[1] + GAP
    paper = Image.new("RGB", (across * step[0] + GAP, down * step[1] + GAP), "#d9d9d9")
    for number, picture in enumerate(pictures):
        small = Image.open(io.BytesIO(picture)).resize(size, Image.Resampling.BOX)
        row, column = divmod(number, across)
        paper.paste(small, (GAP + column * step[0], GAP + row * step[1]))
    stream = io.BytesIO()
    paper.quantize(128, Image.Quantize.FASTOCTREE).save(stream, "PNG")
    return stream.getvalue()


def colourfulness(picture):
    """Return how colourful a picture (WebP bytes) is: 0 for grey ones, 255 at most."""
    levels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), float)
    return float((levels.max(axis=2) - levels.min(axis=2)).mean())
