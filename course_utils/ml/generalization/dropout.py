"""Switch units off at random while training, and leave the mean as it was.

Srivastava and others (2014), "Dropout". This is the inverted form, as in torch: what
stays is divided by 1 - p in training, so that nothing is left to do afterwards.
"""

from itertools import product

import numpy as np


def make_mask(shape, p, rng):
    """Return a mask: 0 with probability `p`, else 1 / (1 - p), so that its mean is 1.

    Raises ValueError unless 0 <= p <= 1. With p = 1 everything is switched off.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"p is the share of units switched off, 0 to 1, got {p}")
    if p == 1:
        return np.zeros(shape)
    return (rng.random(shape) >= p) / (1 - p)


def dropout(x, p, rng, *, training=True):
    """Return x with a fresh mask in training, and x itself in evaluation."""
    return x * make_mask(np.shape(x), p, rng) if training else x


def all_masks(units, p):
    """Return all 2ⁿ masks (2ⁿ, n) and their probabilities (2ⁿ,), for few units n."""
    kept = np.array(list(product((0.0, 1.0), repeat=units)))
    chances = np.prod(np.where(kept == 1, 1 - p, p), axis=1)
    return (kept / (1 - p) if p < 1 else kept), chances


def expected_output(x, weights, bias, p, *, activation=lambda z: z):
    """Return the mean over all masks of activation(weights @ (x · mask) + bias).

    Exact, by going through all 2ⁿ masks; x has n <= 16 units. Raises ValueError for
    more.
    """
    if len(x) > 16:
        raise ValueError(f"2ⁿ masks are too many for n = {len(x)}: 16 at most")
    masks, chances = all_masks(len(x), p)
    return chances @ activation((masks * x) @ np.transpose(weights) + bias)


def output_variance(x, weights, p):
    """Return the variance of weights @ (x · mask): p / (1 - p) · Σ (wᵢ xᵢ)²."""
    return p / (1 - p) * np.sum((weights * x) ** 2, axis=-1)
