"""Answers to the exercises of notebook 07, as learners write them."""

import math
from fractions import Fraction

import numpy as np
import torch
from scipy import stats

from course_utils.exercises import generative_classification as exercises
from tests.exercises.answers import Answers

ill = Answers(exercises.rare_class)
ill.right(0.5)
ill.right(Fraction(99, 198), name="a_fraction")
ill.right(0.99 * 0.01 / (0.99 * 0.01 + 0.01 * 0.99), name="computed")
ill.right(torch.tensor(0.5), name="a_tensor")
ill.names("Right as a percentage", 50, name="percent")
ill.names("That is the likelihood", 99 / 100, name="the_test")
ill.names("That is the prior", Fraction(1, 100), name="the_share")
ill.names("That is P(ill and positive)", 0.99 * 0.01, name="both")
ill.names("That is P(positive)", 0.99 * 0.01 + 0.01 * 0.99, name="all_positive")
ill.wrong(1, says="1 is not it", name="surely")
ill.wrong(0.98, says="0.98 is not it", name="difference")
ill.wrong("a half", says="expected a number", name="a_word")
ill.wrong((0.5, 0.5), says="expected a number", name="both_classes")
ill.wrong(1 / 3, says="is not it", name="a_third")

gauss = Answers(exercises.mean_and_covariance)


@gauss.right
def one_entry_after_the_other(points):
    n, d = points.shape
    mean = [sum(points[:, i]) / n for i in range(d)]
    covariance = [[0.0] * d for _ in range(d)]
    for i in range(d):
        for j in range(d):
            for x in points:
                covariance[i][j] += (x[i] - mean[i]) * (x[j] - mean[j]) / n
    return mean, covariance


@gauss.right
def outer_products(points):
    mean = np.mean(points, axis=0)
    return [mean, np.mean([np.outer(x - mean, x - mean) for x in points], axis=0)]


@gauss.right
def products_less_the_mean(points):
    mean = points.mean(0)
    return mean, np.einsum("ni,nj->ij", points, points) / len(points) - np.outer(
        mean, mean
    )


@gauss.right
def by_torch(points):
    table = torch.tensor(points)
    return table.mean(dim=0), torch.cov(table.T, correction=0)


@gauss.right
def numpy_has_it(points):
    return points.mean(axis=0), np.cov(points.T, ddof=0)


@gauss.names("The covariance was divided by N − 1")
def unbiased(points):
    centred = points - points.mean(axis=0)
    return points.mean(axis=0), centred.T.dot(centred) / (points.shape[0] - 1)


@gauss.names("The products were summed over the wrong axis")
def points_with_points(points):
    centred = points - points.mean(axis=0)
    return points.mean(axis=0), np.inner(centred, centred) / len(points)


@gauss.names("The mean was taken over the wrong axis")
def mean_of_each_row(points):
    centred = points.T - points.mean(axis=1)
    return points.mean(axis=1), centred @ centred.T / len(points)


@gauss.names("The mean is right, but it was not subtracted")
def not_centred(points):
    return np.average(points, axis=0), np.mean([np.outer(x, x) for x in points], axis=0)


@gauss.names("The diagonal is right")
def variances_on_the_diagonal(points):
    covariance = np.zeros((points.shape[1], points.shape[1]))
    np.fill_diagonal(covariance, np.var(points, axis=0))
    return points.mean(axis=0), covariance


@gauss.names("The products were summed but not divided")
def not_divided(points):
    centred = torch.tensor(points - points.mean(axis=0))
    return points.mean(axis=0), centred.T @ centred


@gauss.names("Both are right, in the other order")
def covariance_first(points):
    return np.cov(points, rowvar=False, bias=True), np.mean(points, axis=0)


@gauss.names("These are correlations")
def correlations(points):
    z = (points - points.mean(axis=0)) / points.std(axis=0)
    return points.mean(axis=0), z.T @ z / len(z)


@gauss.wrong(says="shape")
def only_the_variances(points):
    return points.mean(axis=0), points.var(axis=0)


@gauss.wrong(says="expected 2 items")
def one_number(points):
    return (points.mean(),)


@gauss.wrong(says="not right yet")
def divided_by_dimensions(points):
    centred = points - points.mean(axis=0)
    return points.mean(axis=0), centred.T @ centred / points.shape[1]


@gauss.wrong(says="not right yet")
def about_the_median(points):
    centred = points - np.median(points, axis=0)
    return np.median(points, axis=0), centred.T @ centred / len(points)


@gauss.wrong(says="changed its argument `points`")
def centred_in_place(points):
    mean = points.mean(axis=0)
    points -= mean
    return mean, points.T @ points / len(points)


