"""A small network that has learned to read the digits, ready within a second."""

from functools import cache

import numpy as np

from course_utils.data.images import load_digits
from course_utils.ml.networks import mlp

TRAINING = 1300  # of 1,797 pictures


@cache
def split_digits(*, seed=0):
    """Return 1300 pictures (n, 64) with labels, then 497 unseen ones with theirs."""
    images, labels = load_digits(channels=False)
    images = images.reshape(len(images), -1).astype(float)
    order = np.random.default_rng(seed).permutation(len(labels))
    train, unseen = np.split(order, [TRAINING])
    return images[train], labels[train], images[unseen], labels[unseen]


@cache
def trained_layers(*, sizes=(64, 16, 16, 10), epochs=40):
    """Return the layers of a tanh network trained on the digits, always the same."""
    images, labels, _, _ = split_digits()
    layers = mlp.make_layers(sizes, rng=np.random.default_rng(0))
    rng = np.random.default_rng(1)
    return mlp.train(layers, images, labels, epochs=epochs, rng=rng).layers
