"""A Dataset that tells which process loads its items.

A Dataset defined in a notebook cannot be sent to worker processes on every system; one
defined in a module can.
"""

import os

from torch.utils.data import Dataset


class WhoLoads(Dataset):
    """Give the number of the process in which each item was loaded."""

    def __init__(self, length):
        self.length = length

    def __getitem__(self, index):
        return os.getpid()

    def __len__(self):
        return self.length
