"""Arrays become tensors of the types that PyTorch's layers and losses expect."""

import numpy as np
import pytest
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


def test_a_dataset_gives_pairs_of_features_and_label():
    dataset = tensors.as_dataset(np.arange(6.0).reshape(3, 2), [0, 1, 2])
    features, label = dataset[1]
    assert len(dataset) == 3
    assert features.tolist() == [2, 3]
    assert label.item() == 1


def test_features_without_labels_are_refused():
    with pytest.raises(ValueError, match="equally many, got 3 and 2"):
        tensors.as_dataset(np.zeros((3, 2)), [0, 1])
