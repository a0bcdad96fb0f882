"""Arrays become tensors of the types that PyTorch's layers and losses expect."""

import numpy as np
import torch

from course_utils.data import tensors


def test_numbers_become_float32_and_whole_numbers_int64():
    features, labels = tensors.to_tensors(np.ones((2, 3)), np.array([0, 1], np.int32))
    assert features.dtype == torch.float32
    assert labels.dtype == torch.int64
    assert features.shape == (2, 3)


def test_a_tensor_is_a_copy_of_its_array():
    array = np.zeros(3, dtype=np.float32)
    (tensor,) = tensors.to_tensors(array)
    tensor += 1
    np.testing.assert_array_equal(array, 0)
