"""Sixty tumours, the logistic curve that suits them best, and maps of its loss."""

from functools import cache

import numpy as np
from matplotlib import colormaps

from course_utils.data.tables import load_table
from course_utils.ml.classification import logistic


@cache
def tumours(count=60):
    """Return the standardised radius (N,) of some tumours, 1 where malignant (N,)."""
    table = load_table("breast_cancer")
    rows = np.random.default_rng(3).permutation(len(table))[:count]
    radius = table.features[rows, 0]
    return (radius - radius.mean()) / radius.std(), 1 - table.labels[rows]


@cache
def best_fit(loss="cross-entropy"):
    """Return the w and b with the least "cross-entropy" or "squared error"."""
    x, targets = tumours()
    w, b = logistic.fit(x[:, None], targets)
    if loss == "squared error":  # its minimum lies near: descent goes the rest
        run = logistic.train(
            x[:, None], targets, learning_rate=10, steps=500, loss=loss, start=(w, b)
        )
        w, b = run.w[-1], run.b[-1]
    return float(w[0]), float(b)


def losses_at(w, b):
    """Return cross-entropy and squared error for all pairs of `w` (M,), `b` (N,)."""
    x, targets = tumours()
    logits = w[None, :, None] * x + b[:, None, None]
    p = logistic.sigmoid(logits)
    surprise = np.logaddexp(0, logits) - targets * logits
    return surprise.mean(axis=-1), ((p - targets) ** 2).mean(axis=-1)


CROSS_ENTROPY_LEVELS = np.array([0, 0.3, 0.5, 0.8, 1.3, 2, 3, 4.5, 6.5, 9, 12, 16, 40])


def show_surface(ax, w, b, values, levels):
    """Fill the contours of `values` (N, M) at `levels`, dark where the loss is low."""
    colors = colormaps["cividis"](np.linspace(0.08, 1, len(levels) - 1))
    ax.contourf(w, b, values, levels, colors=colors)
    ax.set(xlabel="weight w", ylabel="bias b")
    ax.grid(False)
