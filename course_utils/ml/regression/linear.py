"""The smallest learner: a line w·x + b, how wrong it is, and how to improve it."""

import numpy as np


def predict(x, w, b):
    """Return the line `w * x + b` at each `x`."""
    return w * np.asarray(x, float) + b


def residuals(x, y, w, b):
    """Return how far each target lies above the line: `y - (w * x + b)`.

    Raises ValueError for different shapes.
    """
    _check_pair(x, y)
    return np.asarray(y, float) - predict(x, w, b)


def sum_of_squares(values):
    """Return the sum of the squares of all numbers in `values`, 0.0 if there are none.

    The smallest loss of all: how far a whole row of misses is from nothing.
    """
    total = 0.0
    for value in values:
        total += value**2
    return total


def mae(prediction, target):
    """Return the mean absolute error, in the unit of the target.

    Raises ValueError for different shapes.
    """
    _check_pair(prediction, target)
    return float(np.mean(np.abs(np.asarray(prediction) - np.asarray(target))))


def mse(prediction, target):
    """Return the mean squared error, in the squared unit of the target.

    Raises ValueError for different shapes.
    """
    _check_pair(prediction, target)
    return float(np.mean((np.asarray(prediction) - np.asarray(target)) ** 2))


def mae_and_mse(prediction, target):
    """Return the mean absolute and the mean squared error, in this order."""
    miss = np.asarray(prediction, float) - np.asarray(target, float)
    return float(np.mean(np.abs(miss))), float(np.mean(miss**2))


LOSSES = {"MAE": mae, "MSE": mse}


def gradient(x, y, w, b, *, loss="MSE"):
    """Return (∂L/∂w, ∂L/∂b) of the mean loss; MAE has slope 0 where the error is 0.

    Raises ValueError for a loss that is neither "MAE" nor "MSE".
    """
    error = -residuals(x, y, w, b)  # prediction minus target
    pull = _loss_slope(error, loss)
    return float(np.mean(pull * np.asarray(x, float))), float(np.mean(pull))


def step(x, y, w, b, learning_rate, *, loss="MSE"):
    """Return (w, b) after one step against the gradient."""
    slope_w, slope_b = gradient(x, y, w, b, loss=loss)
    return w - learning_rate * slope_w, b - learning_rate * slope_b


def descend(x, y, *, start=(0.0, 0.0), learning_rate, steps, loss="MSE"):
    """Return every (w, b) on the way down, shape (steps + 1, 2), the start first."""
    path = [tuple(map(float, start))]
    for _ in range(steps):
        path.append(step(x, y, *path[-1], learning_rate, loss=loss))
    return np.array(path)


def least_squares(x, y):
    """Return the (w, b) with the smallest MSE, without descending.

    w is the covariance of x and y over the variance of x, and the best line goes
    through the mean point. Raises ValueError when every x is the same.
    """
    _check_pair(x, y)
    x, y = np.asarray(x, float), np.asarray(y, float)
    spread = np.mean((x - x.mean()) ** 2)
    if spread == 0:
        raise ValueError("least_squares needs at least two different x, got one")
    w = np.mean((x - x.mean()) * (y - y.mean())) / spread
    return float(w), float(y.mean() - w * x.mean())


def error_surface(x, y, ws, bs, *, loss="MSE"):
    """Return the loss at every pair, shape (len(bs), len(ws)): b down, w across.

    Raises ValueError for a loss that is neither "MAE" nor "MSE".
    """
    w, b = np.meshgrid(np.asarray(ws, float), np.asarray(bs, float))
    error = predict(np.asarray(x, float)[:, None, None], w, b) - np.reshape(
        y, (-1, 1, 1)
    )
    if loss == "MSE":
        return np.mean(error**2, axis=0)
    if loss == "MAE":
        return np.mean(np.abs(error), axis=0)
    raise ValueError(f"loss must be 'MAE' or 'MSE', got {loss!r}")


def _loss_slope(error, loss):
    """Return the derivative of the loss of each example by its prediction."""
    if loss == "MSE":
        return 2 * error
    if loss == "MAE":
        return np.sign(error)
    raise ValueError(f"loss must be 'MAE' or 'MSE', got {loss!r}")


def _check_pair(first, second):
    """Refuse shapes that numpy would silently stretch against each other."""
    if np.shape(first) != np.shape(second):
        raise ValueError(
            f"both must have one shape, got {np.shape(first)} and {np.shape(second)}"
        )
