"""Hand numpy arrays to PyTorch: as tensors, as a dataset, on the device in use."""

import numpy as np
import torch
from torch.utils.data import TensorDataset


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


def as_dataset(features, labels, *, device="cpu"):
    """Return a TensorDataset of (features, label) pairs, float32 and int64.

    Raises ValueError when there are not as many labels as features.
    """
    if len(features) != len(labels):
        raise ValueError(
            f"features and labels must be equally many, "
            f"got {len(features)} and {len(labels)}"
        )
    return TensorDataset(*to_tensors(features, labels, device=device))
