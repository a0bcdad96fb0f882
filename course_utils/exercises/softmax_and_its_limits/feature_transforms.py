"""The exercise on a transformation that separates XOR."""

import numpy as np

from course_utils.ml.classification import logistic
from course_utils.ml.classification.kernels import distances_to
from course_utils.practice import Exercise, Mistake


def by_distance(points):
    """Return the distance of `points` (N, 2) to (0, 0) and to (1, 1), shape (N, 2)."""
    return distances_to(points, [[0.0, 0.0], [1.0, 1.0]])


def _judge(transform, points, targets):
    """Say what `transform` does to the points, in words that can be compared."""
    new = np.asarray(transform(points), dtype=float)
    if new.shape != points.shape:
        return f"shape {new.shape} for points of shape {points.shape}"
    if not np.isfinite(new).all():
        return "numbers that are not finite"
    if _a_line_separates(new, targets):
        return f"{len(points)} points: a line separates the classes"
    inputs = np.column_stack([points, np.ones(len(points))])
    plane = inputs @ np.linalg.lstsq(inputs, new, rcond=None)[0]
    shape = "straight" if np.allclose(plane, new, atol=1e-8) else "bent"
    return f"{len(points)} points: no line separates them, and the map is {shape}"


def _a_line_separates(points, targets):
    spread = points.std(axis=0)
    scaled = (points - points.mean(axis=0)) / np.where(spread > 1e-12, spread, 1)
    try:
        logistic.fit(scaled, targets)
    except ValueError:
        return True
    return False


def _make_corners(rng):
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = np.array([0.0, 1.0, 1.0, 0.0])
    many = np.tile(corners, (10, 1)) + rng.uniform(-0.15, 0.15, size=(40, 2))
    return [(corners, targets), (many, np.tile(targets, 10))]


def _turned(points):
    return points @ np.array([[0.6, -0.8], [0.8, 0.6]])


def _squares(points):
    return points**2


def _only_one_number(points):
    return points[:, 0] * points[:, 1]


separate_xor = Exercise(
    "9.5",
    "a transformation that separates XOR",
    stars=3,
    reference=by_distance,
    cases=_make_corners,
    call=_judge,
    hints=(
        "No straight map helps: it turns and stretches, but a line stays a line.",
        "The orange corners lie on one diagonal. What is small on that diagonal?",
        "Distances to (0, 0) and (1, 1); or |x₁ − x₂| as one of the two new features.",
    ),
    mistakes=(
        Mistake(
            _turned,
            "This map is straight: it turns, stretches and shifts. If a line separated "
            "the new points, its original would have separated the old ones.",
        ),
        Mistake(
            _squares,
            "The map bends, but no line separates the new points yet. Bending each "
            "axis by itself is not enough: look at x₁ and x₂ together.",
        ),
        Mistake(
            _only_one_number,
            "Return two new features for each point, an array (N, 2).",
        ),
    ),
    explain="Many answers are right. Next, two logistic units find one by themselves.",
)
