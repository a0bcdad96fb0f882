"""Dealing examples into batches, and counting the updates of an epoch."""

import numpy as np


def updates_per_epoch(examples, batch_size, *, drop_last=False):
    """Return how many times the unknowns change while every example is seen once.

    The last batch may be smaller; with `drop_last` it is left out. Raises ValueError
    unless both numbers are whole and positive.
    """
    for name, number in (("examples", examples), ("batch_size", batch_size)):
        if number != int(number) or number < 1:
            raise ValueError(f"{name} must be a whole number above 0, got {number}")
    full, rest = divmod(int(examples), int(batch_size))
    return full if drop_last or rest == 0 else full + 1


def deal(cards, batch_size, *, epoch=0, seed=0, shuffle=True, drop_last=False):
    """Return the batches of one epoch: a list of arrays of card numbers.

    Each epoch shuffles anew; seed and epoch together decide the order.
    """
    order = np.arange(cards)
    if shuffle:
        np.random.default_rng([seed, epoch]).shuffle(order)
    batches = [order[i : i + batch_size] for i in range(0, cards, batch_size)]
    if drop_last and len(batches[-1]) < batch_size:
        batches.pop()
    return batches
