"""Real training runs, healthy and ill, and the guide that tells them apart.

Every run reads the digits with sigmoid units and plain mini-batch descent. Kept are the
loss and the accuracy at CHECKPOINTS on four sets: the training pictures, validation and
test pictures of the same kind, and test pictures of digits one pixel further left.
"""

from functools import cache
from itertools import product

import numpy as np

from course_utils.experiments import kept
from course_utils.experiments.digit_reader import split_digits
from course_utils.ml.classification.softmax import cross_entropy
from course_utils.ml.generalization.augmentation import shift_right
from course_utils.ml.generalization.diagnosis import diagnose
from course_utils.ml.networks import mlp

FILE = kept.file_of(__name__)
DEPTHS = (1, 6)  # hidden layers
WIDTHS = (2, 8, 32, 128)  # units in each
COUNTS = (50, 200, 1000)  # training pictures
DECAYS = (0.0, 0.001, 0.01, 0.1)  # λ
PARTS = ("training", "validation", "test", "shifted test")
CHECKPOINTS = np.arange(0, 1201, 30)  # updates
LEARNING_RATE, BATCH_SIZE = 0.7, 50
STOPPING_RUNS, STOPPING_CHECKS = 6, 120
WRONG_LABELS = 0.25
SEEDS = range(3)  # initialisations, where one would prove nothing
DEEPENING = (1, 2, 3, 4, 6)  # hidden layers of 32 units, tried from SEEDS
RESTRICTIONS = {  # on pictures with wrong labels, from SEEDS: (λ, units)
    "none": (0.0, 128),
    "λ = 0.001": (0.001, 128),
    "λ = 0.003": (0.003, 128),
    "λ = 0.01": (0.01, 128),
    "8 units": (0.0, 8),
}


def shift_left(images):
    """Return flat pictures (n, 64) moved one pixel to the left, empty on the right."""
    return shift_right(images.reshape(-1, 8, 8), -1).reshape(len(images), -1)


@cache
def pictures(count):
    """Return {part: (images, labels)}; validation are 297 pictures set aside."""
    images, labels, test_images, test_labels = split_digits()
    return {
        "training": (images[:count], labels[:count]),
        "validation": (images[1003:], labels[1003:]),
        "test": (test_images, test_labels),
        "shifted test": (shift_left(test_images), test_labels),
    }


def measure(layers, parts):
    """Return the loss and the accuracy on every part, two arrays."""
    logits = {
        k: mlp.predict(layers, x, activation="sigmoid") for k, (x, _) in parts.items()
    }
    losses = [cross_entropy(logits[k], labels) for k, (_, labels) in parts.items()]
    shares = [mlp.share_right(logits[k], labels) for k, (_, labels) in parts.items()]
    return np.array(losses), np.array(shares)


def descend(layers, images, labels, *, updates, decay, rng, every, parts):
    """Train with weight decay; return losses and accuracies (parts, checkpoints)."""
    epochs = 1 + updates * BATCH_SIZE // len(labels)
    batches = mlp.deal(len(labels), epochs=epochs, batch_size=BATCH_SIZE, rng=rng)
    measured = [measure(layers, parts)]
    for update, batch in zip(range(1, updates + 1), batches, strict=False):
        _, gradients = mlp.loss_and_gradients(
            layers, images[batch], labels[batch], activation="sigmoid"
        )
        kept = 1 - LEARNING_RATE * decay
        layers = [(weights * kept, bias) for weights, bias in layers]
        layers = mlp.step(layers, gradients, LEARNING_RATE)
        if update % every == 0:
            measured.append(measure(layers, parts))
    return np.stack(measured, axis=-1)  # (2, parts, checkpoints)


def run(depth, width, count, decay, *, seed=0, every=30):
    """Train one patient; return losses and accuracies, (2, parts, checkpoints)."""
    parts = pictures(count)
    sizes = (64, *[width] * depth, 10)
    layers = mlp.make_layers(sizes, rng=np.random.default_rng(seed))
    return descend(
        layers, *parts["training"], updates=int(CHECKPOINTS[-1]), decay=decay,
        rng=np.random.default_rng(seed + 1), every=every, parts=parts,
    )  # fmt: skip


def stopping_run(seed, *, decay=0.0, width=128, every=6):
    """Train a large network on 100 pictures with wrong labels, epoch by epoch."""
    rng = np.random.default_rng(seed)
    parts = dict(list(pictures(1000).items())[:3])
    images, labels = parts["training"]
    chosen = rng.permutation(len(labels))[:100]
    images, labels = images[chosen], labels[chosen].copy()
    wrong = rng.random(100) < WRONG_LABELS
    labels[wrong] = rng.integers(0, 10, wrong.sum())
    parts["training"] = (images, labels)
    layers = mlp.make_layers((64, width, 10), rng=rng)
    return descend(
        layers, images, labels, updates=2 * STOPPING_CHECKS * 3, decay=decay, rng=rng,
        every=every, parts=parts,
    )  # fmt: skip


def make_kept():
    """Train every patient; return {"clinic": ..., "stopping": ..., ...} as float16."""
    grid = [run(*case) for case in product(DEPTHS, WIDTHS, COUNTS, DECAYS)]
    lengths = [len(axis) for axis in (DEPTHS, WIDTHS, COUNTS, DECAYS)]
    grid = np.reshape(grid, (*lengths, 2, len(PARTS), len(CHECKPOINTS)))
    stopping = np.array([stopping_run(seed) for seed in range(STOPPING_RUNS)])
    content = {"clinic": grid, "stopping": stopping, **seeds_compared()}
    return {name: array.astype(np.float16) for name, array in content.items()}


def seeds_compared():
    """Train from SEEDS; return final losses (depths, seeds) and (restrictions, ...).

    The latter are, for each seed, losses and accuracies on training and test pictures.
    """
    last = int(CHECKPOINTS[-1])
    deeper = [
        [run(depth, 32, 1000, 0.0, seed=seed, every=last)[0, 0, -1] for seed in SEEDS]
        for depth in DEEPENING
    ]
    restricted = [
        [
            stopping_run(seed, decay=decay, width=width, every=6 * STOPPING_CHECKS)
            for seed in SEEDS
        ]
        for decay, width in RESTRICTIONS.values()
    ]
    return {
        "deeper": np.array(deeper),
        "restricted": np.array(restricted)[:, :, :, [0, 2], -1],
    }


@cache
def kept_runs():
    """Return what is kept: "clinic", "stopping", "deeper" and "restricted"."""
    return {name: array.astype(float) for name, array in kept.read(FILE).items()}


def patient(depth, width, count, decay):
    """Return {part: loss} and {part: accuracy} over CHECKPOINTS of one kept run."""
    place = (
        DEPTHS.index(depth), WIDTHS.index(width), COUNTS.index(count),
        DECAYS.index(decay),
    )  # fmt: skip
    losses, shares = kept_runs()["clinic"][place]
    return dict(zip(PARTS, losses, strict=True)), dict(zip(PARTS, shares, strict=True))


def verdict(depth, width, count, decay, *, test="test"):
    """Return the diagnosis of a kept run, and the final losses it rests on."""
    losses, _ = patient(depth, width, count, decay)
    shallower, _ = patient(1, width, count, decay)
    unregularised, _ = patient(1, width, count, 0.0)
    final = {
        "training": losses["training"][-1],
        "validation": losses["validation"][-1],
        "test": losses[test][-1],
        "shallower": shallower["training"][-1],
        "unregularised": unregularised["training"][-1],
    }
    return diagnose(**final), final
