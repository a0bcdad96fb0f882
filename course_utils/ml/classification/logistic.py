"""Find the boundary between two classes directly: logistic regression.

Points are arrays (N, D); targets are 1 for class 1 and 0 for class 2; the model says
P(class 1 | x) = sigmoid(w @ x + b). Losses are averages over the N examples.
"""

from dataclasses import dataclass

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + e^-z) without overflow, for any finite or infinite `z`."""
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1.0, small) / (1 + small)


def cross_entropy(logits, targets):
    """Return the average cross-entropy between `targets` and sigmoid(`logits`).

    max(z, 0) - z t + log(1 + e^-|z|): equal to -log of the probability given to the
    right class, but finite for any logit.
    """
    z, t = np.asarray(logits, dtype=float), np.asarray(targets, dtype=float)
    return np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z))))


def squared_error(logits, targets):
    """Return the average squared difference of sigmoid(`logits`) and `targets`."""
    return np.mean((sigmoid(logits) - np.asarray(targets)) ** 2)


def cross_entropy_gradient(w, b, points, targets):
    """Return the gradient (D,), number of the average cross-entropy at `w`, `b`.

    The same form as in linear regression: (prediction - target) times the input.
    """
    error = sigmoid(points @ w + b) - targets
    return points.T @ error / len(points), error.mean()


def squared_error_gradient(w, b, points, targets):
    """Return the gradient (D,), number of the average squared error at `w`, `b`.

    The factor p (1 - p) is what makes it vanish wherever the model is sure, even when
    it is sure of the wrong class.
    """
    p = sigmoid(points @ w + b)
    error = 2 * (p - targets) * p * (1 - p)
    return points.T @ error / len(points), error.mean()


LOSSES = {
    "cross-entropy": (cross_entropy, cross_entropy_gradient),
    "squared error": (squared_error, squared_error_gradient),
}


@dataclass(frozen=True)
class Descent:
    """What training left behind: `w` (T+1, D), `b` and `losses` (T+1,), start first."""

    w: np.ndarray
    b: np.ndarray
    losses: np.ndarray


def train(
    points,
    targets,
    *,
    learning_rate,
    steps,
    loss="cross-entropy",
    penalty=0.0,
    start=None,
):
    """Walk down the average loss + `penalty` * sum of w**2 by gradient descent.

    `loss` is "cross-entropy" or "squared error"; `start` is (w, b), zeros by default.
    """
    measure, slope = LOSSES[loss]
    points = np.asarray(points, dtype=float)
    targets = np.asarray(targets, dtype=float)
    w, b = (np.zeros(points.shape[1]), 0.0) if start is None else start
    w, b = np.array(w, dtype=float), float(b)
    path_w, path_b, losses = [], [], []
    for _ in range(steps + 1):
        path_w.append(w)
        path_b.append(b)
        losses.append(measure(points @ w + b, targets) + penalty * w @ w)
        slope_w, slope_b = slope(w, b, points, targets)
        w = w - learning_rate * (slope_w + 2 * penalty * w)
        b = b - learning_rate * slope_b
    return Descent(np.array(path_w), np.array(path_b), np.array(losses))


def fit(points, targets, *, penalty=0.0, steps=100, tolerance=1e-10):
    """Return the `w` (D,) and `b` with the least cross-entropy, by Newton's method.

    Minimises average cross-entropy + `penalty` * sum of w**2; the bias is free. Each
    step is halved until the loss falls. Several data sets of one size are fitted at
    once: points (..., N, D), targets (..., N), penalty (...) give w (..., D), b (...).
    Raises `ValueError` where no minimum exists: two classes that a line separates,
    without a penalty.
    """
    inputs = np.insert(
        np.asarray(points, dtype=float), np.shape(points)[-1], 1, axis=-1
    )
    targets, penalty = (
        np.asarray(targets, dtype=float),
        np.asarray(penalty, dtype=float),
    )
    count, pull = inputs.shape[-2], np.ones(inputs.shape[-1])
    pull[-1] = 0
    pull = 2 * penalty[..., None] * pull
    theta = np.zeros(inputs.shape[:-2] + inputs.shape[-1:])

    def score(theta):
        return (inputs @ theta[..., None])[..., 0]

    def loss(theta):
        z = score(theta)
        surprise = np.logaddexp(0, z) - targets * z
        return surprise.mean(axis=-1) + 0.5 * (pull * theta**2).sum(axis=-1)

    value = loss(theta)
    for _ in range(steps):
        p = sigmoid(score(theta))
        slope = ((p - targets)[..., None] * inputs).mean(axis=-2) + pull * theta
        if np.abs(slope).max() < tolerance:
            return theta[..., :-1], theta[..., -1][()]
        if (value < np.log(2) / count)[penalty == 0].any():
            break  # not a single example on the wrong side
        turns = np.swapaxes(inputs * (p * (1 - p))[..., None], -1, -2) @ inputs / count
        turns = turns + pull[..., None] * np.eye(len(pull.T))
        step = (np.linalg.pinv(turns, hermitian=True) @ slope[..., None])[..., 0]
        theta, value = _downhill(loss, theta, value, step)
    if (penalty > 0).all():
        raise ValueError(f"Newton's method has not arrived after {steps} steps.")
    raise ValueError(
        "The loss has no minimum: a line separates the classes, so ever larger "
        "weights are ever better. Give a penalty above 0."
    )


def _downhill(loss, theta, value, step):
    """Return theta - step and its loss; halve the step where the loss would rise."""
    size = np.ones(theta.shape[:-1])
    while True:
        candidate = theta - size[..., None] * step
        reached = loss(candidate)
        too_far = reached > value * (1 + 1e-12)  # rounding is no climb
        if not too_far.any() or size.min() < 1e-9:
            return candidate, reached
        size = np.where(too_far, size / 2, size)
