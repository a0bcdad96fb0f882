"""The kept network reads unseen digits, and training gives it again."""

import numpy as np
import pytest

from course_utils.data.image_sets import load_images
from course_utils.experiments import digit_reader
from course_utils.experiments.digit_reader import split_digits, trained_layers
from course_utils.ml.networks import mlp


def test_no_picture_is_both_seen_and_unseen():
    seen, _, unseen, _ = split_digits()
    assert len(seen) + len(unseen) == 1797
    together = np.concatenate([seen, unseen]).round(4)
    assert len(np.unique(together, axis=0)) == 1797


def test_the_kept_network_reads_unseen_digits():
    pictures, labels = digit_reader.unseen_digits(2000)
    assert mlp.accuracy(trained_layers(), pictures, labels) == pytest.approx(
        0.93, abs=0.005
    )


def test_unseen_digits_are_those_of_the_test_part():
    pictures, labels = digit_reader.unseen_digits()
    whole = load_images("mnist_10k")
    np.testing.assert_array_equal(pictures, whole.test[:100].reshape(100, 784))
    np.testing.assert_array_equal(labels, whole.test_labels[:100])


@pytest.mark.slow
def test_training_anew_gives_the_kept_network():
    pictures, _ = digit_reader.unseen_digits(2000)
    fresh = digit_reader.train_reader()
    for (weights, bias), (kept, kept_bias) in zip(fresh, trained_layers(), strict=True):
        np.testing.assert_allclose(kept, weights, atol=5e-3)
        np.testing.assert_allclose(kept_bias, bias, atol=5e-3)
    same = mlp.predict(fresh, pictures).argmax(1) == mlp.predict(
        trained_layers(), pictures
    ).argmax(1)
    assert same.mean() > 0.995
