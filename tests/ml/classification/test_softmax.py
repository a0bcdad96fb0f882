import numpy as np
import pytest
import torch
from scipy import special, stats
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from course_utils.ml.classification import softmax

RNG = np.random.default_rng(0)
LOGITS = RNG.normal(scale=5, size=(50, 4))
LABELS = RNG.integers(0, 4, size=50)


def test_softmax_equals_scipy_and_torch():
    ours = softmax.softmax(LOGITS)
    np.testing.assert_allclose(ours, special.softmax(LOGITS, axis=1), rtol=1e-12)
    np.testing.assert_allclose(ours, torch.tensor(LOGITS).softmax(1), rtol=1e-12)


def test_softmax_survives_large_scores_and_ignores_a_shift():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        large = softmax.softmax(LOGITS + 10_000)
    np.testing.assert_allclose(large, softmax.softmax(LOGITS), atol=1e-10)
    np.testing.assert_allclose(large.sum(axis=1), 1)


def test_temperature_divides_the_scores():
    ours = softmax.softmax(LOGITS, temperature=2.5)
    np.testing.assert_allclose(ours, special.softmax(LOGITS / 2.5, axis=1))
    with pytest.raises(ValueError, match="temperature"):
        softmax.softmax(LOGITS, temperature=0)


def test_one_hot_equals_torch_and_refuses_labels_out_of_range():
    expected = torch.nn.functional.one_hot(torch.tensor(LABELS), 4)
    np.testing.assert_array_equal(softmax.one_hot(LABELS, 4), expected)
    with pytest.raises(ValueError, match=r"0 \.\. 2"):
        softmax.one_hot(LABELS, 3)


def test_cross_entropy_and_its_gradient_equal_torch():
    logits = torch.tensor(LOGITS * 100, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(LABELS))
    loss.backward()
    ours = softmax.cross_entropy(LOGITS * 100, LABELS)
    slope = softmax.cross_entropy_gradient(LOGITS * 100, LABELS)
    assert ours == pytest.approx(loss.item(), rel=1e-12)
    np.testing.assert_allclose(slope, logits.grad, atol=1e-14)


def test_entropy_and_divergence_equal_scipy():
    p, q = softmax.softmax(LOGITS[:9]), softmax.softmax(LOGITS[9:18])
    np.testing.assert_allclose(softmax.entropy(p), stats.entropy(p, axis=1))
    np.testing.assert_allclose(softmax.kl_divergence(p, q), stats.entropy(p, q, axis=1))


def test_cross_entropy_of_equal_distributions_is_their_entropy_not_zero():
    p = np.array([0.5, 0.25, 0.25, 0.0])
    assert softmax.cross_entropy_between(p, p) == pytest.approx(1.5 * np.log(2))
    assert softmax.kl_divergence(p, p) == 0


def test_a_forecast_of_zero_for_what_happens_is_infinitely_surprised():
    assert softmax.cross_entropy_between([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert softmax.entropy([1.0, 0.0]) == 0


def test_training_arrives_where_sklearn_does():
    points, labels = load_iris(return_X_y=True)
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    model, losses = softmax.train(
        points, labels, classes=3, learning_rate=1.0, steps=3000, penalty=0.01
    )
    judge = LogisticRegression(C=1 / (2 * 0.01 * 150), tol=1e-10, max_iter=5000)
    judge.fit(points, labels)
    assert (np.diff(losses) <= 1e-15).all()
    np.testing.assert_allclose(model.weights, judge.coef_.T, atol=1e-4)
    np.testing.assert_allclose(
        model.posterior(points), judge.predict_proba(points), atol=1e-4
    )
    np.testing.assert_array_equal(model.predict(points), judge.predict(points))
