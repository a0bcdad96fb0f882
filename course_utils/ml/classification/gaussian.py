"""Describe each class by a Gaussian, then ask which class would have made a point.

Points are arrays (N, D); labels are whole numbers 0 .. K-1. Everything is computed with
logarithms, because densities far from a mean are smaller than the smallest float.
Formulas: Bishop, Pattern Recognition and Machine Learning, sections 2.3 and 4.2.
"""

from dataclasses import dataclass

import numpy as np

KINDS = ("own", "shared", "diagonal")


def log_normal(x, mean, std):
    """Return the log density of the one-dimensional Gaussian at every `x`."""
    z = (np.asarray(x, dtype=float) - mean) / std
    return -0.5 * z**2 - np.log(std) - 0.5 * np.log(2 * np.pi)


def log_density(points, mean, covariance):
    """Return the log density (N,) of the D-dimensional Gaussian at `points` (N, D).

    Raises `numpy.linalg.LinAlgError` if `covariance` (D, D) is not positive definite.
    """
    offset = np.asarray(points, dtype=float) - mean
    root = np.linalg.cholesky(covariance)  # covariance = root @ root.T
    z = np.linalg.solve(root, offset.reshape(-1, offset.shape[-1]).T)
    log_determinant = 2 * np.log(np.diag(root)).sum()
    constant = offset.shape[-1] * np.log(2 * np.pi)
    value = -0.5 * ((z**2).sum(axis=0) + log_determinant + constant)
    return value.reshape(offset.shape[:-1])


def density(points, mean, covariance):
    """Return the density (N,) of the D-dimensional Gaussian at `points` (N, D)."""
    return np.exp(log_density(points, mean, covariance))


def log_likelihood(points, mean, covariance):
    """Return the log of the density of all `points` (N, D) together: a sum."""
    return log_density(points, mean, covariance).sum()


def estimate_mean(points):
    """Return the mean (D,) under which `points` (N, D) are most likely."""
    return np.asarray(points, dtype=float).mean(axis=0)


def estimate_covariance(points):
    """Return the covariance (D, D) under which `points` (N, D) are most likely.

    Maximum likelihood divides by N, not by N - 1.
    """
    offset = np.asarray(points, dtype=float) - estimate_mean(points)
    return offset.T @ offset / len(offset)


def covariance_matrix(std_1, std_2, correlation):
    """Return the 2x2 covariance of two quantities with these spreads."""
    shared = correlation * std_1 * std_2
    return np.array([[std_1**2, shared], [shared, std_2**2]])


def posterior(log_likelihoods, priors):
    """Return P(class | point) from log P(point | class), both (N, K), by Bayes.

    Only the differences within a row count, so the largest is moved to zero first.
    """
    joint = log_likelihoods + np.log(priors)
    weight = np.exp(joint - joint.max(axis=-1, keepdims=True))
    return weight / weight.sum(axis=-1, keepdims=True)


@dataclass(frozen=True)
class GaussianClassifier:
    """One Gaussian and one prior per class.

    `means` (K, D), `covariances` (K, D, D), `priors` (K,).
    """

    means: np.ndarray
    covariances: np.ndarray
    priors: np.ndarray

    def log_likelihoods(self, points):
        """Return log P(point | class), shape (N, K)."""
        pairs = zip(self.means, self.covariances, strict=True)
        return np.stack([log_density(points, *pair) for pair in pairs], axis=-1)

    def log_joint(self, points):
        """Return log P(class) + log P(point | class), shape (N, K)."""
        return self.log_likelihoods(points) + np.log(self.priors)

    def posterior(self, points):
        """Return P(class | point), shape (N, K): rows sum to one."""
        return posterior(self.log_likelihoods(points), self.priors)

    def predict(self, points):
        """Return the most probable class (N,) of each point."""
        return self.log_joint(points).argmax(axis=-1)


def fit_gaussians(points, labels, *, kind="own", priors=None):
    """Return the `GaussianClassifier` that makes `points` (N, D) most likely.

    `kind` says what each class's covariance may be: its "own", one "shared" by all (the
    average weighted by class size), or its own but "diagonal" (naive Bayes). `priors`
    (K,) default to the share of each class in the data. Raises ValueError for another
    kind, or a class without a point.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, got {kind!r}.")
    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    classes = [points[labels == k] for k in range(labels.max() + 1)]
    shares = np.array([len(members) for members in classes]) / len(points)
    if (shares == 0).any():
        raise ValueError("Every class 0 .. K-1 needs at least one point.")
    covariances = np.stack([estimate_covariance(members) for members in classes])
    if kind == "shared":
        average = np.tensordot(shares, covariances, axes=1)
        covariances = np.broadcast_to(average, covariances.shape).copy()
    if kind == "diagonal":
        covariances = covariances * np.eye(points.shape[1])
    means = np.stack([estimate_mean(members) for members in classes])
    priors = shares if priors is None else np.asarray(priors, dtype=float)
    return GaussianClassifier(means, covariances, priors)


def line_of_shared(mean_1, mean_2, covariance, prior_1):
    """Return w (D,) and b with P(class 1 | x) = sigmoid(w @ x + b).

    Holds for two classes that share one `covariance`; class 2's prior is 1 - `prior_1`.
    """
    mean_1, mean_2 = np.asarray(mean_1, dtype=float), np.asarray(mean_2, dtype=float)
    w = np.linalg.solve(covariance, mean_1 - mean_2)
    b = -0.5 * w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))
    return w, b
