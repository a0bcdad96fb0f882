"""Walking downhill: gradients by differences, and steps against them."""

import numpy as np


def central_difference(function, x, h=1e-5):
    """Return the gradient of `function` at `x`, one coordinate at a time.

    ∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x − h eᵢ)) / 2h, wrong by O(h²). `x` has any shape and is
    left as it was; the result has the same shape. A number gives a number.
    """
    x = np.array(x, float)  # a copy, so that the caller's array stays
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        gradient[i] = (function(x + step) - function(x - step)) / (2 * h)
    return gradient if gradient.ndim else float(gradient)


def descend(gradient, start, learning_rate, steps):
    """Return the path of x ← x − η ∇f(x) from `start`: shape (steps + 1, *start.shape).

    `gradient` is a function of x. Numbers that overflow end up as inf, without warning.
    """
    path = [np.array(start, float)]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


def descend_until(gradient, start, learning_rate, *, tolerance=1e-3, most=10_000):
    """Descend until the gradient is shorter than `tolerance`; return path and reason.

    The reason is "small gradient" or, after `most` steps, "out of steps".
    """
    path = [np.array(start, float)]
    for _ in range(most):
        slope = gradient(path[-1])
        if np.linalg.norm(slope) < tolerance:
            return np.array(path), "small gradient"
        path.append(path[-1] - learning_rate * slope)
    return np.array(path), "out of steps"


def largest_stable_rate(hessian):
    """Return 2/L: above it, descent on ½xᵀHx diverges (L: largest eigenvalue of H).

    `hessian` is a number or a symmetric positive definite (n, n) matrix.
    Source: Goodfellow, Bengio, Courville, Deep Learning, section 4.3.
    """
    return float(2 / np.linalg.eigvalsh(np.atleast_2d(hessian)).max())
