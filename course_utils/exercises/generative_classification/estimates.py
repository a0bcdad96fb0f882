"""Exercises on estimating a Gaussian and on how likely it makes the data."""

import numpy as np

from course_utils.ml.classification import gaussian
from course_utils.practice import Exercise, Mistake


def _make_clouds(rng):
    return [
        (rng.normal(loc=(3, -1), scale=(2, 0.5), size=(6, 2)),),
        (rng.normal(size=(5, 3)),),
        (rng.normal(loc=60, scale=20, size=(40, 2)) @ [[1.0, 0.4], [0.0, 1.0]],),
    ]


def _estimate(points):
    mean = points.mean(axis=0)
    offset = points - mean
    return mean, offset.T @ offset / len(points)


def _divides_by_one_less(points):
    return points.mean(axis=0), np.cov(points.T)


def _sums_over_features(points):
    offset = points - points.mean(axis=0)
    return points.mean(axis=0), offset @ offset.T / len(points)


def _means_of_rows(points):
    mean = points.mean(axis=1)
    offset = points - mean[:, None]
    return mean, offset.T @ offset / len(points)


def _forgets_the_mean(points):
    return points.mean(axis=0), points.T @ points / len(points)


def _only_variances(points):
    return points.mean(axis=0), np.diag(points.var(axis=0))


def _other_order(points):
    return _estimate(points)[::-1]


def _correlation(points):
    return points.mean(axis=0), np.corrcoef(points.T)


def _sums(points):
    offset = points - points.mean(axis=0)
    return points.mean(axis=0), offset.T @ offset


mean_and_covariance = Exercise(
    "7.2",
    "the most likely mean and covariance",
    stars=1,
    reference=_estimate,
    stub="estimate(points)",
    example=(np.array([[0.0, 0.0], [2.0, 2.0]]),),
    cases=_make_clouds,
    hints=(
        "Points are rows: the mean goes down the rows, one number per column.",
        "Subtract the mean from every point, then multiply columns with columns.",
        "`offset.T @ offset` sums over the points; divide by how many there are.",
    ),
    mistakes=(
        Mistake(
            _divides_by_one_less,
            "The covariance was divided by N − 1. That is the unbiased estimate; the "
            "most likely one divides by N.",
        ),
        Mistake(
            _sums_over_features,
            "The products were summed over the wrong axis: this compares points with "
            "points. `offset.T @ offset` compares features with features.",
        ),
        Mistake(
            _means_of_rows,
            "The mean was taken over the wrong axis: of each point's numbers, not of "
            "each feature. Use `axis=0`.",
        ),
        Mistake(
            _forgets_the_mean,
            "The mean is right, but it was not subtracted before multiplying.",
        ),
        Mistake(
            _only_variances,
            "The diagonal is right; how the features move *together* is missing.",
        ),
        Mistake(_other_order, "Both are right, in the other order: first the mean."),
        Mistake(
            _correlation,
            "These are correlations; a covariance is not divided by the deviations.",
        ),
        Mistake(_sums, "The products were summed but not divided by the number."),
    ),
    tolerance=1e-8,
    explain="Divided by N − 1 it would be unbiased; divided by N it is most likely.",
)


def _make_densities(rng):
    cases = []
    for size, dimensions in ((4, 2), (30, 2), (60, 3)):
        root = rng.normal(size=(dimensions, dimensions))
        covariance = root @ root.T + 0.3 * np.eye(dimensions)
        points = 4 * rng.normal(size=(size, dimensions))
        cases.append((points, rng.normal(size=dimensions), covariance))
    many = rng.normal(size=(2000, 2))
    return [*cases, (many, np.zeros(2), np.array([[1.0, 0.2], [0.2, 2.0]]))]


def _log_likelihood(points, mean, covariance):
    offset = points - mean
    squared = (offset @ np.linalg.inv(covariance) * offset).sum()
    per_point = np.log(np.linalg.det(2 * np.pi * covariance))
    return -0.5 * (squared + len(points) * per_point)


def _log_of_the_product(points, mean, covariance):
    with np.errstate(divide="ignore"):
        return np.log(np.prod(gaussian.density(points, mean, covariance)))


def _parts(points, mean, covariance):
    offset = points - mean
    squared = (offset @ np.linalg.inv(covariance) * offset).sum(axis=1)
    return squared, np.log(np.linalg.det(covariance)), np.log(2 * np.pi)


