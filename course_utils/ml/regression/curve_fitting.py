"""Draw a curve through points: least squares, and keeping the weights small.

A model is a pair `(bias, weights)`: prediction = bias + features @ weights. Losses are
sums of squared errors, as in Hung-yi Lee's lecture on regression and in
`sklearn.linear_model.Ridge`: sum of (prediction - target)² + strength · sum of w².
"""

import numpy as np


def polynomial_features(x, degree):
    """Return the powers x, x², ..., x^degree as columns, shape (n, degree).

    There is no column of ones: the bias is kept apart from the weights. Raises
    ValueError for a degree below 1.
    """
    if degree < 1:
        raise ValueError(f"degree must be 1 or more, got {degree}")
    return np.asarray(x, dtype=float)[:, None] ** np.arange(1, degree + 1)


def kind_features(x, kind, kinds):
    """Return one slope and one offset column per kind, shape (n, 2 · len(kinds)).

    The columns of a kind are zero for all other kinds, so each kind gets a line of its
    own: offset + slope · x, all fitted at once.
    """
    of_kind = (np.asarray(kind)[:, None] == np.asarray(kinds)).astype(float)
    return np.hstack([of_kind * np.asarray(x, dtype=float)[:, None], of_kind])


def predict(features, bias, weights):
    """Return bias + features @ weights, shape (n,)."""
    return bias + features @ weights


def with_ones(features):
    """Put a column of ones, whose weight is the bias, before the features."""
    return np.column_stack([np.ones(len(features)), features])


def least_squares(features, target):
    """Return the (bias, weights) with the smallest sum of squared errors.

    Where several are equally good, the ones with the smallest squares are returned.
    """
    solution, *_ = np.linalg.lstsq(with_ones(features), target, rcond=None)
    return solution[0], solution[1:]


def ridge(features, target, strength, *, penalize_bias=False):
    """Return the (bias, weights) that minimise the error plus strength · sum of w².

    Solves (AᵀA + P) θ = Aᵀy, where A starts with a column of ones and P is strength ·
    identity with a zero in the corner: the bias costs nothing, because it only shifts
    the curve up and down and cannot make it less smooth. (With `penalize_bias` the
    corner is `strength` too, to see what goes wrong.) Raises ValueError for a strength
    below 0.
    """
    if strength < 0:
        raise ValueError(f"strength must be 0 or more, got {strength}")
    if strength == 0:
        return least_squares(features, target)
    a = with_ones(features)
    penalty = strength * np.eye(a.shape[1])
    if not penalize_bias:
        penalty[0, 0] = 0.0
    solution = np.linalg.solve(a.T @ a + penalty, a.T @ target)
    return solution[0], solution[1:]


def ridge_leave_one_out(features, target, strength):
    """Return for each of n >= 2 targets what ridge forecasts from the n - 1 others.

    `strength` must be above 0, so that there is one answer however few they are. Raises
    ValueError otherwise.
    """
    if strength <= 0 or len(target) < 2:
        raise ValueError("leave one out needs a penalty and two examples at least")
    a = with_ones(features)
    penalty = strength * np.eye(a.shape[1])
    penalty[0, 0] = 0.0
    products = a.T @ a + penalty - a[:, :, None] * a[:, None, :]  # (n, d + 1, d + 1)
    pull = a.T @ target - a * np.asarray(target)[:, None]
    solutions = np.linalg.solve(products, pull[..., None])[..., 0]
    return (a * solutions).sum(axis=1)


def soft_threshold(value, amount):
    """Move each value towards zero by `amount`, and stop at zero."""
    return np.sign(value) * np.maximum(np.abs(value) - amount, 0.0)


def lasso(features, target, strength, *, sweeps=5000, tolerance=1e-8):
    """Return the (bias, weights) that minimise the error plus strength · sum of |w|.

    There is no closed form: one weight at a time is set to its best value given the
    others (coordinate descent), until no weight changes by more than `tolerance` times
    the largest.
    """
    x_mean, y_mean = features.mean(axis=0), np.mean(target)
    x = features - x_mean
    products = x.T @ x  # (d, d)
    pull = x.T @ (target - y_mean)  # products of the features with what is left over
    weights = np.zeros(x.shape[1])
    used = [j for j in range(len(weights)) if products[j, j] > 0]
    for _ in range(sweeps):
        before = weights.copy()
        for j in used:
            alone = pull[j] + products[j, j] * weights[j]
            best = soft_threshold(alone, strength / 2) / products[j, j]
            pull -= products[:, j] * (best - weights[j])
            weights[j] = best
        if np.abs(weights - before).max() <= tolerance * np.abs(weights).max():
            break
    return y_mean - x_mean @ weights, weights


def regularized_loss(bias, weights, features, target, strength):
    """Return the sum of squared errors plus strength · sum of w²."""
    error = predict(features, bias, weights) - target
    return float(error @ error + strength * weights @ weights)


def regularized_gradient(bias, weights, features, target, strength):
    """Return the slopes of `regularized_loss` with respect to the bias and weights."""
    error = predict(features, bias, weights) - target
    return 2 * error.sum(), 2 * features.T @ error + 2 * strength * weights


def fit_by_descent(features, target, strength=0.0, *, learning_rate, updates):
    """Walk from zero down the regularised loss; return (bias, weights, losses).

    `losses` has updates + 1 entries: the loss before the first update comes first.
    """
    bias, weights = 0.0, np.zeros(features.shape[1])
    losses = [regularized_loss(bias, weights, features, target, strength)]
    for _ in range(updates):
        slope_bias, slope_weights = regularized_gradient(
            bias, weights, features, target, strength
        )
        bias = bias - learning_rate * slope_bias
        weights = weights - learning_rate * slope_weights
        losses.append(regularized_loss(bias, weights, features, target, strength))
    return bias, weights, np.array(losses)
