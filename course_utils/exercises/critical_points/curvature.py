"""Exercises on the verdict and on the Hessian: which point, which matrix, how large?"""

import numpy as np

from course_utils.ml.optimization import hessian as h
from course_utils.practice import Exercise, Mistake


def _by_the_signs(eigenvalues):
    up, down = (eigenvalues > 0).any(), (eigenvalues < 0).any()
    if up and down:
        return "saddle point"
    if (eigenvalues == 0).any():
        return "undecided"
    return "minimum" if up else "maximum"


def _by_the_sum(eigenvalues):
    return "minimum" if np.sum(eigenvalues) > 0 else "maximum"


def _zeros_forgotten(eigenvalues):
    if (eigenvalues >= 0).all():
        return "minimum"
    return "maximum" if (eigenvalues <= 0).all() else "saddle point"


def _zeros_forgotten_downwards_first(eigenvalues):
    if (eigenvalues <= 0).all():
        return "maximum"
    return "minimum" if (eigenvalues >= 0).all() else "saddle point"


def _any_negative(eigenvalues):
    if (eigenvalues > 0).all():
        return "minimum"
    return "saddle point" if (eigenvalues < 0).any() else "undecided"


def _any_zero(eigenvalues):
    if (eigenvalues == 0).any():
        return "undecided"
    return _by_the_signs(eigenvalues)


def _by_the_product(eigenvalues):
    product = np.prod(eigenvalues)
    if product == 0:
        return "undecided"
    if product < 0:
        return "saddle point"
    return "minimum" if eigenvalues[0] > 0 else "maximum"


_BY_PRODUCT = (
    "The product (the determinant) decides in two dimensions only: with three "
    "negative eigenvalues it is negative, with two of three it is positive."
)

classify = Exercise(
    "13.1",
    "classify a critical point",
    stars=1,
    reference=h.classify,
    model_answer=_by_the_signs,
    stub="classify(eigenvalues)",
    example=(np.array([2.0, 1.0]),),
    cases=[
        (np.array(values),)
        for values in (
            [1.0, 2.0],
            [-1.0, -3.0],
            [-1.0, 2.0],
            [3.0, -0.1, 2.0],
            [3.0, -1.0, -2.0],
            [-3.0, -1.0, 2.0],
            [-1.0, -2.0, -3.0],
            [1e-6, 4.0, 2.0],
            [-1e-6, 4.0],
            [0.0, 1.0],
            [0.0, -1.0],
            [2.0, 0.0, 3.0],
            [-2.0, -1.0, 0.0],
            [-1.0, 0.0, 1.0],
            [0.0, 2.0, -1.0],
            [0.0, 0.0],
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
            _zeros_forgotten,
            "A zero eigenvalue decides nothing: x² + y⁴ and x² − y⁴ have the same H.",
        ),
        Mistake(
            _zeros_forgotten_downwards_first,
            "Zeros without both signs leave it undecided: for all that H says, x⁴ and "
            "−x⁴ are the same.",
        ),
        Mistake(
            _any_negative,
            "If *all* ways lead down it is a maximum, not a saddle point.",
        ),
        Mistake(
            _any_zero,
            "With a way up and a way down it is a saddle point, whatever a third "
            "direction does: look for both signs first.",
        ),
        Mistake(_by_the_product, _BY_PRODUCT),
    ),
)

example_hessian = Exercise(
    "13.2",
    "the Hessian of the example",
    stars=2,
    reference=h.example_hessian,
    stub="example_hessian(w1, w2)",
    example=(0.0, 0.0),
    cases=[(1.0, 1.0), (0.5, -2.0)],
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
                [
                    [2 * w2**2, 2 * w1 * w2 - 2],
                    [2 * w1 * w2 - 2, 2 * w1**2],
                ]
            ),
            "The mixed entry has two parts: 2w₁w₂ is missing, the product rule.",
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
        Mistake(
            lambda w1, w2: np.array(
                [[w2**2, 2 * w1 * w2 - 1], [2 * w1 * w2 - 1, w1**2]]
            ),
            "Half of it: the loss is (1 − w₁w₂)², without a ½ in front.",
        ),
        Mistake(
            lambda w1, w2: np.array([[2 * w2**2, 0 * w1], [0 * w1, 2 * w1**2]]),
            "The mixed entries ∂²L/∂w₁∂w₂ are not zero: both weights stand in one "
            "product.",
        ),
    ),
    explain="At the origin the diagonal is 0 and the eigenvalues are ±2.",
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
        Mistake(14.18, "That counts 2³⁰ bytes; here a gigabyte is 10⁹."),
        Mistake(15230.5, "That is in megabytes."),
    ),
    tolerance=3e-3,
    explain="And that is LeNet, a small network.",
)
