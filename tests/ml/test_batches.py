"""Updates per epoch, judged by torch's DataLoader."""

import pytest
from torch.utils.data import DataLoader

from course_utils.ml.batches import updates_per_epoch


@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize(
    "size", [(10_000, 10), (1000, 100), (1000, 64), (5, 8), (1, 1)]
)
def test_updates_per_epoch_equal_the_length_of_a_data_loader(size, drop_last):
    examples, batch_size = size
    judge = len(DataLoader(range(examples), batch_size, drop_last=drop_last))
    assert updates_per_epoch(examples, batch_size, drop_last=drop_last) == judge


@pytest.mark.parametrize("sizes", [(10, 0), (-1, 5), (10, 2.5)])
def test_sizes_that_count_nothing_are_refused(sizes):
    with pytest.raises(ValueError, match="whole number above 0"):
        updates_per_epoch(*sizes)