cloud = Answers(exercises.log_likelihood)
cloud.equivalent(
    "The inverse of a symmetric matrix is symmetric.",
    "line 7: offset @ np.linalg.inv(covariance) -> "
    "offset @ np.linalg.inv(covariance).T",
)


@cloud.right
def point_by_point(points, mean, covariance):
    inverse, total = np.linalg.inv(covariance), 0.0
    size = math.log(np.linalg.det(covariance)) + len(mean) * math.log(2 * math.pi)
    for point in points:
        total -= 0.5 * ((point - mean) @ inverse @ (point - mean) + size)
    return total


@cloud.right
def by_scipy(points, mean, covariance):
    return stats.multivariate_normal(mean, covariance).logpdf(points).sum()


@cloud.right
def by_torch_too(points, mean, covariance):
    points, mean, covariance = map(torch.tensor, (points, mean, covariance))
    offset = points - mean
    squared = (offset * torch.linalg.solve(covariance, offset.T).T).sum()
    per_point = torch.logdet(covariance) + len(mean) * math.log(2 * math.pi)
    return -(squared + len(points) * per_point) / 2


@cloud.right
def along_the_axes(points, mean, covariance):
    variances, axes = np.linalg.eigh(covariance)
    z = (points - mean) @ axes
    logs = -(z**2) / variances - np.log(2 * np.pi * variances)
    return [0.5 * logs.sum()][0]


@cloud.right
def single_densities_first(points, mean, covariance):
    offset = points - mean
    squared = np.einsum("ni,ij,nj->n", offset, np.linalg.inv(covariance), offset)
    scale = np.sqrt(np.linalg.det(2 * np.pi * covariance))
    return np.log(np.exp(-squared / 2) / scale).sum()


@cloud.names("The densities were multiplied first")
def product_first(points, mean, covariance):
    product = np.prod(stats.multivariate_normal(mean, covariance).pdf(points))
    with np.errstate(divide="ignore"):
        return np.log(product)


def _quadratic(points, mean, covariance):
    return sum((p - mean) @ np.linalg.solve(covariance, p - mean) for p in points)


@cloud.names("The determinant of the covariance is missing")
def no_determinant(points, mean, covariance):
    n, d = points.shape
    return -0.5 * (_quadratic(points, mean, covariance) + n * d * np.log(2 * np.pi))


@cloud.names("The square root of the determinant")
def whole_determinant(points, mean, covariance):
    n, d = points.shape
    half = _quadratic(points, mean, covariance) + n * d * np.log(2 * np.pi)
    return -half / 2 - n * np.log(np.linalg.det(covariance))


@cloud.names("The constant −½ D log 2π")
def no_constant(points, mean, covariance):
    size = len(points) * np.linalg.slogdet(covariance)[1]
    return -(_quadratic(points, mean, covariance) + size) / 2


@cloud.names("The distance needs the *inverse*")
def covariance_itself(points, mean, covariance):
    squared = sum((p - mean) @ covariance @ (p - mean) for p in points)
    size = np.log(np.linalg.det(2 * np.pi * covariance))
    return -(squared + len(points) * size) / 2


@cloud.names("Each point brings its own")
def constants_once(points, mean, covariance):
    size = np.log(np.linalg.det(2 * np.pi * covariance))
    return -(_quadratic(points, mean, covariance) + size) / 2


@cloud.names("Each *dimension* brings a log 2π")
def one_constant(points, mean, covariance):
    size = np.log(np.linalg.det(covariance)) + np.log(2 * np.pi)
    return -(_quadratic(points, mean, covariance) + len(points) * size) / 2


@cloud.names("Only the variances were used")
def product_over_features(points, mean, covariance):
    spreads = np.sqrt(np.diag(covariance))
    return stats.norm(mean, spreads).logpdf(points).sum()


@cloud.names("The sign is turned")
def negative(points, mean, covariance):
    return -stats.multivariate_normal(mean, covariance).logpdf(points).sum()


@cloud.names("This is the average over the points")
def averaged(points, mean, covariance):
    return np.mean(stats.multivariate_normal(mean, covariance).logpdf(points))


@cloud.names("One number per point")
def not_summed(points, mean, covariance):
    logs = stats.multivariate_normal(mean, covariance).logpdf(points)
    return np.reshape(logs, len(points))


@cloud.wrong(says="not right yet")
def densities_added(points, mean, covariance):
    return np.log(stats.multivariate_normal(mean, covariance).pdf(points).sum())


