"""Noisy digits, kept networks and their forms."""

import numpy as np
import torch

from course_utils.experiments import decay_and_dropout
from course_utils.experiments.batch_sizes import centred_digits


def test_forty_of_the_two_hundred_labels_are_wrong():
    x, y, _, y_unseen = decay_and_dropout.noisy_digits()
    clean_x, clean_y, *_ = centred_digits()
    rows = [int((clean_x == row).all(dim=1).nonzero()[0]) for row in x]
    assert len(set(rows)) == 200
    assert int((clean_y[rows] != y).sum()) == 40
    assert len(y_unseen) == 450


def test_the_same_seed_trains_the_same_network_and_dropout_leaves_the_generator_alone():
    torch.manual_seed(5)
    before = torch.rand(1)
    torch.manual_seed(5)
    runs = [decay_and_dropout.train_restrained(dropout=0.5, epochs=2) for _ in range(2)]
    assert torch.rand(1) == before
    assert runs[0].train_loss == runs[1].train_loss


def test_kept_networks_have_the_accuracy_of_their_strength():
    points, labels, *_ = decay_and_dropout.make_moons(0)
    right = [
        (
            (
                decay_and_dropout.moons_score(
                    decay_and_dropout.moons_layers(0, n), points
                )
                > 0
            )
            == labels
        )
        for n in (0, 20)
    ]
    assert right[0].mean() == 1.0
    assert right[1].mean() < 0.7


def test_shifts_move_pictures_and_keep_their_pixels():
    x = torch.arange(128.0).reshape(2, 64)
    shifted = decay_and_dropout.shift_pictures(x)
    np.testing.assert_array_equal(shifted.sort(dim=1).values, x)
