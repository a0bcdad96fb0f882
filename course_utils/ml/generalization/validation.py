"""Choose a model without fooling oneself: splits, folds and searches."""

import itertools

import numpy as np


def split(n, fractions=(0.7, 0.15, 0.15), *, rng=None):
    """Return index arrays for consecutive parts of the given fractions.

    With `rng` the examples are shuffled first; without it the order is kept, as a time
    series needs it. What rounding leaves over goes to the last part. Raises ValueError
    if the fractions do not add up to 1.
    """
    if abs(sum(fractions) - 1) > 1e-9:
        raise ValueError(f"fractions must add up to 1, got {sum(fractions):g}")
    order = np.arange(n) if rng is None else rng.permutation(n)
    ends = np.round(np.cumsum(fractions)[:-1] * n).astype(int)
    return tuple(np.split(order, ends))


def folds(n, k, *, rng=None):
    """Return k pairs (train, held_out) of index arrays; each example is held out once.

    Sizes differ by at most one, the first folds being the larger, as in
    `sklearn.model_selection.KFold`. With `rng` the examples are shuffled first. Raises
    ValueError for a k below 2 or above n.
    """
    if not 2 <= k <= n:
        raise ValueError(f"k must be between 2 and the {n} examples, got {k}")
    order = np.arange(n) if rng is None else rng.permutation(n)
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


def time_folds(n, k):
    """Return k pairs (past, next_block): the model never sees what comes later.

    The blocks have n // (k + 1) examples and end at the last one, as in
    `sklearn.model_selection.TimeSeriesSplit`. Raises ValueError for fewer than k + 1
    examples.
    """
    block = n // (k + 1)
    if k < 1 or block < 1:
        raise ValueError(f"{k} folds in time need at least {k + 1} examples, got {n}")
    order = np.arange(n)
    starts = range(n - k * block, n, block)
    return [(order[:start], order[start : start + block]) for start in starts]


def cross_validate(fit, error, features, target, pairs):
    """Return the held-out error of each fold, shape (k,).

    `fit(features, target)` returns a model; `error(model, features, target)` a number.
    """
    return np.array(
        [
            error(fit(features[train], target[train]), features[held], target[held])
            for train, held in pairs
        ]
    )


def grid_points(low, high, per_side):
    """Return the points of a regular grid in a box, shape (per_side**d, d).

    The points sit in the middle of equal cells, so that no trial is spent on the rim.
    """
    middles = (np.arange(per_side) + 0.5) / per_side
    unit = np.array(list(itertools.product(middles, repeat=len(low))))
    return np.asarray(low) + unit * (np.asarray(high) - np.asarray(low))


def random_points(low, high, trials, *, rng):
    """Return points drawn evenly from a box, shape (trials, d)."""
    return rng.uniform(low, high, size=(trials, len(low)))


def search(objective, points):
    """Try every point; return the best, its value and the best so far (trials,)."""
    values = np.array([objective(*point) for point in points])
    best = int(values.argmin())
    return points[best], float(values[best]), np.minimum.accumulate(values)
