"""Exercises on the update loop and its learning rate."""

import numpy as np

from course_utils.ml.optimization import descent
from course_utils.practice import Exercise, Mistake


def _ascend(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, -learning_rate, steps)


def _without_start(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, learning_rate, steps)[1:]


def _only_the_end(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, learning_rate, steps)[-1]


def _stale_gradient(gradient, start, learning_rate, steps):
    slope = gradient(start)
    return descent.descend(lambda x: slope, start, learning_rate, steps)


def _without_rate(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, 1.0, steps)


def _one_step_more(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, learning_rate, steps + 1)


def _one_step_less(gradient, start, learning_rate, steps):
    return descent.descend(gradient, start, learning_rate, steps - 1)


def _one_array(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        start -= learning_rate * gradient(start)
        path.append(start)
    return np.array(path)


def _one_copied_array(gradient, start, learning_rate, steps):
    return _one_array(gradient, start.copy(), learning_rate, steps)


def _path(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


def _round_bowl(x):
    """lambda x: x"""
    return x


def _steep_bowl(x):
    """lambda x: x * np.array([1.0, 4.0])"""
    return x * np.array([1.0, 4.0])


descend = Exercise(
    "5.2",
    "the update loop",
    stars=1,
    reference=descent.descend,
    model_answer=_path,
    stub="descend(gradient, start, learning_rate, steps)",
    example=(_round_bowl, np.array([4.0, 2.0]), 0.5, 2),
    cases=[
        (_steep_bowl, np.array([4.0, -1.0]), 0.1, 5),
        (np.cos, np.array([0.3]), 0.5, 3),
        (_steep_bowl, np.array([[1.0, -2.0], [0.5, 3.0]]), 0.2, 1),
    ],
    hints=(
        "Start a list with the starting point, then append one point for each step.",
        "The new point is the last one minus `learning_rate` times the gradient there.",
        "`path.append(path[-1] - learning_rate * gradient(path[-1]))`",
    ),
    mistakes=(
        Mistake(
            _ascend,
            "You walk uphill: the gradient points to larger loss, so subtract it.",
        ),
        Mistake(_without_start, "The path begins with the starting point itself."),
        Mistake(_only_the_end, "Return every point of the path, not only the last."),
        Mistake(
            _stale_gradient,
            "You used the gradient of the starting point for every step: ask for it "
            "again where you stand.",
        ),
        Mistake(_without_rate, "The learning rate is missing: multiply by it."),
        Mistake(
            _one_step_more, "One step too many: `steps` steps, `steps + 1` points."
        ),
        Mistake(_one_step_less, "One step too few: the start is not a step."),
        Mistake(
            _one_array,
            "All points of your path are the same array, `start` itself, which `-=` "
            "changes. Append a copy: `path.append(point.copy())`.",
        ),
        Mistake(
            _one_copied_array,
            "All points of your path are the same array, which `-=` changes. Append a "
            "copy: `path.append(point.copy())`.",
        ),
    ),
    explain="This loop, with a better step, is the heart of most later notebooks.",
)

which_rate = Exercise(
    "5.3",
    "which curve has which learning rate?",
    stars=1,
    reference={"A": 1.5, "B": 0.02, "C": 0.3, "D": 2.02},
    hints=(
        "On a parabola with L = 1 the distance is multiplied by |1 - η| each time.",
        "η = 1.5 leaves |1 - 1.5| = 0.5 of the distance; η = 0.3 leaves 0.7.",
        "Only a rate above 2 makes the loss grow.",
    ),
    mistakes=(
        Mistake(
            {"A": 0.3, "B": 0.02, "C": 1.5, "D": 2.02},
            "You took the larger rate for the slower curve. Compare |1 - 1.5| with "
            "|1 - 0.3|.",
        ),
        Mistake(
            {"A": 2.02, "B": 0.02, "C": 0.3, "D": 1.5},
            "A falls all the way, so its rate is below 2/L = 2.",
        ),
    ),
    explain="A larger rate is not always faster, and past 2/L it is a catastrophe.",
)


def _two_over_largest(hessian):
    return 2 / np.linalg.eigvalsh(hessian).max()


largest_stable_rate = Exercise(
    "5.4",
    "the largest stable learning rate",
    stars=2,
    reference=descent.largest_stable_rate,
    model_answer=_two_over_largest,
    stub="largest_stable_rate(hessian)",
    example=np.array([[4.0, 0.0], [0.0, 1.0]]),
    cases=[
        np.diag([1.0, 8.0]),
        np.array([[2.0, 1.0], [1.0, 2.0]]),
        np.diag([0.5, 3.0, 1.0]),
        np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]]),
    ],
    hints=(
        "Along an eigenvector with eigenvalue λ the distance shrinks by |1 - ηλ|.",
        "All directions must shrink, so the largest eigenvalue L decides: `2 / L`.",
        "`np.linalg.eigvalsh(hessian)` returns the eigenvalues of a symmetric matrix.",
    ),
    mistakes=(
        Mistake(
            lambda hessian: 1 / np.linalg.eigvalsh(hessian).max(),
            "1/L is the quickest rate for that direction; the limit is twice that.",
        ),
        Mistake(
            lambda hessian: 2 / np.linalg.eigvalsh(hessian).min(),
            "The flattest direction forgives most. The steepest one decides.",
        ),
        Mistake(
            lambda hessian: 2 / np.diag(hessian).max(),
            "The diagonal is not enough: off-diagonal entries turn the steepest "
            "direction. Use the eigenvalues.",
        ),
        Mistake(
            lambda hessian: 2 / np.trace(hessian),
            "The trace adds up all curvatures; only the largest one counts.",
        ),
        Mistake(
            lambda hessian: 2 / np.linalg.norm(hessian),
            "`np.linalg.norm` of a matrix mixes all curvatures; only the largest "
            "eigenvalue counts.",
        ),
        Mistake(
            lambda hessian: 2 / np.abs(hessian).sum(axis=1).max(),
            "A row sum only bounds the largest eigenvalue, which may be smaller.",
        ),
        Mistake(
            lambda hessian: 2 / np.linalg.eigvals(hessian)[0],
            "The first eigenvalue need not be the largest: `eigvals` does not sort.",
        ),
        Mistake(
            lambda hessian: 2 / np.linalg.det(hessian),
            "The determinant multiplies all curvatures; only the largest one counts.",
        ),
        Mistake(
            lambda hessian: 2 / np.linalg.eigvalsh(hessian)[[0, -1]].sum(),
            "2/(λmax + λmin) is the *quickest* rate in a valley. The largest stable "
            "one is decided by λmax alone.",
        ),
        Mistake(
            lambda hessian: np.linalg.eigvalsh(hessian).max(),
            "That is L, the largest curvature. The limit of the rate is 2/L.",
        ),
    ),
    explain="The steepest direction sets the rate, and the flattest one has to wait.",
)
