"""Imbalance: what holds in every state, and what it says."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from course_utils.demos.bias_and_variance import imbalance
from course_utils.demos.bias_and_variance.imbalance import EXAMPLES, Imbalance
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def called(values):
    """Return who is a one, and who is called one by the forecast probability."""
    x, labels = imbalance.make_scores(values["share"], values["seed"])
    w, b = imbalance.train_on(values["share"], values["remedy"], values["seed"])
    return labels == 1, 1 / (1 + np.exp(-(w * x + b))) > values["threshold"]


def scores(values):
    """Return accuracy, the common class's share, and recall."""
    ones, called_one = called(values)
    common = max(ones.mean(), 1 - ones.mean())
    return np.mean(ones == called_one), common, called_one[ones].mean()


CLAIMS = (
    Claim(
        r"Accuracy (.+) \(always saying the common class: (.+)\), recall (.+)",
        lambda v, r, m: np.allclose(
            [float(m[1]), float(m[2]), float(m[3])], scores(v), atol=0.0051
        ),
    ),
)


def found(values, **changed):
    ones, called_one = called({**values, **changed})
    return (called_one & ones).sum()


def alarms(values, **changed):
    ones, called_one = called({**values, **changed})
    return (called_one & ~ones).sum()


def more_of_both(values, **before):
    return found(values) > found(values, **before) and (
        alarms(values) > alarms(values, **before)
    )


PROMISES = {
    "balanced": lambda v, r: called(v)[0].mean() == 0.5,
    "one in a hundred": lambda v, r: (
        scores(v)[0] > 0.985 and called(v)[0].sum() == 10 and found(v) == 2
    ),
    "lower the threshold": lambda v, r: more_of_both(v, threshold=0.5),
    "class weights": lambda v, r: more_of_both(v, remedy="none"),
    "oversample": lambda v, r: (
        abs(found(v) - found(v, remedy="class weights")) <= 2
        and alarms(v) / alarms(v, remedy="class weights") > 0.85
    ),
}


def test_everyone_is_counted_once_and_the_scores_follow_from_the_counts():
    def invariant(values, result):
        counts = result["counts"]
        assert counts.sum() == result["histograms"].sum() == EXAMPLES
        assert counts[1].sum() == 10 * values["share"]
        np.testing.assert_allclose(result["scores"][0], np.trace(counts) / EXAMPLES)
        assert ((result["scores"] >= 0) & (result["scores"] <= 1)).all()

    sweep(Imbalance, invariant, claims=CLAIMS, promises=PROMISES)


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


def test_where_nothing_is_called_one_precision_is_not_a_number():
    demo = Imbalance(share=1, threshold=0.98)
    assert demo.result["counts"][:, 1].sum() == 0
    assert demo.texts[1].get_text().startswith("0 / 0")


def test_every_remedy_moves_the_edge_to_more_false_alarms():
    counts = {
        remedy: Imbalance.compute(5, 0.5, remedy, 0)["counts"]
        for remedy in imbalance.REMEDIES
    }
    untreated = counts.pop("none")
    assert min(c[0, 1] for c in counts.values()) > untreated[0, 1]