@cloud.wrong(says="not right yet")
def without_the_half(points, mean, covariance):
    return 2 * stats.multivariate_normal(mean, covariance).logpdf(points).sum()


@cloud.wrong(says="not right yet")
def own_mean(points, mean, covariance):
    centre = points.mean(axis=0)
    return stats.multivariate_normal(centre, covariance).logpdf(points).sum()


@cloud.wrong(says="not right yet")
def in_base_ten(points, mean, covariance):
    logs = stats.multivariate_normal(mean, covariance).logpdf(points)
    return logs.sum() / np.log(10)


bayes = Answers(exercises.posterior)


@bayes.right
def row_by_row(log_likelihoods, priors):
    rows = []
    for row in log_likelihoods:
        joint = [value + math.log(p) for value, p in zip(row, priors, strict=True)]
        weights = [math.exp(value - max(joint)) for value in joint]
        rows.append([weight / sum(weights) for weight in weights])
    return rows


@bayes.right
def by_softmax(log_likelihoods, priors):
    joint = torch.tensor(log_likelihoods) + torch.tensor(priors).log()
    return torch.softmax(joint, dim=-1)


@bayes.right
def through_the_logarithm(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    return np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])


@bayes.right
def shift_before_the_priors(log_likelihoods, priors):
    shifted = log_likelihoods - log_likelihoods.max(axis=1)[:, None]
    joint = np.exp(shifted) * priors
    return (joint.T / joint.sum(axis=1)).T


