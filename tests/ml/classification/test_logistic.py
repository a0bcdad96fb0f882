import numpy as np
import pytest
import torch
from scipy.special import expit
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from course_utils.ml.classification import logistic


def make_pair(seed=0, size=120):
    rng = np.random.default_rng(seed)
    targets = rng.integers(0, 2, size=size)
    points = rng.normal(size=(size, 3)) + targets[:, None] * [1.0, -0.5, 0.2]
    return points, targets


def central_differences(function, theta, step=1e-6):
    moves = step * np.eye(len(theta))
    return np.array(
        [(function(theta + m) - function(theta - m)) / (2 * step) for m in moves]
    )


def test_sigmoid_equals_scipy_without_warning_at_the_extremes():
    z = np.array([-np.inf, -1e4, -745.0, -1.0, 0.0, 1.0, 40.0, 1e4, np.inf])
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(logistic.sigmoid(z), expit(z), atol=1e-300)


def test_cross_entropy_equals_torch_and_stays_finite():
    rng = np.random.default_rng(0)
    z, t = rng.normal(scale=300, size=500), rng.integers(0, 2, size=500)
    expected = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(z), torch.tensor(t, dtype=torch.float64)
    )
    assert logistic.cross_entropy(z, t) == pytest.approx(expected.item(), rel=1e-12)
    assert np.isfinite(logistic.cross_entropy([1e8], [0]))


def test_squared_error_equals_torch():
    z, t = np.linspace(-5, 5, 30), np.arange(30) % 2
    expected = torch.nn.functional.mse_loss(
        torch.tensor(z).sigmoid(), torch.tensor(t, dtype=torch.float64)
    )
    assert logistic.squared_error(z, t) == pytest.approx(expected.item(), rel=1e-12)


@pytest.mark.parametrize("name", logistic.LOSSES)
@pytest.mark.parametrize("seed", range(3))
def test_gradients_equal_central_differences(name, seed):
    measure, slope = logistic.LOSSES[name]
    points, targets = make_pair(seed)
    theta = np.random.default_rng(seed).normal(size=4)
    slope_w, slope_b = slope(theta[:3], theta[3], points, targets)
    expected = central_differences(
        lambda t: measure(points @ t[:3] + t[3], targets), theta
    )
    np.testing.assert_allclose([*slope_w, slope_b], expected, atol=1e-8)


def test_fit_equals_sklearn_without_penalty():
    points, targets = make_pair()
    w, b = logistic.fit(points, targets)
    judge = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000)
    judge.fit(points, targets)
    np.testing.assert_allclose([*w, b], [*judge.coef_[0], *judge.intercept_], atol=1e-5)


@pytest.mark.parametrize("penalty", [1e-4, 1e-2, 1.0])
def test_fit_equals_sklearn_with_penalty_on_real_data(penalty):
    points, targets = load_breast_cancer(return_X_y=True)
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    w, b = logistic.fit(points, targets, penalty=penalty)
    judge = LogisticRegression(C=1 / (2 * penalty * len(points)), tol=1e-10)
    judge.set_params(max_iter=5000).fit(points, targets)
    np.testing.assert_allclose([*w, b], [*judge.coef_[0], *judge.intercept_], atol=1e-4)


def test_several_data_sets_are_fitted_as_each_alone():
    pairs = [make_pair(seed) for seed in range(3)]
    points, targets = map(np.stack, zip(*pairs, strict=True))
    penalty = np.array([0.0, 0.01, 1.0])
    w, b = logistic.fit(points, targets, penalty=penalty)
    for place, pair in enumerate(pairs):
        alone = logistic.fit(*pair, penalty=penalty[place])
        np.testing.assert_allclose(w[place], alone[0], atol=1e-9)
        np.testing.assert_allclose(b[place], alone[1], atol=1e-9)


def test_fit_arrives_for_small_and_separable_data_with_a_penalty():
    for seed in range(40):
        points, targets = make_pair(seed, size=8)
        if 0 < targets.sum() < 8:
            w, b = logistic.fit(points, targets, penalty=1e-4)
            slope_w, slope_b = logistic.cross_entropy_gradient(w, b, points, targets)
            np.testing.assert_allclose(slope_w + 2e-4 * w, 0, atol=1e-9)
            assert abs(slope_b) < 1e-9


def test_fit_says_so_when_a_line_separates_the_classes():
    points = np.array([[0.0], [1.0], [2.0], [3.0]])
    with pytest.raises(ValueError, match="a line separates"):
        logistic.fit(points, [0, 0, 1, 1])


def test_training_arrives_where_newton_does_and_never_climbs():
    points, targets = make_pair()
    run = logistic.train(
        points,
        targets,
        learning_rate=1.0,
        steps=800,
        penalty=0.01,
        start=([3, 3, 3], 3),
    )
    w, b = logistic.fit(points, targets, penalty=0.01)
    assert (np.diff(run.losses) <= 1e-15).all()
    np.testing.assert_allclose([*run.w[-1], run.b[-1]], [*w, b], atol=1e-6)


def test_far_away_the_squared_error_is_flat_and_the_cross_entropy_is_not():
    points, targets = make_pair()
    w = np.array([-40.0, 20.0, -8.0])  # sure, and wrong
    flat = logistic.squared_error_gradient(w, 0.0, points, targets)[0]
    steep = logistic.cross_entropy_gradient(w, 0.0, points, targets)[0]
    assert np.linalg.norm(flat) < 0.05 * np.linalg.norm(steep)
