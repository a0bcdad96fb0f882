"""Notebook 18 runs unchanged on a set of full size in the format of MNIST."""

import gzip

import nbformat
import numpy as np
import pytest
import torch
from torch import nn

from course_utils.data.images import load_digits
from course_utils.maintain.notebooks.running import run
from tests.data.published import idx_bytes
from tests.rules import NOTEBOOKS

COUNT = 10_000
# The made files cannot have the published checksums; everything else is checked.
TRUST = """\
from course_utils.data import sources

sources.check_file = lambda path, *, md5: None
"""


def make_pictures(seed):
    """Return digits as MNIST shows them, uint8 (COUNT, 28, 28), and labels (COUNT,)."""
    rng = np.random.default_rng(seed)
    digits, labels = load_digits()
    chosen = rng.integers(0, len(labels), COUNT)
    large = nn.functional.interpolate(
        torch.tensor(digits[chosen]), size=(20, 20), mode="bilinear"
    )
    framed = np.zeros((COUNT, 28, 28), np.uint8)
    for picture, digit, place in zip(
        framed, 255 * large[:, 0].numpy(), rng.integers(2, 7, (COUNT, 2)), strict=True
    ):
        top, left = place
        picture[top : top + 20, left : left + 20] = digit
    return framed, labels[chosen].astype(np.uint8)


def write_mnist(folder):
    folder.mkdir()
    for seed, part in enumerate(("train", "t10k")):
        pictures, labels = make_pictures(seed)
        for name, array in (("images-idx3", pictures), ("labels-idx1", labels)):
            packed = gzip.compress(idx_bytes(array), compresslevel=1)
            (folder / f"{part}-{name}-ubyte.gz").write_bytes(packed)


def text_of(notebook):
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    said = [
        o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs
    ]
    return "\n".join(said)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_notebook_18_reads_ten_thousand_pictures_of_28_by_28(tmp_path):
    write_mnist(tmp_path / "mnist")
    (tmp_path / "sitecustomize.py").write_text(TRUST)
    (path,) = [p for p in NOTEBOOKS if p.name.startswith("18_")]
    notebook = nbformat.read(path, as_version=4)
    took = run(
        notebook,
        folder=tmp_path,
        COURSE_DATASET="mnist",
        COURSE_DATA=str(tmp_path),
        PYTHONPATH=f"{tmp_path}:{path.parents[1]}",
    )
    text = text_of(notebook)
    assert "mnist: 4000 training and 4000 test pictures of 1×28×28" in text
    assert "(1, 28, 28) becomes (1, 28, 28)" in text
    accuracy = float(text.split("test accuracy ")[1].split()[0])
    print(f"accuracy {accuracy}, {took.total:.0f} s, {took.memory:.0f} MB")
    assert accuracy > 0.9
