"""From scores to probabilities for more than two classes, and how to train them.

Logits are arrays (N, K): one row per example, one score per class. Labels are whole
numbers 0 .. K-1. Logarithms are natural, so entropies are in nats.
"""

from dataclasses import dataclass

import numpy as np


def log_softmax(logits):
    """Return the logarithm of the softmax along the last axis, without overflow."""
    shifted = np.asarray(logits, dtype=float)
    shifted = shifted - shifted.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def softmax(logits, *, temperature=1.0):
    """Turn scores into probabilities along the last axis.

    A `temperature` above 1 evens them out, below 1 it sharpens them. Raises ValueError
    for a temperature that is not above 0.
    """
    if temperature <= 0:
        raise ValueError(f"temperature must be above 0, got {temperature}.")
    return np.exp(log_softmax(np.asarray(logits, dtype=float) / temperature))


def one_hot(labels, classes):
    """Return an array (N, `classes`) with a single 1 per row, at the label.

    Raises ValueError for a label outside 0 .. classes - 1.
    """
    labels = np.asarray(labels)
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            f"labels must lie in 0 .. {classes - 1}, got {labels.min()} .. "
            f"{labels.max()}."
        )
    return np.eye(classes)[labels]


def cross_entropy(logits, labels):
    """Return the average of -log P(right class) over a batch."""
    rows = np.arange(len(labels))
    return -log_softmax(logits)[rows, labels].mean()


def cross_entropy_gradient(logits, labels):
    """Return the gradient (N, K) of the batch's cross-entropy at the logits."""
    logits = np.asarray(logits)
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / len(labels)


def cross_entropy_between(p, q):
    """Return the cross-entropy of `p` and `q`: -sum of p log q.

    The surprise that a forecast `q` feels when the truth is `p`.
    """
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    with np.errstate(divide="ignore"):
        log_q = np.log(q)
    return 0.0 - (p * np.where(p > 0, log_q, 0)).sum(axis=-1)  # 0 log 0 counts as 0


def entropy(p):
    """Return the entropy of `p`: its cross-entropy with itself."""
    return cross_entropy_between(p, p)


def kl_divergence(p, q):
    """Return how much more a forecast `q` is surprised than the truth `p` itself."""
    return cross_entropy_between(p, q) - entropy(p)


@dataclass(frozen=True)
class SoftmaxRegression:
    """A linear score per class: logits = points @ `weights` (D, K) + `bias` (K,)."""

    weights: np.ndarray
    bias: np.ndarray

    def logits(self, points):
        """Return the scores (N, K) of `points` (N, D)."""
        return np.asarray(points) @ self.weights + self.bias

    def posterior(self, points):
        """Return P(class | point), shape (N, K)."""
        return softmax(self.logits(points))

    def predict(self, points):
        """Return the class (N,) with the highest score."""
        return self.logits(points).argmax(axis=-1)


def train(points, labels, *, classes, learning_rate, steps, penalty=0.0):
    """Return a `SoftmaxRegression` and its losses (T+1,), by gradient descent.

    Minimises average cross-entropy + `penalty` * sum of weights**2, from zeros.
    """
    points = np.asarray(points, dtype=float)
    model = SoftmaxRegression(np.zeros((points.shape[1], classes)), np.zeros(classes))
    losses = []
    for step in range(steps + 1):
        logits = model.logits(points)
        pull = penalty * (model.weights**2).sum()
        losses.append(cross_entropy(logits, labels) + pull)
        if step == steps:
            break
        error = cross_entropy_gradient(logits, labels)
        slope = points.T @ error + 2 * penalty * model.weights
        model = SoftmaxRegression(
            model.weights - learning_rate * slope,
            model.bias - learning_rate * error.sum(axis=0),
        )
    return model, np.array(losses)
