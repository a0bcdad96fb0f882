"""LeNet and its rival read MNIST's digits, plain or with shifted copies, and drawings.

`python -m course_utils keep lenet_and_rival` trains the four networks again, in about
half a minute.
"""

from functools import cache

import numpy as np
import torch

from course_utils.data.image_sets import load_images
from course_utils.data.sketches import load_drawings, rasterize
from course_utils.experiments import kept
from course_utils.experiments.kept_weights import pack, unpack
from course_utils.ml.vision import lenet

FILE = kept.file_of(__name__)
EPOCHS = 8
SHIFTS = np.arange(-6, 7)
MAKERS = {"lenet": lenet.make_lenet, "rival": lenet.make_rival}


@cache
def digits():
    """Return 4,000 training pictures and labels, 2,000 for the test, as for LeNet."""
    return lenet.prepare(load_images("mnist_10k", limit=4000))


def train(name, *, augmented=False, epochs=EPOCHS, on_epoch=None):
    """Train "lenet" or "rival" on the digits and return it.

    With `augmented`, it is shown copies shifted by up to three pixels.
    """
    model, data = MAKERS[name](seed=1), digits()
    options = {"progress": False, "device": "cpu", "on_epoch": on_epoch}
    if augmented:
        options["augment"] = lenet.make_shifter(3)
    seen = epochs * len(data[1])
    lenet.train_classifier(model, data, pictures_seen=seen, **options)
    return model.eval()


@cache
def trained(augmented=False):
    """Return the kept LeNet and its rival, trained on the digits or shifted copies."""
    arrays, how = kept.read(FILE), _how(augmented)
    return tuple(
        unpack(make(), arrays, f"{how} {name}") for name, make in MAKERS.items()
    )


def networks():
    """Return by name the three that read drawings; the last saw shifted copies."""
    model, rival = trained()
    return {
        "LeNet": model,
        "fully connected": rival,
        "LeNet + copies": trained(augmented=True)[0],
    }


def shift_accuracies(augmented=False):
    """Return the test accuracy of LeNet and its rival for each of SHIFTS, (2, 13)."""
    return kept.read(FILE)[f"{_how(augmented)} shifted"]


def epochs_of_lenet():
    """Return what was kept of LeNet, on plain digits, before and after each epoch.

    A dict of `filters` (epochs + 1, 6, 5, 5), `train_error` (epochs + 1,) and the
    `guesses` on the test digits (epochs + 1, 2000).
    """
    arrays = kept.read(FILE)
    return {name: arrays[name] for name in ("filters", "train_error", "guesses")}


def look_at(model):
    """Return a model's first filters, training error and guesses on the test digits."""
    train_pictures, train_labels, pictures, _ = digits()
    wrong = lenet.predict(model, train_pictures) != train_labels
    filters = model.features[0].weight[:, 0].detach().numpy()
    guesses = lenet.predict(model, pictures).numpy()
    return {
        "filters": np.float32(filters.copy()),
        "train_error": np.float32(wrong.float().mean().item()),
        "guesses": np.uint8(guesses),
    }


def measure_shifts(networks):
    """Return the test accuracy of each network for each of SHIFTS: (networks, 13)."""
    *_, pictures, labels = digits()
    moved = [lenet.disturb(pictures, right=float(by)) for by in SHIFTS]
    return np.array(
        [
            [(lenet.predict(model, m) == labels).float().mean().item() for m in moved]
            for model in networks
        ]
    )


def make_kept():
    """Return the arrays to keep: four networks, their shifts, LeNet's epochs."""
    seen = torch.as_tensor(load_images("mnist_10k", limit=4000).train)
    arrays = {"mean_and_deviation": np.float32([seen.mean(), seen.std()])}
    looks = [look_at(MAKERS["lenet"](seed=1))]

    def keep(epoch, model, history):
        looks.append(look_at(model))

    for augmented in (False, True):
        how, networks = _how(augmented), []
        for name, make in MAKERS.items():
            hook = keep if name == "lenet" and not augmented else None
            packed = pack(
                train(name, augmented=augmented, on_epoch=hook), f"{how} {name}"
            )
            networks.append(unpack(make(), packed, f"{how} {name}"))
            arrays |= packed
        arrays[f"{how} shifted"] = np.float32(measure_shifts(networks))
    return arrays | {
        name: np.stack([look[name] for look in looks]) for name in looks[0]
    }


def example(digit, number):
    """Return one test picture (1, 1, 28, 28) of this digit."""
    *_, pictures, labels = digits()
    places = (labels == digit).nonzero()[:, 0]
    return pictures[places[number % len(places)]][None]


def drawn(strokes, *, brush=2.2, centred=True):
    """Return strokes as the networks see them (1, 1, 28, 28); see `rasterize`."""
    mean, deviation = kept.read(FILE)["mean_and_deviation"]
    picture = rasterize(strokes, brush=brush, centred=centred)
    return torch.from_numpy((picture - mean) / deviation)[None, None]


def drawings_read(network, *, centred=True):
    """Return what a network reads in each of the fifty kept drawings: (50,) classes."""
    pictures = [
        drawn(d["strokes"], brush=d["brush"], centred=centred) for d in load_drawings()
    ]
    return lenet.predict(network, torch.cat(pictures)).numpy()


@torch.no_grad()
def probabilities(model, pictures):
    """Return what the model says of pictures (N, 1, 28, 28): (N, 10), rows add to 1."""
    return model(pictures).softmax(dim=1).numpy()


def _how(augmented):
    return "copies" if augmented else "plain"
