"""Small files in the formats of the published sets, made on the spot for the tests."""

import struct

import numpy as np


def idx_bytes(array):
    """Return a uint8 array as an IDX file, not compressed."""
    magic = 0x0800 | array.ndim
    return struct.pack(f">I{array.ndim}I", magic, *array.shape) + array.tobytes()


def cifar_batch(*, count, seed):
    """Return the dictionary that a CIFAR-10 batch file holds, with made pictures."""
    rng = np.random.default_rng(seed)
    return {
        "batch_label": "made",
        "labels": rng.integers(0, 10, count).tolist(),
        "data": rng.integers(0, 256, (count, 3072), dtype=np.uint8),
        "filenames": [f"{index}.png" for index in range(count)],
    }
