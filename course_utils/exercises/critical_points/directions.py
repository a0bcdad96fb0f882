"""Exercises on directions: the way out of a saddle, and H times a vector."""

import numpy as np

from course_utils.ml.optimization import hessian as h
from course_utils.practice import Exercise, Mistake, as_array


def up_to_sign(result, n):
    """Return a result (eigenvalue, direction (n,)) with the largest entry positive.

    The directions u and −u are the same line. Any other result comes back as it is.
    """
    try:
        value, u = result
        value, u = as_array(value), as_array(u).astype(float)
    except (TypeError, ValueError):
        return result
    if value.shape != () or u.shape != (n,):
        return result
    return value, u * np.sign(u[np.abs(u).argmax()])


def _either_way(answer, matrix):
    """Return an answer's eigenvalue and direction, whichever of its two."""
    return up_to_sign(answer(matrix), len(matrix))


def _first_of_eigh(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], vectors[:, 0]


def _largest(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[-1], vectors[:, -1]


def _weakest(matrix):
    values, vectors = np.linalg.eigh(matrix)
    last = np.flatnonzero(values < 0)[-1]
    return values[last], vectors[:, last]


def _strongest(matrix):
    values, vectors = np.linalg.eigh(matrix)
    most = np.abs(values).argmax()
    return values[most], vectors[:, most]


def _row(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], vectors[0]


def _size_only(matrix):
    value, u = _first_of_eigh(matrix)
    return -value, u


def _swapped(matrix):
    value, u = _first_of_eigh(matrix)
    return u * np.sign(u[np.abs(u).argmax()]), value


escape_direction = Exercise(
    "13.3",
    "the escape direction",
    stars=2,
    reference=h.escape_direction,
    model_answer=_first_of_eigh,
    stub="escape(matrix)",
    call=_either_way,
    example=(np.array([[1.0, 0.0], [0.0, -3.0]]),),
    cases=[
        (np.array([[0.0, -2.0], [-2.0, 0.0]]),),
        (np.array([[1.0, 2.0], [2.0, 0.5]]),),
        (np.array([[3.0, 1.0, 0.0], [1.0, -1.0, 0.5], [0.0, 0.5, 1.0]]),),
        (np.array([[-1.0, 0.5, 0.0], [0.5, -4.0, 1.0], [0.0, 1.0, 2.0]]),),
        (np.array([[-2.0, 0.3, 0.1], [0.3, -1.0, 0.2], [0.1, 0.2, -0.5]]),),
    ],
    hints=(
        "`np.linalg.eigh` returns eigenvalues from small to large, then the vectors.",
        "The loss falls along the eigenvector of the most *negative* eigenvalue.",
        "The eigenvectors are the columns: `values[0], vectors[:, 0]`.",
    ),
    mistakes=(
        Mistake(
            _largest,
            "You took the largest eigenvalue: along its eigenvector the loss *rises*, "
            "unless all are negative.",
        ),
        Mistake(
            _weakest,
            "That is a way down, but the gentlest one: take the *most* negative "
            "eigenvalue.",
        ),
        Mistake(
            _strongest,
            "You took the eigenvalue of the largest size; where it is positive, the "
            "loss rises along its eigenvector.",
        ),
        Mistake(_row, "The eigenvectors are the columns of the matrix, not its rows."),
        Mistake(_size_only, "The eigenvalue is negative; you returned its size."),
        Mistake(_swapped, "First the eigenvalue, then its eigenvector."),
    ),
    explain="From a critical point a short step along u, either way, changes the loss "
    "by about ½λα², and λ is negative.",
)


def _bent(point):
    return np.array([4 * point[0] ** 3 + point[1], point[0] + 2 * point[1], point[2]])


def _three_times(point):
    return 3 * point


def _two_at_most(answer, gradient, point, vector):
    """Call an answer with a gradient that may be asked for twice."""
    asked = 0

    def counted(place):
        nonlocal asked
        asked += 1
        if asked > 2:
            raise RuntimeError("a third gradient was asked for, and two are enough")
        return gradient(as_array(place).astype(float))

    return answer(counted, point, vector)


def _from_two_gradients(gradient, point, vector):
    e = 1e-4
    ahead, behind = gradient(point + e * vector), gradient(point - e * vector)
    return (ahead - behind) / (2 * e)


def _undivided(gradient, point, vector):
    return _from_two_gradients(gradient, point, vector) * 2e-4


def _half(gradient, point, vector):
    return _from_two_gradients(gradient, point, vector) * 2


def _backwards(gradient, point, vector):
    return -_from_two_gradients(gradient, point, vector)


def _along_a_unit_vector(gradient, point, vector):
    return _from_two_gradients(gradient, point, vector / np.linalg.norm(vector))


hessian_vector_product = Exercise(
    "13.4",
    "Hessian-vector product",
    stars=2,
    reference=h.product_by_differences,
    model_answer=_from_two_gradients,
    stub="hv(gradient, point, vector)",
    call=_two_at_most,
    example=(_three_times, np.array([0.0, 0.0]), np.array([1.0, 2.0])),
    cases=[
        (h.chain_gradient, np.array([0.5, -1.0]), np.array([1.0, 2.0])),
        (_bent, np.array([1.0, 0.0, 2.0]), np.array([0.5, 1.0, -1.0])),
    ],
    hints=(
        "H says how the gradient changes: g(θ + εv) ≈ g(θ) + εHv.",
        "Take the gradient a little ahead along v and a little behind.",
        "`(gradient(point + e * vector) - gradient(point - e * vector)) / (2 * e)`, "
        "e = 1e-4",
    ),
    mistakes=(
        Mistake(_undivided, "Divide by the distance between the two points, 2ε."),
        Mistake(_half, "From −ε to +ε the distance is 2ε: you divided by ε."),
        Mistake(_backwards, "The sign: the gradient ahead minus the one behind."),
        Mistake(
            _along_a_unit_vector,
            "H times the vector *as it is*: do not shorten it to length 1.",
        ),
        Mistake(
            lambda gradient, point, vector: gradient(point) * vector,
            "That is gradient times vector; Hv is how the gradient *changes* along v.",
        ),
        Mistake(
            lambda gradient, point, vector: gradient(vector),
            "That is the gradient *at* v; Hv is how the gradient at `point` changes "
            "along v.",
        ),
        Mistake(
            lambda gradient, point, vector: gradient(point + vector) - gradient(point),
            "The step is too long: H describes the neighbourhood only. Use a tiny ε.",
        ),
    ),
    tolerance=1e-2,
    explain="Two gradients, and no n × n matrix anywhere.",
)
