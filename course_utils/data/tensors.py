"""Hand numpy arrays to PyTorch: as tensors, as a dataset, on the device in use."""

import numpy as np
import torch


def to_tensors(*arrays, device="cpu"):
    """Return one tensor per array: float32 for numbers, int64 for labels and counts.

    The tensors are copies: changing one leaves its array as it is.
    """
    tensors = []
    for array in map(np.asarray, arrays):
        whole = np.issubdtype(array.dtype, np.integer) or array.dtype == bool
        dtype = torch.int64 if whole else torch.float32
        tensors.append(torch.tensor(array, dtype=dtype, device=device))
    return tuple(tensors)
