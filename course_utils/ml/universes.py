"""Repeat an experiment in many universes: how far off, and how scattered, are the fits?

Geman, Bienenstock and Doursat (1992), "Neural networks and the bias/variance dilemma".
"""

import numpy as np

from course_utils.ml.regression import polynomial_features


def make_universes(truth, *, universes, samples, noise, rng):
    """Return x and y of shape (universes, samples): noisy looks at the same truth.

    `truth` is a function of x on -1 to 1; `noise` is a standard deviation. That range
    is cut into as many equal pieces as there are samples, and each piece gets one x.
    """
    place = np.arange(samples) + rng.uniform(size=(universes, samples))
    x = 2 * place / samples - 1
    return x, truth(x) + noise * rng.standard_normal(x.shape)


def fit_universes(x, y, grid, *, degree, strength=0.0):
    """Fit a polynomial in every universe; return the curves on `grid` (universes, m).

    Ridge with a free bias, all universes in one batched pseudo-inverse.
    """
    powers = polynomial_features(x.ravel(), degree).reshape(*x.shape, degree)
    x_mean, y_mean = powers.mean(axis=1, keepdims=True), y.mean(axis=1, keepdims=True)
    centred = powers - x_mean  # (universes, samples, degree)
    pull = np.sqrt(strength) * np.eye(degree)  # ridge: `degree` more rows with target 0
    rows = np.concatenate([centred, np.broadcast_to(pull, (len(x), *pull.shape))], 1)
    targets = np.concatenate([y - y_mean, np.zeros((len(x), degree))], 1)
    weights = np.linalg.pinv(rows) @ targets[..., None]  # (universes, degree, 1)
    curves = (polynomial_features(grid, degree) - x_mean) @ weights
    return curves[..., 0] + y_mean


def decompose(predictions, truth):
    """Return (squared bias, variance), each averaged over the points.

    `predictions` has shape (universes, points), `truth` (points,). Bias is the distance
    of the mean fit from the truth; variance the scatter of the fits around their mean,
    divided by the number of universes. Their sum is the mean squared distance of the
    fits from the truth, exactly; measured on noisy targets the noise comes on top.
    """
    mean_fit = predictions.mean(axis=0)
    bias_squared = np.mean((mean_fit - truth) ** 2)
    variance = np.mean((predictions - mean_fit) ** 2)
    return float(bias_squared), float(variance)


def measured_error(predictions, truth, *, noise, rng):
    """Return the mean squared error of all fits on fresh noisy targets."""
    targets = truth + noise * rng.standard_normal(predictions.shape)
    return float(np.mean((predictions - targets) ** 2))
