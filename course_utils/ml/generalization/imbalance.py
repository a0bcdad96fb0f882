"""Judge and train a classifier when one class is rare."""

import numpy as np


def confusion(actual, predicted, *, classes=2):
    """Return counts[i, j]: how often class i was called j; shape (classes, classes)."""
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (np.asarray(actual), np.asarray(predicted)), 1)
    return counts


def accuracy(counts):
    """Return the share of the confusion table that lies on its diagonal."""
    return np.trace(counts) / counts.sum()


def precision(counts):
    """Return how many of those called 1 are 1; 0.0 when none is called 1."""
    called = counts[:, 1].sum()
    return counts[1, 1] / called if called else 0.0


def recall(counts):
    """Return how many of the ones are found; 0.0 when there are none."""
    ones = counts[1].sum()
    return counts[1, 1] / ones if ones else 0.0


def f1(counts):
    """Return the harmonic mean of precision and recall; 0.0 when both are 0."""
    p, r = precision(counts), recall(counts)
    return 2 * p * r / (p + r) if p + r else 0.0


def oversample(labels, *, rng):
    """Return indices in which every class is as frequent as the most frequent one.

    All examples are kept; examples of the rarer classes are drawn again at random.
    """
    classes, counts = np.unique(labels, return_counts=True)
    chosen = []
    for value, count in zip(classes, counts, strict=True):
        own = np.flatnonzero(np.asarray(labels) == value)
        chosen += [own, rng.choice(own, counts.max() - count)]
    return np.concatenate(chosen)


def undersample(labels, *, rng):
    """Return indices in which every class is as rare as the rarest one."""
    classes, counts = np.unique(labels, return_counts=True)
    return np.concatenate(
        [
            rng.choice(np.flatnonzero(labels == value), counts.min(), replace=False)
            for value in classes
        ]
    )


def class_weights(labels):
    """Return one weight per class, n / (classes · count), so that each weighs the same.

    The same as `class_weight="balanced"` in scikit-learn.
    """
    _, counts = np.unique(labels, return_counts=True)
    return counts.sum() / (len(counts) * counts)
