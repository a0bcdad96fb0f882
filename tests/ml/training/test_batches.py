"""Cards are dealt once; updates per epoch are judged by torch's DataLoader."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from torch.utils.data import DataLoader

from course_utils.ml.training.batches import deal, updates_per_epoch


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


@given(st.integers(1, 40), st.integers(1, 45), st.integers(0, 9), st.booleans())
def test_every_card_is_dealt_once(cards, size, epoch, drop_last):
    batches = deal(cards, size, epoch=epoch, drop_last=drop_last)
    assert len(batches) == (updates_per_epoch(cards, size, drop_last=drop_last))
    dealt = np.concatenate([*batches, []])
    assert len(set(dealt)) == len(dealt)
    assert drop_last or sorted(dealt) == list(range(cards))
    assert all(len(batch) == size for batch in batches[:-1])


def test_each_epoch_has_an_order_of_its_own_that_the_seed_repeats():
    order = lambda **k: np.concatenate(deal(30, 7, **k)).tolist()  # noqa: E731
    assert order(epoch=1, seed=2) == order(epoch=1, seed=2)
    assert order(epoch=1, seed=2) != order(epoch=2, seed=2)
    assert order(epoch=1, seed=2) != order(epoch=1, seed=3)
    assert order(shuffle=False) == list(range(30))
