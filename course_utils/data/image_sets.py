"""One call for every picture set: those that come along, or a larger one, downloaded.

Every notebook about pictures calls `load_images()`. It gives 10,000 digits of MNIST,
which come with the course; `load_images("digits")` gives the small ones that come with
scikit-learn. With `COURSE_DATASET=fashion_mnist` in the environment, or the name as an
argument, the same notebook runs on the larger set, if it was downloaded before:

    load_images("fashion_mnist", download=True)
"""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_utils.data.downloads import check_file
from course_utils.data.errors import DataError, DataWarning
from course_utils.data.formats import read_cifar_batch, read_idx
from course_utils.data.images import load_digits, photo_crops_folder
from course_utils.data.sources import bring
from course_utils.data.tables import split_rows

DIGITS = tuple("0123456789")
CLOTHES = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
THINGS = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)
IMAGE_SETS = {
    "digits": DIGITS,
    "mnist_10k": DIGITS,
    "fashion_mnist": CLOTHES,
    "mnist": DIGITS,
    "cifar10": THINGS,
}
USUAL = "mnist_10k"  # what a notebook gets that asks for no set by name
KEPT_FOLDER = Path(__file__).resolve().parents[2] / "data"
MNIST_TEST = {  # MNIST's test part comes with the course; the publishers' MD5
    "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
    "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
}
ANTS_AND_BEES = {"train/ants": 123, "train/bees": 121, "val/ants": 70, "val/bees": 83}


@dataclass(frozen=True, repr=False)
class ImageSet:
    """Hold pictures (n, channels, height, width) float32 in 0..1 and labels (n,) int64.

    `note` says why this set stands in for another one; it is empty otherwise.
    """

    name: str
    train: np.ndarray
    train_labels: np.ndarray
    test: np.ndarray
    test_labels: np.ndarray
    class_names: tuple
    note: str = ""

    def __repr__(self):
        size = "×".join(map(str, self.train.shape[1:]))
        text = (
            f"{self.name}: {len(self.train)} training and {len(self.test)} test "
            f"pictures of {size}, {len(self.class_names)} classes"
        )
        return f"{text}\n{self.note}" if self.note else text


def load_images(name=None, *, download=False, limit=None):
    """Return the ImageSet called `name`, or `COURSE_DATASET`, or else `USUAL`.

    With `download=True` a set that is not there is fetched first; otherwise the network
    is never used. A set that cannot be had is replaced by the digits of 8 × 8, and a
    DataWarning says why. `limit` keeps at most so many training and so many test
    pictures. Raises ValueError for a name that is not in `IMAGE_SETS`.
    """
    name = name or os.environ.get("COURSE_DATASET") or USUAL
    if name not in IMAGE_SETS:
        raise ValueError(
            f"The picture set must be one of {', '.join(IMAGE_SETS)}, got {name!r}"
        )
    note = ""
    try:
        parts = _read(name, download)
    except DataError as error:
        note = f"{error} The digits are used instead."
        warnings.warn(note, DataWarning, stacklevel=2)
        name, parts = "digits", _read("digits", download)
    pictures, labels, pictures_test, labels_test = (part[:limit] for part in parts)
    return ImageSet(
        name,
        _scaled(pictures),
        labels.astype(np.int64),
        _scaled(pictures_test),
        labels_test.astype(np.int64),
        IMAGE_SETS[name],
        note,
    )


def hymenoptera_folder(*, download=False):
    """Return the folder of ants and bees: train/ants, train/bees, val/ants, val/bees.

    Where it cannot be had, the folder of photograph crops, laid out in the same way, is
    returned, and a DataWarning says why.
    """
    try:
        folder = bring("hymenoptera", download=download)
        _check_ants_and_bees(folder)
    except DataError as error:
        warnings.warn(
            f"{error} Crops of two photographs are used instead.",
            DataWarning,
            stacklevel=2,
        )
        return photo_crops_folder()
    return folder


def _read(name, download):
    """Return pictures and labels for training, pictures and labels for the test."""
    if name == "digits":
        return _read_digits()
    if name == "mnist_10k":
        return _read_mnist_10k()
    folder = bring(name, download=download)
    return _read_cifar(folder) if name == "cifar10" else _read_mnist(folder)


def _read_digits():
    pictures, labels = load_digits()
    train, test = split_rows(labels, unseen=0.25, seed=0)
    return pictures[train], labels[train], pictures[test], labels[test]


def _read_mnist_10k():
    """Return MNIST's test file as 8,000 and 2,000 pictures, shuffled, same mix in both.

    The file's first half comes from tidier writers than its second.
    """
    try:
        for file, md5 in MNIST_TEST.items():
            check_file(KEPT_FOLDER / file, md5=md5)
    except DataError as error:
        raise DataError(
            f"The digits of MNIST in {KEPT_FOLDER} are missing or altered: they come "
            "with the course, so take this folder from it again."
        ) from error
    pictures, labels = _read_mnist_part(KEPT_FOLDER, "t10k")
    train, test = split_rows(labels, unseen=0.2, seed=0)
    return pictures[train], labels[train], pictures[test], labels[test]


def _read_mnist(folder):
    return [*_read_mnist_part(folder, "train"), *_read_mnist_part(folder, "t10k")]


def _read_mnist_part(folder, part):
    pictures = read_idx(folder / f"{part}-images-idx3-ubyte.gz", dimensions=3)
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz", dimensions=1)
    if len(pictures) != len(labels):
        raise DataError(
            f"{folder} holds {len(pictures)} {part} pictures and {len(labels)} "
            "labels: delete the folder and load the set again with download=True."
        )
    return [pictures[:, None], labels]


def _read_cifar(folder):
    batches = [read_cifar_batch(folder / f"data_batch_{n}") for n in range(1, 6)]
    pictures, labels = map(np.concatenate, zip(*batches, strict=True))
    return pictures, labels, *read_cifar_batch(folder / "test_batch")


def _scaled(pictures):
    """Return bytes 0..255 as float32 in 0..1; float pictures are in it already."""
    if pictures.dtype != np.uint8:
        return pictures
    scaled = pictures.astype(np.float32)
    scaled /= 255
    return scaled


def _check_ants_and_bees(folder):
    for part, count in ANTS_AND_BEES.items():
        found = len(list((folder / part).glob("*.jpg")))
        if found != count:
            raise DataError(
                f"{folder / part} holds {found} pictures instead of {count}: delete "
                f"{folder} and load it again with download=True."
            )
