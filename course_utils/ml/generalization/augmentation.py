"""New training pictures from old ones, changed in ways that keep their meaning."""

import numpy as np


def shift_right(pictures, columns):
    """Return pictures (n, height, width) moved right, or left where negative.

    What leaves the frame is lost; what comes in is empty (0).
    """
    moved = np.zeros_like(pictures)
    width = pictures.shape[2]
    if columns >= 0:
        moved[:, :, columns:] = pictures[:, :, : width - columns]
    else:
        moved[:, :, :columns] = pictures[:, :, -columns:]
    return moved
