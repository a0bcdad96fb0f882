"""Inner products in a larger space, without going there.

A kernel matrix compares every example with every other: K[i, j] = phi(a_i) @ phi(b_j).
"""

import numpy as np


def quadratic_features(points):
    """Return phi (N, 6) of `points` (N, 2): the squares, the product, the inputs, 1.

    Scaled so that phi(a) @ phi(b) = (a @ b + 1)**2.
    """
    x, y = np.asarray(points, dtype=float).T
    root = np.sqrt(2)
    columns = [x**2, y**2, root * x * y, root * x, root * y, np.ones_like(x)]
    return np.stack(columns, axis=1)


def quadratic_kernel(a, b):
    """Return (a @ b + 1)**2 for every pair, shape (N, M)."""
    return (np.asarray(a, dtype=float) @ np.asarray(b).T + 1) ** 2


def distances_to(points, landmarks):
    """Return the distance (N, M) of each point to each of M landmarks."""
    points, landmarks = np.asarray(points, dtype=float), np.asarray(landmarks)
    return np.linalg.norm(points[:, None, :] - landmarks, axis=-1)
