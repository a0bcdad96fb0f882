import numpy as np
import pytest
from sklearn.naive_bayes import BernoulliNB

from course_utils.ml.classification.naive_bayes import (
    fit_bernoulli,
    make_thirteen_examples,
)


def make_features(seed):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, size=200)
    chances = rng.uniform(0.1, 0.9, size=(3, 6))
    return (rng.random((200, 6)) < chances[labels]).astype(int), labels


@pytest.mark.parametrize("smoothing", [0.5, 1.0, 3.0])
def test_posterior_equals_sklearn(smoothing):
    features, labels = make_features(seed=1)
    ours = fit_bernoulli(features, labels, smoothing=smoothing).posterior(features)
    judge = BernoulliNB(alpha=smoothing).fit(features, labels)
    np.testing.assert_allclose(ours, judge.predict_proba(features), atol=1e-12)


def test_the_puzzle_gives_the_only_example_of_class_1_three_sevenths():
    features, labels = make_thirteen_examples()
    posterior = fit_bernoulli(features, labels).posterior([[1, 1]])
    assert len(labels) == 13
    np.testing.assert_allclose(posterior, [[4 / 7, 3 / 7]])


def test_what_was_never_seen_is_impossible_without_smoothing():
    features, labels = make_thirteen_examples()
    posterior = fit_bernoulli(features, labels).posterior([[0, 1]])
    np.testing.assert_allclose(posterior, [[1, 0]])


def test_smoothing_makes_everything_possible():
    features, labels = make_thirteen_examples()
    model = fit_bernoulli(features, labels, smoothing=1)
    assert model.posterior([[0, 1]])[0, 1] > 0
    assert model.predict([[0, 0]]) == 0
