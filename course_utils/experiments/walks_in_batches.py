"""Descent on the loss of a line, with 1, 4, 16 or all 64 examples a step."""

from functools import cache, lru_cache

import numpy as np

from course_utils.ml.optimization import optimizers

EXAMPLES = 64
SIZES = (1, 4, 16, 64)
START = np.array([-0.6, 2.6])


@cache
def make_examples():
    """Return 64 points x, y near the line y = 1.5·x + 0.5."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1.5, 1.5, EXAMPLES)
    return x, 1.5 * x + 0.5 + rng.normal(0, 0.7, EXAMPLES)


def line_loss(weights):
    """Return the mean squared error of lines (..., 2) with slope w and bias b."""
    x, y = make_examples()
    w, b = np.moveaxis(np.asarray(weights), -1, 0)
    return np.mean((w[..., None] * x + b[..., None] - y) ** 2, axis=-1)


def line_gradient(weights, chosen):
    """Return the gradient (2,) of the mean squared error of the chosen examples."""
    x, y = (values[chosen] for values in make_examples())
    error = weights[0] * x + weights[1] - y
    return 2 * np.array([error @ x, error.sum()]) / len(x)


@lru_cache(maxsize=256)
def noisy_walk(size, eta, decay, epochs, seed):
    """Return the path (updates + 1, 2) of mini-batch descent, held within ±100."""
    schedule = optimizers.inverse_root(eta) if decay else eta
    path = optimizers.walk_in_batches(
        optimizers.GradientDescent(schedule),
        lambda w, chosen: line_gradient(np.clip(w, -100, 100), chosen),
        START,
        EXAMPLES,
        batch_size=size,
        epochs=epochs,
        rng=np.random.default_rng(seed),
    )
    return np.clip(path, -100, 100)


@cache
def best_line():
    """Return the (slope, bias) with the smallest loss."""
    return np.polyfit(*make_examples(), 1)