def _without_determinant(points, mean, covariance):
    squared, _, constant = _parts(points, mean, covariance)
    return (-0.5 * (squared + len(mean) * constant)).sum()


def _without_half_of_determinant(points, mean, covariance):
    squared, size, constant = _parts(points, mean, covariance)
    return (-0.5 * (squared + len(mean) * constant) - size).sum()


def _without_constant(points, mean, covariance):
    squared, size, _ = _parts(points, mean, covariance)
    return (-0.5 * (squared + size)).sum()


def _not_inverted(points, mean, covariance):
    offset = points - mean
    squared = (offset @ covariance * offset).sum(axis=1)
    _, size, constant = _parts(points, mean, covariance)
    return (-0.5 * (squared + size + len(mean) * constant)).sum()


def _constants_once(points, mean, covariance):
    squared, size, constant = _parts(points, mean, covariance)
    return -0.5 * (squared.sum() + size + len(mean) * constant)


def _constant_without_dimensions(points, mean, covariance):
    squared, size, constant = _parts(points, mean, covariance)
    return (-0.5 * (squared + size + constant)).sum()


def _variances_only(points, mean, covariance):
    return gaussian.log_likelihood(points, mean, np.diag(np.diag(covariance)))


def _without_minus(points, mean, covariance):
    return -gaussian.log_likelihood(points, mean, covariance)


def _average(points, mean, covariance):
    return gaussian.log_density(points, mean, covariance).mean()


def _one_per_point(points, mean, covariance):
    return gaussian.log_density(points, mean, covariance)


log_likelihood = Exercise(
    "7.4",
    "log-likelihood of a cloud",
    stars=2,
    reference=gaussian.log_likelihood,
    model_answer=_log_likelihood,
    stub="log_likelihood(points, mean, covariance)",
    example=(np.array([[0.0], [2.0]]), np.array([0.0]), np.array([[1.0]])),
    cases=_make_densities,
    hints=(
        "The log of a product is a sum of logs: take the logarithm on paper first.",
        "Each point adds −½ (squared distance + log det Σ + D log 2π).",
        "`np.linalg.solve(covariance, offset.T).T * offset`, summed over each row, is "
        "the squared distance.",
    ),
    mistakes=(
        Mistake(
            _log_of_the_product,
            "The densities were multiplied first: with 2000 points the product is 0 "
            "and its logarithm −∞. Add logarithms instead.",
        ),
        Mistake(_without_determinant, "The determinant of the covariance is missing."),
        Mistake(
            _without_half_of_determinant,
            "The square root of the determinant gives −½ log det, not −log det.",
        ),
        Mistake(
            _without_constant, "The constant −½ D log 2π of each point is missing."
        ),
        Mistake(_not_inverted, "The distance needs the *inverse* of the covariance."),
        Mistake(
            _constants_once,
            "Each point brings its own log det Σ + D log 2π: add it N times, not once.",
        ),
        Mistake(
            _constant_without_dimensions,
            "Each *dimension* brings a log 2π: it is D log 2π for each point.",
        ),
        Mistake(
            _variances_only,
            "Only the variances were used: the covariances change distance and size.",
        ),
        Mistake(_without_minus, "The sign is turned: this is minus the logarithm."),
        Mistake(_average, "This is the average over the points; add them up instead."),
        Mistake(_one_per_point, "One number per point: now add them up."),
    ),
    explain="Sums of logarithms stay in range where products of densities vanish.",
)


possible_covariance = Exercise(
    "7.3",
    "which matrix is possible?",
    stars=1,
    reference="C",
    choices={
        "A": "A is not symmetric, but the covariance of x₁ with x₂ is that of x₂ "
        "with x₁.",
        "B": "B has a negative variance on its diagonal: an average of squares.",
        "D": "D would need a correlation of 3/2: its determinant is negative, so in "
        "some direction the variance would be below zero.",
    },
    hints=(
        "A covariance matrix is symmetric, with variances on the diagonal.",
        "The variance in *every* direction must be zero or more.",
        "For two features: the off-diagonal entry is at most σ₁σ₂ in size.",
    ),
    explain="Symmetric, and no direction has a variance below zero (eigenvalues 5, 0).",
)
