"""The exercise on a transformation that separates XOR."""

import numpy as np

from course_utils.ml.classification import kernels
from course_utils.practice import Exercise, as_array

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def _products_and_sums(points):
    first, second = points.T
    return np.column_stack([first + second, first * second])


def _use(transform, points, targets):
    return transform(points)


def _why_not(new, points, targets):
    """Say why a line does not separate the transformed points, or ""."""
    new = as_array(new).astype(float)
    if new.shape != points.shape:
        return f"Return two new features for each point: shape {points.shape}."
    if not np.isfinite(new).all():
        return "Some of the new features are not finite numbers."
    if _are_the_distances(new, points):
        return (
            "Right, but these are the distances to (0, 0) and (1, 1) from above: find "
            "another transformation."
        )
    if _a_line_separates(new, targets):
        return ""
    inputs = np.column_stack([points, np.ones(len(points))])
    plane = inputs @ np.linalg.lstsq(inputs, new, rcond=None)[0]
    if len(points) > len(CORNERS) and np.allclose(plane, new, atol=1e-8):
        return (
            "This map is straight: it turns, stretches and shifts. If a line separated "
            "the new points, its original would have separated the old ones."
        )
    return (
        f"The map bends, but no line separates these {len(points)} points yet. To bend "
        "each axis by itself is not enough: x₁ and x₂ have to come together."
    )


def _are_the_distances(new, points):
    distances = kernels.distances_to(points, CORNERS[[0, 3]])
    return any(np.allclose(new, d, atol=1e-4) for d in (distances, distances[:, ::-1]))


def _a_line_separates(points, targets):
    """Tell whether one class lies beyond the other in any of many directions.

    The cloud of points is first made round, so that a thin one has all directions, too;
    one with no width at all but rounding has only its length.
    """
    axes, sizes, _ = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    axes = axes[:, sizes > 1e-9 * max(sizes[0], 1e-12)]
    angles = np.linspace(0, 2 * np.pi, 7201)
    directions = np.array([np.cos(angles), np.sin(angles)])[: axes.shape[1]]
    places = axes @ directions
    gaps = places[targets == 1].min(axis=0) - places[targets == 0].max(axis=0)
    return bool((gaps > 1e-6).any())


def _make_corners(rng):
    targets = np.array([0.0, 1.0, 1.0, 0.0])
    many = np.tile(CORNERS, (10, 1)) + rng.uniform(-0.15, 0.15, size=(40, 2))
    return [(many, np.tile(targets, 10)), (CORNERS, targets)]


separate_xor = Exercise(
    "9.5",
    "a transformation that separates XOR",
    stars=3,
    reference=_products_and_sums,
    stub="transform(points)",
    cases=_make_corners,
    call=_use,
    judged_by=_why_not,
    hints=(
        "No straight map helps: it turns and stretches, but a line stays a line.",
        "The orange corners lie on one diagonal. What is small on that diagonal?",
        "|x₁ − x₂| is 0 on that diagonal and 1 at the blue corners: take it as one of "
        "the two new features.",
    ),
    explain="Many answers are right. Next, two logistic units find one by themselves.",
)
