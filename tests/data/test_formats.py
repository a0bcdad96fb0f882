"""Published formats are read as written, and everything else is refused by name."""

import gzip
import os
import pickle
import struct

import numpy as np
import pytest

from course_utils.data.errors import DataError
from course_utils.data.formats import read_cifar_batch, read_idx, read_plain_pickle
from tests.data.published import cifar_batch, idx_bytes

PICTURES = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)


def write(path, raw):
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def test_idx_pictures_and_labels_are_read_back(tmp_path):
    pictures = write(tmp_path / "pictures.gz", idx_bytes(PICTURES))
    labels = write(tmp_path / "labels.gz", idx_bytes(np.array([7, 9], np.uint8)))
    np.testing.assert_array_equal(read_idx(pictures, dimensions=3), PICTURES)
    np.testing.assert_array_equal(read_idx(labels, dimensions=1), [7, 9])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "cut off inside its header"),
        (idx_bytes(PICTURES)[:10], "cut off inside its header"),
        (idx_bytes(PICTURES)[:-1], "holds 23 numbers, its header says 24"),
        (idx_bytes(PICTURES) + b"!", "holds 25 numbers, its header says 24"),
        (idx_bytes(PICTURES[0]), "magic number 2050, not 2051"),
        (struct.pack(">I3I", 2051, *[2**31] * 3), f"header says {2**93}"),
    ],
)
def test_a_wrong_idx_file_is_refused_by_name(tmp_path, raw, sentence):
    path = write(tmp_path / "pictures.gz", raw)
    with pytest.raises(DataError, match=rf"pictures\.gz .*{sentence}"):
        read_idx(path, dimensions=3)


@pytest.mark.parametrize("damage", [lambda b: b[:-5], lambda b: b"x" + b[1:]])
def test_a_damaged_gzip_file_is_refused_by_name(tmp_path, damage):
    path = tmp_path / "pictures.gz"
    path.write_bytes(damage(gzip.compress(idx_bytes(PICTURES))))
    with pytest.raises(DataError, match=r"pictures\.gz is cut off or damaged"):
        read_idx(path, dimensions=3)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(DataError, match=r"pictures\.gz is missing"):
        read_idx(tmp_path / "pictures.gz", dimensions=3)
    with pytest.raises(DataError, match="batch cannot be read"):
        read_cifar_batch(tmp_path / "batch")


@pytest.mark.parametrize("protocol", [3, 4])
def test_cifar_pictures_are_read_back(tmp_path, protocol):
    batch = cifar_batch(count=4, seed=0)
    path = write(tmp_path / "batch", pickle.dumps(batch, protocol=protocol))
    pictures, labels = read_cifar_batch(path)
    assert pictures.shape == (4, 3, 32, 32)
    np.testing.assert_array_equal(pictures[1].ravel(), batch["data"][1])
    np.testing.assert_array_equal(labels, batch["labels"])


def test_a_pickle_written_by_the_python_of_that_time_is_read(tmp_path):
    # Python 2 and numpy 1: text is bytes, and arrays name numpy.core.multiarray.
    raw = (
        b"\x80\x02}q\x01(U\x04dataq\x02cnumpy.core.multiarray\n_reconstruct\nq\x03"
        b"cnumpy\nndarray\nq\x04K\x00\x85U\x01b\x87Rq\x05(K\x01K\x01M\x00\x0c\x86"
        b"cnumpy\ndtype\nq\x06U\x02u1K\x00K\x01\x87Rq\x07(K\x03U\x01|NNNJ\xff\xff\xff"
        b"\xffJ\xff\xff\xff\xffK\x00tb\x89T\x00\x0c\x00\x00"
        + bytes(range(256)) * 12
        + b"tbU\x06labelsq\x08]q\tK\x06au."
    )
    pictures, labels = read_cifar_batch(write(tmp_path / "batch", raw))
    np.testing.assert_array_equal(pictures.ravel()[:300], np.arange(300) % 256)
    np.testing.assert_array_equal(labels, [6])


class Runs:
    """Ask, when unpickled, to run a command."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    "function", [os.mkdir, eval, np.load, getattr, pickle.loads, np.frombuffer]
)
def test_a_pickle_that_would_run_something_is_refused_before_it_does(
    tmp_path, function, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path / "batch", pickle.dumps([Runs(function, "made_by_a_pickle")]))
    with pytest.raises(DataError, match=f"batch asks to run .*{function.__name__}"):
        read_plain_pickle(path)
    assert os.listdir(tmp_path) == ["batch"]


def test_every_cut_off_pickle_is_refused_by_name(tmp_path):
    whole = pickle.dumps({"labels": [1, 2], "data": np.zeros((2, 3), np.uint8)})
    for length in range(len(whole)):
        path = write(tmp_path / "batch", whole[:length])
        with pytest.raises(DataError, match="batch is damaged"):
            read_plain_pickle(path)


@pytest.mark.parametrize(
    "change",
    [
        {"labels": [1, 2, 3]},
        {"labels": [1, 2, 3, 10]},
        {"labels": [1, 2, 3, 0.5]},
        {"labels": None},
        {"data": [0]},
        {"data": np.zeros((4, 3072))},
        {"data": np.zeros((4, 3071), np.uint8)},
    ],
)
def test_a_batch_with_other_contents_is_refused_by_name(tmp_path, change):
    batch = cifar_batch(count=4, seed=0) | change
    path = write(tmp_path / "batch", pickle.dumps(batch))
    with pytest.raises(DataError, match="batch does not hold CIFAR-10 pictures"):
        read_cifar_batch(path)
