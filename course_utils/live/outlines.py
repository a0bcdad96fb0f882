"""Texts as outlines, which a canvas can fill."""

from functools import lru_cache

import numpy as np
from matplotlib.path import Path
from matplotlib.textpath import text_to_path


@lru_cache(maxsize=1024)  # many texts of a frame are those of the one before
def outline_of(text, font, is_math):
    """Return the outline of `text` in font units as a Path.

    It is that of `text_to_path.get_text_path`, put together glyph by glyph and not
    point by point.
    """
    if is_math:
        glyphs, shapes, boxes = text_to_path.get_glyphs_mathtext(font, text)
    else:
        face = text_to_path._get_font(font)
        glyphs, shapes, boxes = text_to_path.get_glyphs_with_font(face, text)
    vertices, codes = [np.empty((0, 2))], [np.empty(0, Path.code_type)]
    for name, x, y, scale in glyphs:
        vertices.append(shapes[name][0] * scale + (x, y))
        codes.append(shapes[name][1])
    for corners, kinds in boxes:
        vertices.append(corners)
        codes.append(kinds)
    return Path(np.concatenate(vertices), np.concatenate(codes))
