"""How much can a model fit? Count its parameters, or the labellings it can reach."""

import itertools

import numpy as np


def mlp_parameters(widths):
    """Return the weights and biases of a fully connected network.

    `widths` lists the inputs, the hidden layers and the outputs: (2, 3, 1) has
    2·3 + 3 in its first layer and 3·1 + 1 in its second.
    """
    return sum(
        inputs * outputs + outputs for inputs, outputs in itertools.pairwise(widths)
    )


def labellings(n):
    """Return all 2**n ways to call n points -1 or +1, shape (2**n, n)."""
    return np.array(list(itertools.product((-1, 1), repeat=n)))


def separating_line(points, labels):
    """Return (w, b) with labels · (points @ w + b) >= 1 everywhere, or None.

    Asks a linear program whether such a line (in the plane) or plane exists.
    """
    from scipy.optimize import linprog  # which takes long to load

    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    rows = -labels[:, None] * np.column_stack([points, np.ones(len(points))])
    answer = linprog(
        np.zeros(rows.shape[1]), rows, -np.ones(len(points)), bounds=(None, None)
    )
    return (answer.x[:-1], answer.x[-1]) if answer.status == 0 else None


def reachable(points):
    """Return all labellings (-1, +1) and, for each, whether a line can make it."""
    options = labellings(len(points))
    return options, np.array([separating_line(points, o) is not None for o in options])


def shatters(points):
    """Tell whether lines can make every labelling of the points.

    The largest number of points for which some arrangement is shattered is the
    Vapnik-Chervonenkis dimension: 3 for lines in the plane.
    """
    options = labellings(len(points))
    return all(separating_line(points, o) is not None for o in options)
