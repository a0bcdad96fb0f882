"""Repeat an experiment in many universes: how far off, and how scattered, are the fits?

Geman, Bienenstock and Doursat (1992), "Neural networks and the bias/variance dilemma".
"""

import numpy as np

from course_utils.ml.regression.curve_fitting import polynomial_features


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
