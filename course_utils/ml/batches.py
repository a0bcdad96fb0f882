"""Counting what happens while a machine goes through its examples once."""


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
