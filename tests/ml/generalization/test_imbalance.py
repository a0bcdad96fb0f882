"""Counts and scores against scikit-learn; resampling by what comes out."""

import numpy as np
import pytest
from sklearn import metrics
from sklearn.utils.class_weight import compute_class_weight

from course_utils.ml.generalization import imbalance


@pytest.fixture
def answers():
    rng = np.random.default_rng(0)
    actual = (rng.random(200) < 0.2).astype(int)
    return actual, np.where(rng.random(200) < 0.7, actual, 1 - actual)


def test_confusion_and_scores_equal_scikit_learn(answers):
    counts = imbalance.confusion(*answers)
    np.testing.assert_array_equal(counts, metrics.confusion_matrix(*answers))
    for ours, judge in [
        (imbalance.accuracy, metrics.accuracy_score),
        (imbalance.precision, metrics.precision_score),
        (imbalance.recall, metrics.recall_score),
        (imbalance.f1, metrics.f1_score),
    ]:
        np.testing.assert_allclose(ours(counts), judge(*answers), rtol=1e-12)


def test_scores_of_a_lazy_classifier_are_zero_and_not_nan():
    counts = imbalance.confusion([0, 0, 1], [0, 0, 0])
    assert imbalance.accuracy(counts) == pytest.approx(2 / 3)
    assert imbalance.precision(counts) == 0
    assert imbalance.recall(counts) == 0
    assert imbalance.f1(counts) == 0


def test_oversampling_keeps_everyone_and_balances(answers):
    labels = answers[0]
    chosen = imbalance.oversample(labels, rng=np.random.default_rng(1))
    assert set(chosen) == set(range(200))
    counts = np.bincount(labels[chosen])
    assert counts[0] == counts[1] == np.bincount(labels).max()


def test_undersampling_repeats_no_one_and_balances(answers):
    labels = answers[0]
    chosen = imbalance.undersample(labels, rng=np.random.default_rng(1))
    assert len(set(chosen)) == len(chosen)
    assert set(np.bincount(labels[chosen])) == {np.bincount(labels).min()}


def test_class_weights_equal_scikit_learn(answers):
    labels = answers[0]
    judge = compute_class_weight("balanced", classes=np.array([0, 1]), y=labels)
    np.testing.assert_allclose(imbalance.class_weights(labels), judge, rtol=1e-12)
