"""Exercises of notebook 13: name the point, compute H, find the way down."""

import numpy as np

from course_utils.ml.optimization import hessian as h
from course_utils.practice import Exercise, Mistake


def _by_the_sum(eigenvalues):
    return "minimum" if np.sum(eigenvalues) > 0 else "maximum"


def _without_zero(eigenvalues):
    eigenvalues = np.asarray(eigenvalues)
    if (eigenvalues >= 0).all():
        return "minimum"
    return "maximum" if (eigenvalues <= 0).all() else "saddle point"


def _any_negative(eigenvalues):
    eigenvalues = np.asarray(eigenvalues)
    if (eigenvalues > 0).all():
        return "minimum"
    return "saddle point" if (eigenvalues < 0).any() else "undecided"


classify = Exercise(
    "13.1",
    "classify a critical point",
    stars=1,
    reference=h.classify,
    cases=[
        np.array(values)
        for values in (
            [1.0, 2.0],
            [-1.0, -3.0],
            [-1.0, 2.0],
            [3.0, -0.1, 2.0],
            [0.0, 1.0],
            [0.0, -1.0],
            [-1.0, 0.0, 1.0],
        )
    ],
    hints=(
        "Ask two questions: is there a way up, is there a way down?",
        "`(eigenvalues > 0).any()` and `(eigenvalues < 0).any()`: both means saddle.",
        "A zero without both signs is 'undecided': only `.all()` makes a minimum.",
    ),
    mistakes=(
        Mistake(
            _by_the_sum,
            "The sum says nothing: 3 and −1 add up to 2, and yet one way leads down.",
        ),
        Mistake(
            _without_zero,
            "A zero eigenvalue decides nothing: x² + y⁴ and x² − y⁴ have the same H.",
        ),
        Mistake(
            _any_negative,
            "If *all* ways lead down it is a maximum, not a saddle point.",
        ),
    ),
)

example_hessian = Exercise(
    "13.2",
    "the Hessian of the example",
    stars=2,
    reference=h.example_hessian,
    cases=[(0.0, 0.0), (1.0, 1.0), (0.5, -2.0)],
    hints=(
        "First ∂L/∂w₁ = −2(1 − w₁w₂)w₂, then differentiate this once more.",
        "By w₁: 2w₂². By w₂, with the product rule: −2(1 − w₁w₂) + 2w₁w₂.",
        "`np.array([[2 * w2**2, 4 * w1 * w2 - 2], [4 * w1 * w2 - 2, 2 * w1**2]])`",
    ),
    mistakes=(
        Mistake(
            lambda w1, w2: np.array(
                [[2 * w2**2, 2 * w1 * w2], [2 * w1 * w2, 2 * w1**2]]
            ),
            "The mixed entry has two parts: −2(1 − w₁w₂) is missing, the product rule.",
        ),
        Mistake(
            lambda w1, w2: np.array(
                [[2 * w1**2, 4 * w1 * w2 - 2], [4 * w1 * w2 - 2, 2 * w2**2]]
            ),
            "The diagonal is swapped: the curvature along w₁ is made by w₂.",
        ),
        Mistake(
            lambda w1, w2: np.array(
                [[2 * w2**2, 2 - 4 * w1 * w2], [2 - 4 * w1 * w2, 2 * w1**2]]
            ),
            "The sign of the mixed entry: at the origin it is −2.",
        ),
    ),
    explain="At the origin the diagonal is 0 and the eigenvalues are ±2.",
)


def _either_way(answer, matrix):
    """Return an answer's eigenvalue and direction; u and −u are the same line."""
    value, u = answer(matrix)
    u = np.asarray(u, dtype=float)
    return value, u * np.sign(u[np.abs(u).argmax()])


def _largest(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[-1], vectors[:, -1]


def _row(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], vectors[0]


escape_direction = Exercise(
    "13.3",
    "the escape direction",
    stars=2,
    reference=h.escape_direction,
    call=_either_way,
    cases=[
        np.array([[0.0, -2.0], [-2.0, 0.0]]),
        np.array([[1.0, 2.0], [2.0, 0.5]]),
        np.array([[3.0, 1.0, 0.0], [1.0, -1.0, 0.5], [0.0, 0.5, 1.0]]),
    ],
    hints=(
        "`np.linalg.eigh` returns eigenvalues from small to large, then the vectors.",
        "The loss falls along the eigenvector of the most *negative* eigenvalue.",
        "The eigenvectors are the columns: `values[0], vectors[:, 0]`.",
    ),
    mistakes=(
        Mistake(
            _largest,
            "You took the largest eigenvalue: along its eigenvector the loss *rises*.",
        ),
        Mistake(_row, "The eigenvectors are the columns of the matrix, not its rows."),
    ),
    explain="A step along u, either way, changes the loss by ½λα², and λ is negative.",
)


def _bent(point):
    return np.array([4 * point[0] ** 3 + point[1], point[0] + 2 * point[1], point[2]])


def _undivided(gradient, point, vector):
    return h.product_by_differences(gradient, point, vector) * 2e-5


def _half(gradient, point, vector):
    return h.product_by_differences(gradient, point, vector) * 2


hessian_vector_product = Exercise(
    "13.4",
    "Hessian-vector product",
    stars=2,
    reference=h.product_by_differences,
    cases=[
        (h.chain_gradient, np.array([0.5, -1.0]), np.array([1.0, 2.0])),
        (_bent, np.array([1.0, 0.0, 2.0]), np.array([0.5, 1.0, -1.0])),
    ],
    hints=(
        "H says how the gradient changes: g(θ + εv) ≈ g(θ) + εHv.",
        "Take the gradient a little ahead along v and a little behind.",
        "`(gradient(point + e * vector) - gradient(point - e * vector)) / (2 * e)`, "
        "e = 1e-5",
    ),
    mistakes=(
        Mistake(_undivided, "Divide by the distance between the two points, 2ε."),
        Mistake(_half, "From −ε to +ε the distance is 2ε: you divided by ε."),
        Mistake(
            lambda gradient, point, vector: gradient(point) * vector,
            "That is gradient times vector; Hv is how the gradient *changes* along v.",
        ),
        Mistake(
            lambda gradient, point, vector: gradient(point + vector) - gradient(point),
            "The step is too long: H describes the neighbourhood only. Use a tiny ε.",
        ),
    ),
    tolerance=1e-5,
    explain="Two gradients, and no n × n matrix anywhere.",
)

size_of_hessian = Exercise(
    "13.5",
    "how large is H?",
    stars=1,
    reference=15.23,
    hints=(
        "H has one entry for each *pair* of parameters.",
        "Four bytes each, and a gigabyte is 10⁹ bytes.",
        "`61706**2 * 4 / 1e9`",
    ),
    mistakes=(
        Mistake(3.81, "That is the number of entries in 10⁹; each has four bytes."),
        Mistake(0.000247, "That is the gradient. H has 61,706 such rows."),
        Mistake(30.46, "In float32 a number has four bytes, not eight."),
    ),
    tolerance=5e-3,
    explain="And that is LeNet, one of the smallest networks anyone uses.",
)
