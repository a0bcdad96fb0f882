"""Imbalance: what holds in every state, and what it says."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from course_utils.demos.bias_and_variance import imbalance
from course_utils.demos.bias_and_variance.imbalance import EXAMPLES, Imbalance
from tests.demos.sweep import sweep


def test_everyone_is_counted_once_and_the_scores_follow_from_the_counts():
    def invariant(values, result):
        counts = result["counts"]
        assert counts.sum() == result["histograms"].sum() == EXAMPLES
        assert counts[1].sum() == 10 * values["share"]
        np.testing.assert_allclose(result["scores"][0], np.trace(counts) / EXAMPLES)
        assert ((result["scores"] >= 0) & (result["scores"] <= 1)).all()

    sweep(Imbalance, invariant)


def test_a_higher_threshold_never_finds_more():
    recalls = [
        Imbalance.compute(5, threshold, "none", 0)["scores"][2]
        for threshold in np.arange(0.02, 1, 0.02)
    ]
    assert (np.diff(recalls) <= 0).all()


def test_the_small_logistic_regression_equals_scikit_learn():
    x, labels = imbalance.make_scores(5, 0)
    judge = LogisticRegression(C=1e6, class_weight="balanced", tol=1e-10)
    judge.fit(x[:, None], labels)
    w, b = imbalance.train_on(5, "class weights", 0)
    np.testing.assert_allclose(
        [w, b], [judge.coef_[0, 0], judge.intercept_[0]], rtol=1e-3
    )


def test_every_remedy_raises_the_recall():
    recall = {
        remedy: Imbalance.compute(5, 0.5, remedy, 0)["scores"][2]
        for remedy in imbalance.REMEDIES
    }
    untreated = recall.pop("none")
    assert min(recall.values()) > untreated + 0.2
