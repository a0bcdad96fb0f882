"""Loss surfaces to walk on: a bowl, a valley, a saddle, and a road with traps."""

import numpy as np


def bowl(point, hessian):
    """Return ½ xᵀHx for points of shape (..., n)."""
    return 0.5 * np.einsum("...i,ij,...j", point, hessian, point)


def hills(point):
    """Return a smooth surface without symmetry for points of shape (..., 2)."""
    x, y = np.moveaxis(np.asarray(point, float), -1, 0)
    return 0.5 * x**2 + y**2 + np.sin(1.5 * x + y) + 0.5 * np.cos(2 * y - x)


def hills_gradient(point):
    """Return the gradient of `hills`, shape (..., 2)."""
    x, y = np.moveaxis(np.asarray(point, float), -1, 0)
    wave, ripple = np.cos(1.5 * x + y), np.sin(2 * y - x)
    return np.stack([x + 1.5 * wave + 0.5 * ripple, 2 * y + wave - ripple], axis=-1)


def saddle(point):
    """Return ½x² − ½y² + ¼y⁴: a saddle at the origin, minima at (0, ±1)."""
    x, y = np.moveaxis(np.asarray(point, float), -1, 0)
    return 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4


def saddle_gradient(point):
    """Return the gradient of `saddle`, shape (..., 2)."""
    x, y = np.moveaxis(np.asarray(point, float), -1, 0)
    return np.stack([x, y**3 - y], axis=-1)


TRAPS = ((0.5, 1.0, 0.7), (4.0, 2.0, 1.0))  # where, how deep, how wide


def road(x):
    """Return a road in one dimension: plateau, slope, shallow trap, deep valley."""
    x = np.asarray(x, float)
    slope = 3 / (1 + np.exp(2 * (x + 2)))
    return slope - sum(d * np.exp(-(((x - c) / w) ** 2)) for c, d, w in TRAPS)


def road_slope(x):
    """Return the derivative of `road`."""
    x = np.asarray(x, float)
    step = 1 / (1 + np.exp(2 * (x + 2)))
    pull = sum(
        2 * d * (x - c) / w**2 * np.exp(-(((x - c) / w) ** 2)) for c, d, w in TRAPS
    )
    return -6 * step * (1 - step) + pull
