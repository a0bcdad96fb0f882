"""Exercises of notebook 7: estimate Gaussians, compare classes, find the line."""

import numpy as np

from course_utils.ml import gaussian
from course_utils.practice import Exercise, Mistake


def _make_clouds(rng):
    return [
        (rng.normal(loc=(3, -1), scale=(2, 0.5), size=(6, 2)),),
        (rng.normal(size=(5, 3)),),
        (rng.normal(loc=60, scale=20, size=(40, 2)) @ [[1.0, 0.4], [0.0, 1.0]],),
    ]


def estimate(points):
    """Return the maximum-likelihood mean (D,) and covariance (D, D) of `points`."""
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


def _sums(points):
    offset = points - points.mean(axis=0)
    return points.mean(axis=0), offset.T @ offset


mean_and_covariance = Exercise(
    "7.2",
    "mean and covariance by hand",
    stars=1,
    reference=estimate,
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


def _average(points, mean, covariance):
    return gaussian.log_density(points, mean, covariance).mean()


def _one_per_point(points, mean, covariance):
    return gaussian.log_density(points, mean, covariance)


log_likelihood = Exercise(
    "7.4",
    "log-likelihood of a cloud",
    stars=2,
    reference=gaussian.log_likelihood,
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
        Mistake(_average, "This is the average over the points; add them up instead."),
        Mistake(_one_per_point, "One number per point: now add them up."),
    ),
    explain="Sums of logarithms stay in range where products of densities vanish.",
)


def _make_log_likelihoods(rng):
    return [
        (np.log([[0.2, 0.1], [0.05, 0.4]]), np.array([0.3, 0.7])),
        (rng.normal(-4, 2, size=(5, 3)), np.array([0.5, 0.4, 0.1])),
        (rng.normal(-900, 2, size=(4, 2)), np.array([0.9, 0.1])),
    ]


def _plain(log_likelihoods, priors):
    joint = np.exp(log_likelihoods) * priors
    with np.errstate(invalid="ignore"):
        return joint / joint.sum(axis=1, keepdims=True)


def _without_priors(log_likelihoods, priors):
    return gaussian.posterior(log_likelihoods, np.ones(len(priors)))


def _wrong_axis(log_likelihoods, priors):
    weight = np.exp(log_likelihoods - log_likelihoods.max()) * priors
    return weight / weight.sum(axis=0)


def _adds_priors(log_likelihoods, priors):
    return gaussian.posterior(log_likelihoods, np.exp(priors))


def _only_joint(log_likelihoods, priors):
    return np.exp(log_likelihoods) * priors


posterior = Exercise(
    "7.5",
    "from likelihood to posterior",
    stars=2,
    reference=gaussian.posterior,
    cases=_make_log_likelihoods,
    hints=(
        "Bayes: likelihood times prior, divided by the sum over the classes.",
        "In logarithms the product is a sum: `log_likelihoods + np.log(priors)`.",
        "Subtract each row's maximum before `np.exp`: the ratios stay.",
    ),
    mistakes=(
        Mistake(
            _plain,
            "Right for ordinary points, but far from both means every density is 0 and "
            "0/0 is NaN. Subtract each row's largest logarithm before `np.exp`.",
        ),
        Mistake(
            _without_priors, "The priors are missing: this is Bayes without Bayes."
        ),
        Mistake(
            _wrong_axis, "Each *row* must sum to one: sum over the classes, axis 1."
        ),
        Mistake(_adds_priors, "To a log-likelihood add the *logarithm* of the prior."),
        Mistake(_only_joint, "Divide by the sum over the classes: rows sum to one."),
    ),
    tolerance=1e-8,
    explain="Unlikely under every class, a point may still clearly belong to one.",
)


def _make_pairs(rng):
    cases = [
        (
            np.array([75.0, 71.3]),
            np.array([55.6, 59.8]),
            np.array([[862.0, 368.0], [368.0, 823.0]]),
            79 / 140,
        )
    ]
    for dimensions in (2, 4):
        root = rng.normal(size=(dimensions, dimensions))
        means = rng.normal(size=(2, dimensions))
        cases.append((*means, root @ root.T + np.eye(dimensions), 0.2))
    return cases


def _line_without_prior(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(mean_1, mean_2, covariance, 0.5)


def _line_with_log_prior(mean_1, mean_2, covariance, prior_1):
    w, b = gaussian.line_of_shared(mean_1, mean_2, covariance, 0.5)
    return w, b + np.log(prior_1)


def _line_of_other_class(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(mean_2, mean_1, covariance, 1 - prior_1)


def _line_not_inverted(mean_1, mean_2, covariance, prior_1):
    w = covariance @ (mean_1 - mean_2)
    return w, -0.5 * w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


def _line_without_half(mean_1, mean_2, covariance, prior_1):
    w, _ = gaussian.line_of_shared(mean_1, mean_2, covariance, prior_1)
    return w, -w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


def _line_positive_b(mean_1, mean_2, covariance, prior_1):
    w, _ = gaussian.line_of_shared(mean_1, mean_2, covariance, prior_1)
    return w, 0.5 * w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


weights_of_shared = Exercise(
    "7.6",
    "w and b of the shared covariance",
    stars=2,
    reference=gaussian.line_of_shared,
    cases=_make_pairs,
    hints=(
        "w = Σ⁻¹ (μ₁ − μ₂): the direction from class 2 to class 1, corrected by Σ.",
        "b = −½ μ₁ᵀΣ⁻¹μ₁ + ½ μ₂ᵀΣ⁻¹μ₂ + log P(C₁)/P(C₂).",
        "With w at hand, the first two terms of b are `-0.5 * w @ (mean_1 + mean_2)`.",
    ),
    mistakes=(
        Mistake(
            _line_without_prior,
            "w is right; in b the log of the ratio of the priors is missing.",
        ),
        Mistake(
            _line_with_log_prior,
            "b needs the log of the *ratio* P(C₁)/P(C₂), not of P(C₁) alone.",
        ),
        Mistake(
            _line_of_other_class,
            "All signs are turned: this is the line of class 2. Check μ₁ − μ₂.",
        ),
        Mistake(_line_not_inverted, "w needs the *inverse* of the covariance."),
        Mistake(
            _line_without_half,
            "In b one half is missing: the line should cross midway between the means.",
        ),
        Mistake(
            _line_positive_b,
            "The first part of b has the wrong sign: midway between the means the "
            "score should be the log ratio of the priors.",
        ),
    ),
    tolerance=1e-8,
    explain="No matter how many features: one weight for each, and one bias.",
)

possible_covariance = Exercise(
    "7.3",
    "which matrix is possible?",
    stars=1,
    reference="C",
    choices={
        "A": "A is not symmetric, but x₁ with x₂ varies as x₂ with x₁ does.",
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

rare_class = Exercise(
    "7.1",
    "a positive test",
    stars=1,
    reference=0.5,
    hints=(
        "Think of 1000 people: how many are ill, how many healthy?",
        "Among 1000: 10 are ill and 9.9 of them test positive.",
        "990 are healthy and 1 % of them test positive as well.",
    ),
    mistakes=(
        Mistake(
            0.99, "That is the likelihood P(positive | ill); the prior is missing."
        ),
        Mistake(0.01, "That is the prior, before the test was seen."),
        Mistake(0.0099, "That is P(ill and positive): divide by P(positive)."),
        Mistake(0.0198, "That is P(positive): how many of *those* are ill?"),
    ),
    tolerance=1e-3,
    explain="A rare class needs strong evidence: here prior and test just balance.",
)
