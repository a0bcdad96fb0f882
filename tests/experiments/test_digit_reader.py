"""The ready network reads unseen digits."""

import numpy as np

from course_utils.experiments.digit_reader import split_digits, trained_layers
from course_utils.ml.networks import mlp


def test_no_picture_is_both_seen_and_unseen():
    seen, _, unseen, _ = split_digits()
    assert len(seen) + len(unseen) == 1797
    together = np.concatenate([seen, unseen]).round(4)
    assert len(np.unique(together, axis=0)) == 1797


def test_the_ready_network_reads_unseen_digits():
    _, _, images, labels = split_digits()
    assert mlp.accuracy(trained_layers(), images, labels) > 0.93
