"""LeNet and its rival read the digits, plain or with shifted copies, epoch by epoch."""

import copy
from functools import cache

import torch

from course_utils.data.image_sets import load_images
from course_utils.ml.vision import lenet

EPOCHS = 8


@cache
def digits():
    """Return training pictures and labels, test pictures and labels, as for LeNet."""
    return lenet.prepare(load_images("digits"))


@cache
def trained(augmented=False):
    """Return LeNet and its rival, trained on the digits, and LeNet after each epoch.

    With `augmented`, both were shown copies shifted by up to three pixels.
    """
    data, seen = digits(), EPOCHS * len(digits()[1])
    model, rival = lenet.make_lenet(seed=1), lenet.make_rival(seed=1)
    snapshots = [copy.deepcopy(model.state_dict())]

    def keep(epoch, model, history):
        snapshots.append(copy.deepcopy(model.state_dict()))

    options = {"pictures_seen": seen, "progress": False, "device": "cpu"}
    if augmented:
        options["augment"] = lenet.make_shifter(3)
    lenet.train_classifier(model, data, on_epoch=keep, **options)
    lenet.train_classifier(rival, data, **options)
    return model.eval(), rival.eval(), snapshots


def example(digit, number):
    """Return one test picture (1, 1, 28, 28) of this digit."""
    *_, pictures, labels = digits()
    places = (labels == digit).nonzero()[:, 0]
    return pictures[places[number % len(places)]][None]


@torch.no_grad()
def probabilities(model, pictures):
    """Return what the model says of pictures (N, 1, 28, 28): (N, 10), rows add to 1."""
    return model(pictures).softmax(dim=1).numpy()
