"""Read the files in which the well-known picture sets are published.

MNIST and Fashion-MNIST come as IDX files (a few header bytes, then the numbers),
CIFAR-10 as Python pickles. A pickle can run any code while it is read, so these are
read by a reader that knows nothing but numbers, text, lists and numpy arrays.
"""

import gzip
import io
import pickle
import struct
import zlib
from pathlib import Path

import numpy as np

from course_utils.data.errors import DataError

DAMAGED = (OSError, EOFError, zlib.error)
UNSIGNED_BYTE = 0x08


def read_idx(path, *, dimensions):
    """Return the uint8 array in a gzipped IDX file: 3 dimensions pictures, 1 labels.

    Raises DataError naming the file when it is missing, damaged, of another kind, or
    holds more or fewer numbers than its header says. Source: the format is described
    on the MNIST page of LeCun, Cortes and Burges.
    """
    path = Path(path)
    raw = _unzipped(path)
    magic = UNSIGNED_BYTE << 8 | dimensions
    header = 4 + 4 * dimensions
    if len(raw) < header:
        raise DataError(f"{path} is cut off inside its header: {TRY_AGAIN}")
    (found,) = struct.unpack(">I", raw[:4])
    if found != magic:
        raise DataError(
            f"{path} starts with the magic number {found}, not {magic}: {TRY_AGAIN}"
        )
    shape = struct.unpack(f">{dimensions}I", raw[4:header])
    numbers = np.frombuffer(raw, np.uint8, offset=header)
    expected = int(np.prod(shape, dtype=object))
    if numbers.size != expected:
        raise DataError(
            f"{path} holds {numbers.size} numbers, its header says {expected}: "
            f"{TRY_AGAIN}"
        )
    return numbers.reshape(shape)


def read_cifar_batch(path):
    """Return pictures (n, 3, 32, 32) uint8 and labels (n,) of one CIFAR-10 file.

    Raises DataError naming the file when it is missing, damaged, or holds anything but
    pictures and labels. Source: the layout is described on Krizhevsky's CIFAR page.
    """
    path = Path(path)
    batch = read_plain_pickle(path)
    try:
        rows, labels = batch["data"], np.asarray(batch["labels"])
        right = rows.dtype == np.uint8 and rows.shape == (len(labels), 3 * 32 * 32)
        right = right and labels.dtype.kind in "iu" and np.isin(labels, range(10)).all()
    except (TypeError, KeyError, AttributeError, ValueError):
        right = False
    if not right:
        raise DataError(f"{path} does not hold CIFAR-10 pictures: {TRY_AGAIN}")
    return rows.reshape(-1, 3, 32, 32), labels.astype(np.int64)


def read_plain_pickle(path):
    """Return what a pickle holds, if that is numbers, text, lists and numpy arrays.

    Raises DataError naming the file when it asks for anything else, or is damaged.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}): {TRY_AGAIN}"
        ) from error
    try:
        return _PlainUnpickler(io.BytesIO(raw), encoding="latin1").load()
    except ForbiddenError as error:
        raise DataError(
            f"{path} asks to run {error}, which a data file has no business to do: "
            "delete it."
        ) from error
    except Exception as error:  # a damaged pickle fails in many ways
        raise DataError(f"{path} is damaged: {TRY_AGAIN}") from error


TRY_AGAIN = "delete it and load the set again with download=True."


class ForbiddenError(pickle.UnpicklingError):
    """Name the function or class that a pickle asked for and may not have."""


class _PlainUnpickler(pickle.Unpickler):
    """Unpickle plain Python values and numpy arrays, and nothing else."""

    rebuild_array = staticmethod(np.empty(0).__reduce__()[0])
    ADMITTED = {  # noqa: RUF012
        ("numpy", "ndarray"): np.ndarray,
        ("numpy", "dtype"): np.dtype,
        ("numpy.core.multiarray", "_reconstruct"): rebuild_array,
        ("numpy._core.multiarray", "_reconstruct"): rebuild_array,
    }

    def find_class(self, module, name):
        try:
            found = self.ADMITTED[module, name]
        except KeyError:
            raise ForbiddenError(f"{module}.{name}") from None
        return found.__func__ if isinstance(found, staticmethod) else found

    def persistent_load(self, pid):
        raise ForbiddenError(f"a reference to {pid!r}")


def _unzipped(path):
    try:
        with gzip.open(path) as file:
            return file.read()
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing: {TRY_AGAIN}") from error
    except DAMAGED as error:
        raise DataError(f"{path} is cut off or damaged: {TRY_AGAIN}") from error
