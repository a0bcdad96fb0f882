"""Notebooks 18 and 19 run unchanged on a set of full size in the format of MNIST."""

import gzip
import re

import nbformat
import numpy as np
import pytest

from course_utils.data.image_sets import load_images
from course_utils.maintain.notebooks.running import run
from tests.data.published import idx_bytes
from tests.rules import NOTEBOOKS, ROOT

# The made files cannot have the published checksums; everything else is checked. And
# trainings are cut short: what they lead to is stored with the notebooks.
STARTUP = """\
from course_utils.data import sources
from course_utils.ml.training import loop

sources.check_file = lambda path, *, md5: None
whole = loop.train

def train(model, inputs, targets, *, validation, **options):
    some = [part[:500] for part in (inputs, targets, *validation)]
    return whole(model, *some[:2], validation=some[2:], **options)

loop.train = train
"""
FULL = [path for path in NOTEBOOKS if path.name[:2] in ("18", "19")]


@pytest.fixture(scope="module")
def mnist(tmp_path_factory):
    """Return a data folder with files of MNIST's names: 8,000 and 4,000 real digits."""
    folder = tmp_path_factory.mktemp("data")
    digits = load_images("mnist_10k")
    twice = np.concatenate([digits.test, digits.test])
    parts = {
        "train": (digits.train, digits.train_labels),
        "t10k": (twice, np.tile(digits.test_labels, 2)),
    }
    (folder / "mnist").mkdir()
    for part, (pictures, labels) in parts.items():
        pictures = np.rint(255 * pictures[:, 0]).astype(np.uint8)
        for name, array in (
            ("images-idx3", pictures),
            ("labels-idx1", labels.astype(np.uint8)),
        ):
            packed = gzip.compress(idx_bytes(array), compresslevel=1)
            (folder / "mnist" / f"{part}-{name}-ubyte.gz").write_bytes(packed)
    return folder


def text_of(notebook):
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    said = [
        o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs
    ]
    return "\n".join(said)


@pytest.fixture(scope="module")
def said(mnist, tmp_path_factory):
    """Return what notebooks 18 and 19 print on that set, and print on the usual one."""
    home = tmp_path_factory.mktemp("ipython")
    startup = home / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "short.py").write_text(STARTUP)
    texts = {}
    for path in FULL:
        notebook = nbformat.read(path, as_version=4)
        stored = text_of(notebook)
        run(
            notebook,
            folder=mnist,
            COURSE_DATASET="mnist",
            COURSE_DATA=str(mnist),
            IPYTHONDIR=str(home),
            PYTHONPATH=str(ROOT),
        )
        texts[int(path.name[:2])] = text_of(notebook), stored
    return texts


def table(text, name):
    """Return the numbers in the first line that begins or ends with a name."""
    numbers = r"([\d,. ]*\d)"
    lines = rf"^(?:{name} +{numbers}| *{numbers} +{name})$"
    (behind, before), *_ = re.findall(lines, text, re.MULTILINE)
    return [float(number.replace(",", "")) for number in (behind or before).split()]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_notebook_18_names_the_set_and_reads_it(said):
    text, stored = said[18]
    assert "mnist: 4000 training and 4000 test pictures of 1×28×28" in text
    assert "mnist_10k: 4000 training and 2000 test pictures of 1×28×28" in stored
    for name in ("LeNet", "rival", r"LeNet \+ copies", r"rival \+ copies"):
        assert len(table(text, name)) == len(table(stored, name)) == 2
        assert 0.3 < table(text, name)[0] <= 1  # far better than guessing


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_notebook_19_costs_the_same_and_learns_on_it(said):
    text, stored = said[19]
    for name in ("AlexNet", "VGG", "NiN", "GoogLeNet"):
        cost, usual = table(text, name), table(stored, name)
        assert cost[:2] == usual[:2]
        assert 0.1 < cost[2] <= 1
