"""Two logistic units feed a third: the smallest neural network, and what solves XOR.

A cascade is (V, c, w, b): hidden = sigmoid(points @ V + c), output = sigmoid(hidden @ w
+ b), with V (2, 2), c (2,), w (2,), b a number. Points (N, 2), targets (N,) of 0 and 1.
With more than two hidden units H the shapes are V (2, H), c (H,), w (H,).
"""

from typing import NamedTuple

import numpy as np

from course_utils.ml.classification.logistic import cross_entropy, sigmoid

XOR_POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_TARGETS = np.array([0.0, 1.0, 1.0, 0.0])


class Cascade(NamedTuple):
    """The nine numbers of two hidden logistic units and one on top."""

    V: np.ndarray
    c: np.ndarray
    w: np.ndarray
    b: float


def transform(cascade, points):
    """Return what the two hidden units say about each point, shape (N, 2)."""
    return sigmoid(points @ cascade.V + cascade.c)


def logits(cascade, points):
    """Return the score (N,) of the unit on top."""
    return transform(cascade, points) @ cascade.w + cascade.b


def gradients(cascade, points, targets):
    """Return the gradient of the average cross-entropy, as a `Cascade`."""
    hidden = transform(cascade, points)
    error = (sigmoid(hidden @ cascade.w + cascade.b) - targets) / len(points)
    blame = np.outer(error, cascade.w) * hidden * (1 - hidden)
    return Cascade(points.T @ blame, blame.sum(axis=0), hidden.T @ error, error.sum())


def start(seed, hidden=2):
    """Return a cascade of `hidden` units, random weights of spread 1 and biases 0."""
    rng = np.random.default_rng(seed)
    V, w = rng.normal(size=(2, hidden)), rng.normal(size=hidden)
    return Cascade(V, np.zeros(hidden), w, 0.0)


def train(points, targets, *, learning_rate, steps, seed=0, hidden=2):
    """Return the cascades after 0, 1, .. `steps` updates, and their losses."""
    cascade, path, losses = start(seed, hidden), [], []
    for _ in range(steps + 1):
        path.append(cascade)
        losses.append(cross_entropy(logits(cascade, points), targets))
        slopes = gradients(cascade, points, targets)
        cascade = Cascade(
            *(
                part - learning_rate * slope
                for part, slope in zip(cascade, slopes, strict=True)
            )
        )
    return path, np.array(losses)
