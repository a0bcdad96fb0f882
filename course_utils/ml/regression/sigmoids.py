"""Bent curves out of simple pieces: sigmoids, ReLUs, and sums of many of them."""

import numpy as np

KINDS = ("sigmoid", "hard sigmoid", "ReLU")
# With this w the tangent in a sigmoid's middle climbs within one knot distance.
STEEPNESS = 4.0


def sigmoid(z):
    """Return 1 / (1 + e^(−z)), between 0 and 1, without overflow for any z."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, float)))


def relu(z):
    """Return max(0, z), the rectified linear unit."""
    return np.maximum(0.0, np.asarray(z, float))


def soft_step(x, w, b, c):
    """Return c · σ(b + w·x): b shifts the step, w steepens it, c is its height."""
    return c * sigmoid(b + w * np.asarray(x, float))


def hard_sigmoid(x, left, right, height=1.0):
    """Return 0 up to `left`, `height` from `right` on, and a straight ramp between.

    Raises ValueError unless `left` is below `right`.
    """
    if not left < right:
        raise ValueError(f"the ramp must rise from left to right, got {left}, {right}")
    return height * np.clip((np.asarray(x, float) - left) / (right - left), 0, 1)


def hard_sigmoid_from_relus(x, left, right, height=1.0):
    """Return the same ramp as two ReLUs: one starts to climb, one cancels the climb.

    Raises ValueError unless left < right.
    """
    if not left < right:
        raise ValueError(f"the ramp must rise from left to right, got {left}, {right}")
    x, slope = np.asarray(x, float), height / (right - left)
    return slope * relu(x - left) - slope * relu(x - right)


def place_knots(low, high, n):
    """Return n knots at equal distances, the first at `low`, none at `high`.

    Twice as many knots keep all the old ones, so a curve out of 2n pieces can do
    whatever one out of n pieces can. Raises ValueError for n below 1.
    """
    if n < 1:
        raise ValueError(f"needs one piece or more, got n = {n}")
    return low + (high - low) * np.arange(n) / n


def pieces(x, n, *, kind="sigmoid"):
    """Return the values of n pieces of one `kind` at each x, shape (len(x), n).

    Both sigmoids climb from one knot to the next; a ReLU starts to climb at a knot.
    Raises ValueError for a kind that is not in KINDS.
    """
    x = np.asarray(x, float)
    knots, width = place_knots(x.min(), x.max(), n), (x.max() - x.min()) / n
    if kind == "sigmoid":
        return sigmoid((x[:, None] - (knots + width / 2)) * (STEEPNESS / width))
    if kind == "hard sigmoid":
        return np.clip((x[:, None] - knots) / width, 0, 1)
    if kind == "ReLU":
        return relu(x[:, None] - knots) / width
    raise ValueError(f"kind must be one of {', '.join(KINDS)}, got {kind!r}")


def fit_pieces(x, y, n, *, kind="sigmoid"):
    """Return (b, c): the constant and heights with the smallest squared error."""
    values = pieces(x, n, kind=kind)
    design = np.column_stack([np.ones(len(values)), values])
    solution, *_ = np.linalg.lstsq(design, np.asarray(y, float), rcond=None)
    return float(solution[0]), solution[1:]


def forward(x, W, b, c, constant):
    """Return constant + cᵀ σ(b + W x), the network in matrix form.

    x has shape (features,) or (examples, features); W is (sigmoids, features), b and
    c are (sigmoids,). Source: H.-Y. Lee, Machine Learning 2021, lecture 1.
    """
    r = np.asarray(b, float) + np.asarray(x, float) @ np.asarray(W, float).T
    return constant + sigmoid(r) @ np.asarray(c, float)
