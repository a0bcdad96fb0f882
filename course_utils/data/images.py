"""Pictures that need no download: handwritten digits, two photographs, their crops."""

import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from course_utils.data.cache import data_folder, new_folder, spare_folder
from course_utils.data.errors import DataError, DataWarning

PHOTOGRAPHS = ("china", "flower")
CROPS = {"train": 40, "val": 20}  # per photograph
TRAIN_WIDTH = 0.7  # crops for training come from the left 70% of a photograph


def load_digits(*, channels=True):
    """Return 1797 handwritten digits and their labels: (1797, 1, 8, 8) and (1797,).

    The pictures are float32 between 0 (paper) and 1 (ink); with `channels=False` their
    shape is (1797, 8, 8). Source: scikit-learn's `load_digits`, from the UCI archive.
    """
    rows = np.loadtxt(_of_sklearn("data/digits.csv.gz"), delimiter=",")
    pictures = (rows[:, :-1] / 16).astype(np.float32).reshape(-1, 8, 8)
    return pictures[:, None] if channels else pictures, rows[:, -1].astype(np.int64)


def load_photograph(name="china"):
    """Return a colour photograph, "china" or "flower": uint8 of shape (427, 640, 3).

    Raises ValueError for another name. Source: scikit-learn's `load_sample_image`.
    """
    from PIL import Image

    if name not in PHOTOGRAPHS:
        raise ValueError(f"name must be one of {PHOTOGRAPHS}, got {name!r}")
    with Image.open(_of_sklearn(f"images/{name}.jpg")) as picture:
        return np.array(picture)


def make_photo_crops(part="train", *, seed=0):
    """Return square pieces of both photographs: (name of the photograph, crop) pairs.

    Each crop is uint8 of shape (s, s, 3) with s between 80 and 140. The pieces for
    training ("train") and for validation ("val") come from different halves of the
    photograph, so no pixel is in both.
    """
    rng = np.random.default_rng([seed, list(CROPS).index(part)])
    crops = []
    for name in PHOTOGRAPHS:
        photograph = load_photograph(name)
        cut = int(TRAIN_WIDTH * photograph.shape[1])
        strip = photograph[:, :cut] if part == "train" else photograph[:, cut:]
        crops += [(name, _random_square(strip, rng)) for _ in range(CROPS[part])]
    return crops


def photo_crops_folder(*, seed=0):
    """Return a folder of pictures in two classes, made on the first call.

    Inside it are train/china, train/flower, val/china and val/flower with 40 or 20
    JPEG files each, the layout of most picture sets. When the data folder cannot be
    written to, a temporary folder is used and a DataWarning says so.
    """
    folder = data_folder() / ("photo_crops" if seed == 0 else f"photo_crops_{seed}")
    try:
        return _made_crops_folder(folder, seed)
    except DataError as error:
        warnings.warn(f"{error} A temporary folder is used.", DataWarning, stacklevel=2)
        return _made_crops_folder(spare_folder() / folder.name, seed)


def _of_sklearn(file):
    """Return the path of a file that comes with scikit-learn's data sets.

    Loading scikit-learn itself takes a second, which the first picture would wait.
    """
    return Path(find_spec("sklearn").origin).parent / "datasets" / file


def _random_square(picture, rng):
    side = int(rng.integers(80, 141))
    top = int(rng.integers(0, picture.shape[0] - side + 1))
    left = int(rng.integers(0, picture.shape[1] - side + 1))
    return picture[top : top + side, left : left + side]


def _made_crops_folder(folder, seed):
    expected = [
        folder / part / name / f"{name}_{index:02}.jpg"
        for part, count in CROPS.items()
        for name in PHOTOGRAPHS
        for index in range(count)
    ]
    if not all(path.is_file() for path in expected):
        with new_folder(folder) as part_folder:
            _write_crops(part_folder, seed)
    return folder


def _write_crops(folder, seed):
    from PIL import Image

    for part, count in CROPS.items():
        for position, (name, crop) in enumerate(make_photo_crops(part, seed=seed)):
            path = folder / part / name / f"{name}_{position % count:02}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(crop).save(path, quality=92)