@bayes.right
def each_against_each(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    with np.errstate(over="ignore"):
        return 1 / np.exp(joint[:, None, :] - joint[:, :, None]).sum(axis=2)


@bayes.names("Right for ordinary points")
def as_the_formula_says(log_likelihoods, priors):
    joint = [np.exp(row) * priors for row in log_likelihoods]
    with np.errstate(invalid="ignore"):
        return np.array([row / row.sum() for row in joint])


@bayes.names("The priors are missing")
def likelihoods_only(log_likelihoods, priors):
    return torch.softmax(torch.tensor(log_likelihoods), dim=1)


@bayes.names("Each *row* must sum to one")
def columns_sum_to_one(log_likelihoods, priors):
    joint = np.exp(log_likelihoods - np.max(log_likelihoods)) * priors
    return np.divide(joint, joint.sum(axis=0))


@bayes.names("One shift for the whole array")
def the_largest_of_all(log_likelihoods, priors):
    joint = np.exp(log_likelihoods - np.amax(log_likelihoods)) * np.array(priors)
    with np.errstate(invalid="ignore"):
        return (joint.T / joint.sum(axis=1)).T


@bayes.names("The product likelihood · prior")
def times_the_log(log_likelihoods, priors):
    return torch.softmax(torch.tensor(log_likelihoods * priors), dim=1)


@bayes.names("These are still logarithms")
def logs_shared_out(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    return np.array([row / sum(row) for row in joint])


@bayes.names("These are the logarithms of the posteriors")
def log_posterior(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    logs = joint - np.logaddexp.reduce(joint, axis=1)[:, None]
    return np.maximum(logs, np.log(1e-300))


@bayes.names("To a log-likelihood add the *logarithm*")
def priors_added(log_likelihoods, priors):
    return torch.softmax(torch.tensor(log_likelihoods + priors), dim=1)


@bayes.names("Divide by the sum")
def not_normalised(log_likelihoods, priors):
    return np.exp(log_likelihoods + np.log(priors))


@bayes.wrong(says="shape")
def only_the_first_class(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    return np.exp(joint[:, 0] - np.logaddexp.reduce(joint, axis=1))


@bayes.wrong(says="not right yet")
def the_winner(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    return np.eye(len(priors))[joint.argmax(axis=1)]


@bayes.wrong(says="NaN")
def shifted_by_the_first_class(log_likelihoods, priors):
    with np.errstate(over="ignore", invalid="ignore"):
        joint = np.exp(log_likelihoods - log_likelihoods[:, :1]) * priors
        return joint / joint.sum(axis=1, keepdims=True)


@bayes.wrong(says="changed its argument `log_likelihoods`")
def in_place(log_likelihoods, priors):
    log_likelihoods += np.log(priors)
    return torch.softmax(torch.tensor(log_likelihoods), dim=1)


line = Answers(exercises.weights_of_shared)
line.equivalent(
    "A vector with one axis is its own transpose.",
    "line 7: w @ (mean_1 + mean_2) -> w.T @ (mean_1 + mean_2)",
    "line 7: w @ (mean_1 + mean_2) -> w @ (mean_1 + mean_2).T",
)
line.equivalent(
    "The dot product of two vectors has no order.",
    "line 7: w @ (mean_1 + mean_2) -> (mean_1 + mean_2) @ w",
)


@line.right
def with_the_inverse(mean_1, mean_2, covariance, prior_1):
    inverse = np.linalg.inv(covariance)
    b = -0.5 * mean_1 @ inverse @ mean_1 + 0.5 * mean_2 @ inverse @ mean_2
    return inverse @ (mean_1 - mean_2), b + math.log(prior_1 / (1 - prior_1))


@line.right
def midway(mean_1, mean_2, covariance, prior_1):
    w = np.linalg.solve(covariance, mean_1 - mean_2)
    middle = (mean_1 + mean_2) / 2
    return [list(w), -(w * middle).sum() + np.log(prior_1) - np.log1p(-prior_1)]


@line.right
def by_torch_lines(mean_1, mean_2, covariance, prior_1):
    one, other, sigma = map(torch.tensor, (mean_1, mean_2, covariance))
    w = torch.linalg.solve(sigma, one - other)
    return w, torch.logit(torch.tensor(prior_1)) - w @ (one + other) / 2


@line.right
def from_the_densities(mean_1, mean_2, covariance, prior_1):
    def z(x):
        one, other = (
            stats.multivariate_normal(m, covariance).logpdf(x) for m in (mean_1, mean_2)
        )
        return one - other + np.log(prior_1 / (1 - prior_1))

    b = z(np.zeros(len(mean_1)))
    return np.array([z(unit) - b for unit in np.eye(len(mean_1))]), b


def _mid(w, mean_1, mean_2):
    return sum(w[i] * (mean_1[i] + mean_2[i]) / 2 for i in range(len(w)))


def _weights(mean_1, mean_2, covariance):
    return np.linalg.inv(covariance).dot(mean_1 - mean_2)


@line.names("w is right; in b the log of the ratio")
def no_prior(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, -_mid(w, mean_1, mean_2)


@line.names("b needs the log of the *ratio*")
def log_of_the_prior(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, np.log(prior_1) - _mid(w, mean_1, mean_2)


@line.names("w is right; b needs the *logarithm*")
def ratio_without_log(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, prior_1 / (1 - prior_1) - _mid(w, mean_1, mean_2)


@line.names("w is right; in b the ratio of the priors stands")
def upside_down(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, np.log((1 - prior_1) / prior_1) - _mid(w, mean_1, mean_2)


@line.names("Only the variances were used")
def divided_by_variances(mean_1, mean_2, covariance, prior_1):
    w = (mean_1 - mean_2) / np.diagonal(covariance)
    return w, np.log(prior_1 / (1 - prior_1)) - _mid(w, mean_1, mean_2)


@line.names("All signs are turned")
def of_class_2(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_2, mean_1, covariance)
    return w, np.log((1 - prior_1) / prior_1) - _mid(w, mean_1, mean_2)


@line.names("w needs the *inverse*")
def not_inverted(mean_1, mean_2, covariance, prior_1):
    w = np.dot(covariance, mean_1 - mean_2)
    return w, np.log(prior_1 / (1 - prior_1)) - _mid(w, mean_1, mean_2)


@line.names("In b one half is missing")
def no_half(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, np.log(prior_1 / (1 - prior_1)) - 2 * _mid(w, mean_1, mean_2)


@line.names("The first part of b has the wrong sign")
def plus_the_middle(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    return w, np.log(prior_1 / (1 - prior_1)) + _mid(w, mean_1, mean_2)


@line.wrong(says="not right yet")
def sum_of_means(mean_1, mean_2, covariance, prior_1):
    w = np.linalg.solve(covariance, mean_1 + mean_2)
    return w, np.log(prior_1 / (1 - prior_1)) - _mid(w, mean_1, mean_2)


@line.wrong(says="expected 2 items")
def in_one_array(mean_1, mean_2, covariance, prior_1):
    w = _weights(mean_1, mean_2, covariance)
    b = np.log(prior_1 / (1 - prior_1)) - _mid(w, mean_1, mean_2)
    return (np.append(w, b),)


@line.wrong(says="not right yet")
def entries_inverted(mean_1, mean_2, covariance, prior_1):
    with np.errstate(divide="ignore", invalid="ignore"):
        w = np.nan_to_num(1 / covariance, posinf=0.0) @ (mean_1 - mean_2)
    return w, np.log(prior_1 / (1 - prior_1)) - _mid(w, mean_1, mean_2)


@line.wrong(says="did you forget `return`?")
def returns_nothing(mean_1, mean_2, covariance, prior_1):
    _weights(mean_1, mean_2, covariance)
