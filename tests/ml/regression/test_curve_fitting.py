"""Least squares, ridge, lasso against scikit-learn; gradients against differences."""

import numpy as np
import pytest
from sklearn.linear_model import Lasso, LinearRegression, Ridge
from sklearn.preprocessing import PolynomialFeatures

from course_utils.ml.regression import curve_fitting
from course_utils.ml.regression.linear import mse


@pytest.fixture
def problem():
    rng = np.random.default_rng(3)
    features = rng.normal(size=(40, 6))
    return features, features @ rng.normal(size=6) + 5 + rng.normal(size=40)


def test_polynomial_features_are_those_of_scikit_learn():
    x = np.linspace(-2, 3, 11)
    judge = PolynomialFeatures(4, include_bias=False).fit_transform(x[:, None])
    np.testing.assert_allclose(
        curve_fitting.polynomial_features(x, 4), judge, rtol=1e-12
    )


def test_a_polynomial_of_degree_zero_is_refused():
    with pytest.raises(ValueError, match="degree must be 1 or more, got 0"):
        curve_fitting.polynomial_features(np.ones(3), 0)


def test_kind_features_give_each_kind_the_line_it_would_get_alone():
    x = np.array([1.0, 2, 3, 1, 2, 4])
    kind = np.array(list("aaabbb"))
    y = np.array([2.0, 4.1, 6, 5, 5.5, 7])
    features = curve_fitting.kind_features(x, kind, ["a", "b"])
    weights = np.linalg.lstsq(features, y, rcond=None)[0]
    for i, name in enumerate("ab"):
        slope, offset = np.polyfit(x[kind == name], y[kind == name], 1)
        np.testing.assert_allclose(weights[[i, i + 2]], [slope, offset])


def test_least_squares_equals_scikit_learn(problem):
    judge = LinearRegression().fit(*problem)
    bias, weights = curve_fitting.least_squares(*problem)
    np.testing.assert_allclose(bias, judge.intercept_, rtol=1e-12)
    np.testing.assert_allclose(weights, judge.coef_, rtol=1e-10)


@pytest.mark.parametrize("strength", [0.0, 1e-3, 1.0, 100.0])
def test_ridge_equals_scikit_learn(problem, strength):
    judge = Ridge(alpha=strength).fit(*problem)
    bias, weights = curve_fitting.ridge(*problem, strength)
    np.testing.assert_allclose(bias, judge.intercept_, rtol=1e-11)
    np.testing.assert_allclose(weights, judge.coef_, rtol=1e-10)


def test_ridge_leaves_the_bias_free(problem):
    features, target = problem
    bias, weights = curve_fitting.ridge(features, target, 1e9)
    moved_bias, moved = curve_fitting.ridge(features, target + 1000, 1e9)
    np.testing.assert_allclose(moved_bias - bias, 1000, rtol=1e-9)
    np.testing.assert_allclose(moved, weights, atol=1e-9)


def test_a_penalised_bias_shrinks_too(problem):
    features, target = problem
    bias, _ = curve_fitting.ridge(features, target, 1e9, penalize_bias=True)
    assert abs(bias) < 1e-3 < abs(curve_fitting.ridge(features, target, 1e9)[0])
    a = curve_fitting.with_ones(features)
    judge = Ridge(alpha=3.0, fit_intercept=False).fit(a, target).coef_
    bias, weights = curve_fitting.ridge(features, target, 3.0, penalize_bias=True)
    np.testing.assert_allclose([bias, *weights], judge, rtol=1e-10)


def test_a_negative_strength_is_refused(problem):
    with pytest.raises(ValueError, match="0 or more, got -1"):
        curve_fitting.ridge(*problem, -1)


@pytest.mark.parametrize("strength", [0.1, 10.0, 60.0])
def test_lasso_equals_scikit_learn(problem, strength):
    n = len(problem[0])  # scikit-learn halves the mean where we take the sum
    judge = Lasso(alpha=strength / (2 * n), tol=1e-14, max_iter=100_000).fit(*problem)
    bias, weights = curve_fitting.lasso(*problem, strength)
    np.testing.assert_allclose(bias, judge.intercept_, rtol=1e-8)
    np.testing.assert_allclose(weights, judge.coef_, atol=1e-8)


def test_lasso_sets_weights_to_exactly_zero(problem):
    _, weights = curve_fitting.lasso(*problem, 60.0)
    _, ridge_weights = curve_fitting.ridge(*problem, 60.0)
    assert (weights == 0).sum() >= 1
    assert (ridge_weights == 0).sum() == 0


def test_the_gradient_equals_central_differences(problem):
    theta, eps = np.linspace(-1, 1, 7), 1e-5

    def loss(theta):
        return curve_fitting.regularized_loss(theta[0], theta[1:], *problem, 0.7)

    differences = [
        (loss(theta + eps * e) - loss(theta - eps * e)) / (2 * eps) for e in np.eye(7)
    ]
    slope, slopes = curve_fitting.regularized_gradient(
        theta[0], theta[1:], *problem, 0.7
    )
    np.testing.assert_allclose([slope, *slopes], differences, rtol=1e-7)


def test_descent_arrives_at_the_closed_form(problem):
    bias, weights, losses = curve_fitting.fit_by_descent(
        *problem, 2.0, learning_rate=0.005, updates=2000
    )
    closed_bias, closed = curve_fitting.ridge(*problem, 2.0)
    np.testing.assert_allclose([bias, *weights], [closed_bias, *closed], atol=1e-9)
    assert (np.diff(losses) <= 1e-9).all()


def test_training_error_grows_with_the_strength(problem):
    features, target = problem
    errors = [
        mse(
            curve_fitting.predict(features, *curve_fitting.ridge(features, target, s)),
            target,
        )
        for s in [0, 0.01, 0.1, 1, 10, 100]
    ]
    assert (np.diff(errors) > 0).all()


def test_leaving_one_out_is_fitting_again_without_it():
    rng = np.random.default_rng(0)
    features, target = rng.normal(size=(9, 4)), rng.normal(size=9)
    forecasts = curve_fitting.ridge_leave_one_out(features, target, 0.3)
    for k in range(9):
        others = np.arange(9) != k
        model = curve_fitting.ridge(features[others], target[others], 0.3)
        again = curve_fitting.predict(features[k : k + 1], *model)[0]
        assert forecasts[k] == pytest.approx(again)


def test_leaving_one_out_takes_more_weights_than_examples():
    features, target = np.array([[0.5, 0.25, 0.1]] * 2), np.array([1.0, 3.0])
    forecasts = curve_fitting.ridge_leave_one_out(features, target, 1e-8)
    np.testing.assert_allclose(forecasts, [3, 1])
    with pytest.raises(ValueError, match="two examples"):
        curve_fitting.ridge_leave_one_out(features[:1], target[:1], 1.0)
    with pytest.raises(ValueError, match="a penalty"):
        curve_fitting.ridge_leave_one_out(features, target, 0.0)
