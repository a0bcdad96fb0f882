import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.naive_bayes import GaussianNB

from course_utils.ml.classification import gaussian
from course_utils.ml.classification.logistic import sigmoid

WINE = load_wine(return_X_y=True)
CANCER = load_breast_cancer(return_X_y=True)


def lecture_pair(seed=0):
    rng = np.random.default_rng(seed)
    water = rng.multivariate_normal([75.0, 71.3], [[874, 327], [327, 929]], 79)
    normal = rng.multivariate_normal([55.6, 59.8], [[847, 422], [422, 685]], 61)
    return np.vstack([normal, water]), np.repeat([0, 1], [61, 79])


def test_log_normal_equals_scipy_even_far_from_the_mean():
    x = np.array([-1e4, -3.0, 0.0, 2.5, 1e4])
    expected = norm(loc=2, scale=0.7).logpdf(x)
    np.testing.assert_allclose(gaussian.log_normal(x, 2, 0.7), expected, rtol=1e-12)


@pytest.mark.parametrize("dimensions", [1, 2, 5, 13])
def test_log_density_equals_scipy(dimensions):
    rng = np.random.default_rng(dimensions)
    root = rng.normal(size=(dimensions, dimensions))
    covariance = root @ root.T + 0.1 * np.eye(dimensions)
    mean = rng.normal(size=dimensions)
    points = rng.normal(scale=5, size=(40, dimensions))
    ours = gaussian.log_density(points, mean, covariance)
    expected = multivariate_normal(mean, covariance).logpdf(points)
    np.testing.assert_allclose(ours, expected, rtol=1e-9)


def test_log_density_is_finite_where_the_density_is_zero():
    far = np.array([1e4, -1e4])
    assert gaussian.density(far, np.zeros(2), np.eye(2)) == 0
    assert gaussian.log_density(far, np.zeros(2), np.eye(2)) < -1e7


def test_log_density_keeps_the_shape_of_a_grid():
    grid = np.zeros((3, 4, 2))
    assert gaussian.log_density(grid, np.ones(2), np.eye(2)).shape == (3, 4)


def test_a_covariance_that_is_not_positive_definite_is_refused():
    with pytest.raises(np.linalg.LinAlgError):
        gaussian.log_density(np.zeros((1, 2)), np.zeros(2), [[1, 2], [2, 1]])


def test_estimates_are_the_most_likely_ones():
    points = lecture_pair()[0]
    mean, covariance = gaussian.estimate_mean(points), np.cov(points.T, bias=True)
    np.testing.assert_allclose(gaussian.estimate_covariance(points), covariance)
    best = gaussian.log_likelihood(points, mean, covariance)
    nudged = [
        gaussian.log_likelihood(points, mean + np.array([1, 0]), covariance),
        gaussian.log_likelihood(points, mean, covariance * 1.05),
        gaussian.log_likelihood(points, mean, covariance * 0.95),
    ]
    assert best > max(nudged)


def test_covariance_matrix_has_the_spreads_and_the_correlation():
    matrix = gaussian.covariance_matrix(2, 3, -0.5)
    np.testing.assert_allclose(matrix, [[4, -3], [-3, 9]])


@pytest.mark.parametrize("data", [WINE, CANCER, lecture_pair()])
def test_shared_covariance_equals_sklearn_lda(data):
    points, labels = data
    ours = gaussian.fit_gaussians(points, labels, kind="shared").posterior(points)
    judge = LinearDiscriminantAnalysis(solver="lsqr").fit(points, labels)
    np.testing.assert_allclose(ours, judge.predict_proba(points), atol=1e-6)


@pytest.mark.parametrize("data", [WINE, lecture_pair()])
def test_own_covariance_equals_sklearn_qda(data):
    points, labels = data
    ours = gaussian.fit_gaussians(points, labels, kind="own").posterior(points)
    judge = QuadraticDiscriminantAnalysis().fit(points, labels)
    np.testing.assert_allclose(ours, judge.predict_proba(points), atol=1e-7)


@pytest.mark.parametrize("data", [WINE, lecture_pair()])
def test_diagonal_covariance_equals_sklearn_gaussian_naive_bayes(data):
    points, labels = data
    ours = gaussian.fit_gaussians(points, labels, kind="diagonal")
    judge = GaussianNB(var_smoothing=0).fit(points, labels)
    np.testing.assert_allclose(
        ours.posterior(points), judge.predict_proba(points), atol=1e-8
    )


def test_priors_given_replace_the_shares_in_the_data():
    points, labels = lecture_pair()
    model = gaussian.fit_gaussians(points, labels, priors=[0.9, 0.1])
    judge = QuadraticDiscriminantAnalysis(priors=[0.9, 0.1]).fit(points, labels)
    assert (model.predict(points) == judge.predict(points)).mean() > 0.98


def test_the_posterior_of_a_shared_covariance_is_a_sigmoid_of_a_line():
    points, labels = lecture_pair()
    model = gaussian.fit_gaussians(points, labels, kind="shared")
    w, b = gaussian.line_of_shared(
        model.means[1], model.means[0], model.covariances[0], model.priors[1]
    )
    expected = model.posterior(points)[:, 1]
    np.testing.assert_allclose(sigmoid(points @ w + b), expected, atol=1e-12)


def test_an_unknown_kind_and_an_empty_class_are_refused():
    points, labels = lecture_pair()
    with pytest.raises(ValueError, match="kind must be one of"):
        gaussian.fit_gaussians(points, labels, kind="round")
    with pytest.raises(ValueError, match="at least one point"):
        gaussian.fit_gaussians(points, labels * 2)
