"""Where does the error come from? Bias, variance and noise, told apart.

Geman, Bienenstock and Doursat (1992), "Neural networks and the bias/variance dilemma".
"""

import numpy as np


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
