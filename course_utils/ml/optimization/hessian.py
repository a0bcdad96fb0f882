"""What kind of critical point is this? Curvature in every direction, by eigenvalues."""

import numpy as np

KINDS = ("minimum", "maximum", "saddle point", "undecided")


def quadratic(points, a, b, c):
    """Return ½ (a x² + 2 b x y + c y²) at points (..., 2): Hessian [[a, b], [b, c]]."""
    x, y = points[..., 0], points[..., 1]
    return 0.5 * (a * x**2 + 2 * b * x * y + c * y**2)


def hessian(function, point, *, step=1e-4):
    """Estimate the Hessian (n, n) of a function of (n,) by central differences."""
    point = np.asarray(point, dtype=float)
    directions = step * np.eye(len(point))
    result = np.empty((len(point), len(point)))
    for i, u in enumerate(directions):
        for j, v in enumerate(directions):
            result[i, j] = (
                function(point + u + v)
                - function(point + u - v)
                - function(point - u + v)
                + function(point - u - v)
            )
    return result / (4 * step**2)


def taylor(value, gradient, matrix, move):
    """Return the Taylor estimate f + g·d + ½ d·Hd after a move d (..., n)."""
    return value + move @ gradient + 0.5 * ((move @ matrix) * move).sum(axis=-1)


def classify(eigenvalues, *, tolerance=1e-9):
    """Name the critical point that has these Hessian eigenvalues: one of KINDS.

    All positive is a minimum, all negative a maximum, both signs a saddle point. A
    zero without both signs leaves the question to higher orders.
    """
    eigenvalues = np.asarray(eigenvalues)
    up, down = eigenvalues > tolerance, eigenvalues < -tolerance
    if up.any() and down.any():
        return "saddle point"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"


def escape_direction(matrix):
    """Return the most negative eigenvalue of a Hessian and its unit eigenvector.

    Raises ValueError when no eigenvalue is negative: there is no way down to see.
    """
    eigenvalues, eigenvectors = np.linalg.eigh(matrix)
    if eigenvalues[0] >= 0:
        raise ValueError(
            f"no negative eigenvalue, the smallest is {eigenvalues[0]:.3g}"
        )
    return eigenvalues[0], eigenvectors[:, 0]


def chain_loss(weights, *, x=1.0, y=1.0):
    """Return (y − w₁w₂…wₙ x)² for weights (..., n): the one-example linear network."""
    return (y - np.prod(weights, axis=-1) * x) ** 2


def chain_gradient(weights, *, x=1.0, y=1.0):
    """Return the gradient (n,) of `chain_loss` at weights (n,)."""
    weights = np.asarray(weights, dtype=float)
    others = np.array([np.prod(np.delete(weights, i)) for i in range(len(weights))])
    return -2 * (y - np.prod(weights) * x) * x * others


def chain_hessian(weights, *, x=1.0, y=1.0):
    """Return the Hessian (n, n) of `chain_loss` at weights (n,), in closed form."""
    weights = np.asarray(weights, dtype=float)
    n, residual = len(weights), y - np.prod(weights) * x
    others = np.array([np.prod(np.delete(weights, i)) for i in range(n)])
    result = 2 * x**2 * np.outer(others, others)
    for i in range(n):
        for j in range(n):
            if i != j:
                result[i, j] -= 2 * residual * x * np.prod(np.delete(weights, [i, j]))
    return result


def example_hessian(w1, w2):
    """Return the Hessian (2, 2) of (1 − w₁w₂)²: the lecture's one-example network."""
    mixed = 4 * w1 * w2 - 2
    return np.array([[2 * w2**2, mixed], [mixed, 2 * w1**2]])


def random_spectra(dimension, *, trials, rng):
    """Return the eigenvalues (trials, n) of random symmetric matrices, sorted in rows.

    The entries are standard normal, with variance 2 on the diagonal (the Gaussian
    orthogonal ensemble), so that no direction is preferred.
    """
    matrices = rng.normal(size=(trials, dimension, dimension))
    matrices = (matrices + matrices.transpose(0, 2, 1)) / np.sqrt(2)
    return np.linalg.eigvalsh(matrices)


def product_by_differences(gradient, point, vector, *, step=1e-5):
    """Estimate the Hessian times a vector (n,) from two gradients; H is never built."""
    ahead = gradient(point + step * vector)
    behind = gradient(point - step * vector)
    return (ahead - behind) / (2 * step)


def way_down(product, vector, shift, rounds):
    """Return the lowest eigenvalue of H and its direction (n,), from products alone.

    Power iteration on shift · I − H: `product(v)` returns H v, `vector` (n,) is the
    direction to begin with, `rounds` is 1 or more. With a `shift` above the largest
    eigenvalue the direction turns to that of the lowest, the more the more rounds.
    Raises ValueError for no round.
    """
    if rounds < 1:
        raise ValueError(f"at least one round is needed, got {rounds}")
    for _ in range(rounds):
        vector = shift * vector - product(vector)
        vector = vector / (vector @ vector) ** 0.5
    return vector @ product(vector), vector
