"""The ends of straight lines w·x + b = 0, longer than any picture."""

import numpy as np

REACH = 99.0


def line_ends(weights, bias, *, reach=REACH):
    """Return the ends (n, 2, 2), start and end as (x, y), of the lines w·x + b = 0.

    `weights` (n, 2), `bias` (n,). Each reaches `reach` to both sides of its point next
    to the origin. Where w is zero there is no line: its ends are both far away.
    """
    weights, bias = np.asarray(weights, float), np.asarray(bias, float)
    size = np.linalg.norm(weights, axis=1)
    normal = weights / np.maximum(size, 1e-12)[:, None]
    distance = np.clip(bias / np.maximum(size, 1e-12), -1e6, 1e6)
    along = reach * np.stack([-normal[:, 1], normal[:, 0]], axis=1)
    foot = np.where(size[:, None] > 0, -distance[:, None] * normal, 1e6)
    return np.stack([foot - along, foot + along], axis=1)


def in_one(ends):
    """Return x and y of several lines (n, 2, 2) as one broken line; NaN parts them."""
    gap = np.full((len(ends), 1, 2), np.nan)
    return np.concatenate([ends, gap], axis=1).reshape(-1, 2).T
