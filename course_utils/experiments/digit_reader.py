"""A small network that has learned to read digits, and the pictures it never saw.

The demos' network reads MNIST's digits of 28 × 28 pixels; `python -m course_utils keep
digit_reader` trains it again, in a few seconds. Where a page trains networks itself,
`split_digits` gives it the small digits of 8 × 8.
"""

from functools import cache

import numpy as np

from course_utils.data.image_sets import load_images
from course_utils.data.images import load_digits
from course_utils.experiments import kept
from course_utils.ml.networks import mlp

FILE = kept.file_of(__name__)
SIZES, EPOCHS, LEARNING_RATE = (784, 16, 16, 10), 10, 0.3
TRAINING = 1300  # of 1,797 pictures of 8 × 8


@cache
def split_digits(*, seed=0):
    """Return 1300 pictures (n, 64) with labels, then 497 unseen ones with theirs."""
    images, labels = load_digits(channels=False)
    images = images.reshape(len(images), -1).astype(float)
    order = np.random.default_rng(seed).permutation(len(labels))
    train, unseen = np.split(order, [TRAINING])
    return images[train], labels[train], images[unseen], labels[unseen]


@cache
def unseen_digits(limit=100):
    """Return the first test pictures of `mnist_10k`, (limit, 784), and their labels."""
    images = load_images("mnist_10k", limit=limit)
    return images.test.reshape(limit, -1).astype(float), images.test_labels


def train_reader(*, epochs=EPOCHS):
    """Return the layers of a tanh network after training on 8,000 digits of MNIST."""
    images = load_images("mnist_10k")
    pictures = images.train.reshape(len(images.train), -1).astype(float)
    layers = mlp.make_layers(SIZES, rng=np.random.default_rng(0))
    rng, options = np.random.default_rng(1), {"learning_rate": LEARNING_RATE}
    run = mlp.train(
        layers, pictures, images.train_labels, epochs=epochs, rng=rng, **options
    )
    return run.layers


def make_kept():
    """Return the arrays to keep: weights and biases of each layer, half precision."""
    arrays = {}
    for number, (weights, bias) in enumerate(train_reader(), start=1):
        arrays |= {f"weights {number}": weights, f"bias {number}": bias}
    return {name: np.float16(array) for name, array in arrays.items()}


@cache
def trained_layers():
    """Return the kept layers, weights (out, in) and bias (out,) of each."""
    arrays = kept.read(FILE)
    return [
        (arrays[f"weights {n}"].astype(float), arrays[f"bias {n}"].astype(float))
        for n in range(1, len(SIZES))
    ]
