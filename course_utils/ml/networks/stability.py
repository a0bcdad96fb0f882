"""Why deep networks explode or fade: spreads layer by layer, and how to keep them.

A network here is a stack of square layers without bias, width × width, as in the
formulas of Glorot and Bengio (2010) and He and others (2015).
"""

import numpy as np

ACTIVATIONS = {
    "linear": (lambda z: z, lambda z: np.ones_like(z)),
    "sigmoid": (
        lambda z: 0.5 * (1 + np.tanh(0.5 * z)),
        lambda z: 0.25 / np.cosh(0.5 * np.clip(z, -60, 60)) ** 2,
    ),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(np.clip(z, -60, 60)) ** 2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
}
INITIALISATIONS = ("0.01", "1", "Xavier", "He")


def weight_deviation(initialisation, fan_in, fan_out):
    """Return the standard deviation that an initialisation gives its weights.

    Xavier: √(2 / (fan_in + fan_out)); He: √(2 / fan_in); else the number itself.
    """
    if initialisation == "Xavier":
        return np.sqrt(2 / (fan_in + fan_out))
    if initialisation == "He":
        return np.sqrt(2 / fan_in)
    return float(initialisation)


def make_stack(depth, width, deviation, *, rng):
    """Return weights (depth, width, width), normal with this standard deviation."""
    return rng.normal(size=(depth, width, width)) * deviation


def forward(weights, x, *, activation="ReLU", residual=False):
    """Return the values z (depth, B, width) before each bend and the outputs after.

    Outputs are (depth + 1, B, width), the inputs first. With `residual` each layer
    adds its bend to what came in: x + f(x W).
    """
    function, _ = ACTIVATIONS[activation]
    before, after = [], [np.asarray(x, float)]
    for matrix in weights:
        z = after[-1] @ matrix
        before.append(z)
        after.append(function(z) + (after[-1] if residual else 0))
    return np.array(before), np.array(after)


def backward(weights, before, gradient, *, activation="ReLU", residual=False):
    """Return the gradients (depth + 1, B, width) of the outputs of every layer.

    `gradient` (B, width) is that of the last output.
    """
    _, slope = ACTIVATIONS[activation]
    gradients = [np.asarray(gradient, float)]
    for matrix, z in zip(weights[::-1], before[::-1], strict=True):
        straight = gradients[-1] if residual else 0
        gradients.append((gradients[-1] * slope(z)) @ matrix.T + straight)
    return np.array(gradients[::-1])


def spread(values):
    """Return the root mean square of the numbers (layers, ...) of each layer."""
    axes = tuple(range(1, values.ndim))
    return np.sqrt(np.mean(np.square(values), axis=axes))


def gain_of(activation, *, samples=200_001):
    """Return the factor √E[f(z)²] for z of spread 1, by summing over the bell curve.

    1 for linear, √½ for ReLU: the number that an initialisation has to make up for.
    """
    function, _ = ACTIVATIONS[activation]
    z = np.linspace(-8, 8, samples)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return float(np.sqrt(np.sum(function(z) ** 2 * density) * (z[1] - z[0])))


def predicted_spread(depth, width, deviation, *, activation="ReLU"):
    """Return the spread (depth + 1,) that variances promise, for inputs of spread 1.

    Linear: × deviation·√width per layer; ReLU: × deviation·√(width/2). Raises
    ValueError for another activation.
    """
    if activation not in ("linear", "ReLU"):
        raise ValueError(f"a closed form needs linear or ReLU, got {activation!r}")
    factor = (
        deviation * np.sqrt(width) * (1 if activation == "linear" else np.sqrt(0.5))
    )
    return factor ** np.arange(depth + 1.0)


def clip_by_norm(gradients, limit):
    """Return gradients scaled so that their common length is at most `limit`.

    All arrays are multiplied by one number, so the direction stays (Pascanu and
    others, 2013).
    """
    length = np.sqrt(sum(np.sum(np.square(g)) for g in gradients))
    factor = min(1.0, limit / length) if length > 0 else 1.0
    return [g * factor for g in gradients]


def normalize(z, *, epsilon=1e-5):
    """Return z (B, width) with mean 0 and spread 1 in each column: batch normalisation.

    Ioffe and Szegedy (2015), without the learned scale and shift.
    """
    return (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + epsilon)
