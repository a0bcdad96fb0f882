import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

from course_utils.data.tables import load_table
from course_utils.experiments import training_sizes

TABLE = load_table("breast_cancer")
FEATURES, LABELS = TABLE.features[:, :10], 1 - TABLE.labels


def test_one_draw_agrees_with_sklearn():
    drawn = training_sizes.draw(
        FEATURES, LABELS, 100, noise=0, rng=np.random.default_rng(0)
    )
    ours = training_sizes.accuracies([drawn])[0]
    rng = np.random.default_rng(0)
    order = rng.permutation(len(LABELS))
    train, test = order[:100], order[100:]
    center, spread = FEATURES[train].mean(axis=0), FEATURES[train].std(axis=0)
    scaled = (FEATURES - center) / spread
    judges = [GaussianNB(var_smoothing=0)]
    for penalty in training_sizes.PENALTIES:
        judges.append(LogisticRegression(C=1 / (200 * penalty), max_iter=5000))
    expected = [
        judge.fit(scaled[train], LABELS[train]).score(scaled[test], LABELS[test])
        for judge in judges
    ]
    np.testing.assert_allclose(ours, expected, atol=2.5 / len(test))


def test_both_classes_are_always_drawn():
    rng = np.random.default_rng(0)
    labels = (np.arange(200) < 20).astype(int)
    features = rng.normal(size=(200, 2))
    for _ in range(20):
        _, given, _, _ = training_sizes.draw(features, labels, 5, noise=0.2, rng=rng)
        assert np.bincount(given, minlength=2).min() >= 2


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_flipped_labels_are_learned_from_but_never_judged_by(noise):
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 2, 400)
    features = rng.normal(size=(400, 2)) + 8 * labels[:, None]
    drawn = training_sizes.draw(features, labels, 200, noise=noise, rng=rng)
    assert (training_sizes.accuracies([drawn]) > 0.97).all()
    flipped = drawn[1] != (drawn[0][:, 0] > 0)
    assert flipped.mean() == pytest.approx(noise, abs=0.1)


def test_the_race_has_one_accuracy_for_each_seed_size_and_model():
    results = training_sizes.race(FEATURES, LABELS, (10, 20), noise=0, seeds=2, draws=1)
    assert results.shape == (2, 2, 4)
    assert ((results > 0) & (results <= 1)).all()


@pytest.mark.parametrize("noise", training_sizes.NOISES.values())
def test_what_is_kept_is_what_the_race_gives(noise):
    kept = training_sizes.race_results(noise)
    assert kept.shape == (10, 6, 4)
    again = training_sizes.tumour_race(noise, sizes=(10, 20), seeds=2)
    np.testing.assert_allclose(kept[:2, :2], again, atol=1e-12)
