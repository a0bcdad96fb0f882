"""Is the minimum a wide valley or a narrow ravine? Walk a little away and look."""

import numpy as np


def two_valleys(w, *, width=0.35):
    """Return a loss of one weight: a sharp minimum at -1.5, a flat one at 1.5.

    Both are equally deep (loss 0); `width` is that of the sharp one, the flat one's
    is 1.2. Far away the loss rises to 1.
    """
    w = np.asarray(w, float)
    sharp, flat = ((w + 1.5) / width) ** 2, ((w - 1.5) / 1.2) ** 2
    return sharp / (1 + sharp) * flat / (1 + flat)


def two_valleys_slope(w, *, width=0.35):
    """Return the derivative of `two_valleys`."""
    w = np.asarray(w, float)
    sharp, flat = ((w + 1.5) / width) ** 2, ((w - 1.5) / 1.2) ** 2
    d_sharp = 2 * (w + 1.5) / width**2 / (1 + sharp) ** 2
    d_flat = 2 * (w - 1.5) / 1.2**2 / (1 + flat) ** 2
    return d_sharp * flat / (1 + flat) + d_flat * sharp / (1 + sharp)


def noisy_walkers(slope, starts, *, learning_rate, noise, updates, rng):
    """Return where walkers (n,) end that descend with a noisy gradient.

    `noise` is the standard deviation of what is added to every gradient; a smaller
    batch means more of it.
    """
    w = np.array(starts, float)
    for _ in range(updates):
        w = w - learning_rate * (slope(w) + noise * rng.standard_normal(w.shape))
    return w
