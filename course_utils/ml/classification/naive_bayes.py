"""Classes of yes-or-no features, each feature believed to be independent.

Features are arrays (N, D) of 0 and 1; labels are whole numbers 0 .. K-1.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class BernoulliNaiveBayes:
    """One probability of a 1 per class and feature (K, D), one prior per class (K,)."""

    chances: np.ndarray
    priors: np.ndarray

    def log_joint(self, features):
        """Return log P(class) + the sum of log P(feature | class), shape (N, K)."""
        ones = np.asarray(features)[:, None, :] == 1
        with np.errstate(divide="ignore"):  # log 0 = -inf: "never seen"
            yes, no = np.log(self.chances), np.log1p(-self.chances)
            return np.log(self.priors) + np.where(ones, yes, no).sum(axis=-1)

    def posterior(self, features):
        """Return P(class | features), shape (N, K)."""
        joint = self.log_joint(features)
        weight = np.exp(joint - joint.max(axis=-1, keepdims=True))
        return weight / weight.sum(axis=-1, keepdims=True)

    def predict(self, features):
        """Return the most probable class (N,) of each row."""
        return self.log_joint(features).argmax(axis=-1)


def fit_bernoulli(features, labels, *, smoothing=0.0):
    """Return the `BernoulliNaiveBayes` that makes the `features` (N, D) most likely.

    `smoothing` adds that many imagined ones and zeros to each class and feature, so
    that nothing is impossible for not having been seen (Laplace).
    """
    features, labels = np.asarray(features, dtype=float), np.asarray(labels)
    counts = np.bincount(labels)
    ones = np.stack([features[labels == k].sum(axis=0) for k in range(len(counts))])
    chances = (ones + smoothing) / (counts[:, None] + 2 * smoothing)
    return BernoulliNaiveBayes(chances, counts / counts.sum())


def make_thirteen_examples():
    """Return the thirteen examples of the naive Bayes puzzle: features, labels.

    (1, 1) is class 1 once; (1, 0), (0, 1) and (0, 0) are class 2 four times each.
    Label 1 stands for class 1, label 0 for class 2. Source: Hung-yi Lee's lecture on
    logistic regression.
    """
    kinds = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    times = [1, 4, 4, 4]
    return np.repeat(kinds, times, axis=0), np.repeat([1, 0, 0, 0], times)
