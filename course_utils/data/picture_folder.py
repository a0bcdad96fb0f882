"""A Dataset of the pictures of one folder, for DataLoaders with worker processes.

A Dataset defined in a notebook cannot be sent to worker processes on every system; one
defined in a module can.
"""

import os
from pathlib import Path

from PIL import Image
from torch.utils.data import Dataset

SUFFIXES = (".jpg", ".jpeg", ".png")


class PictureFolder(Dataset):
    """Hold the pictures of `root`/`label`; item i is (picture, label).

    The pictures are opened one by one, when they are asked for, in the order of their
    names. `transform` changes each picture. Raises FileNotFoundError when the folder is
    not there.
    """

    def __init__(self, root, label, transform=None):
        self.folder = Path(root) / label
        self.label, self.transform = label, transform
        self.names = sorted(
            name for name in os.listdir(self.folder) if name.lower().endswith(SUFFIXES)
        )

    def __getitem__(self, index):
        with Image.open(self.folder / self.names[index]) as file:
            picture = file.convert("RGB")
        return picture if self.transform is None else self.transform(
            picture
        ), self.label

    def __len__(self):
        return len(self.names)


class WhoLoads(Dataset):
    """Give the number of the process in which each item was loaded."""

    def __init__(self, length):
        self.length = length

    def __getitem__(self, index):
        return os.getpid()

    def __len__(self):
        return self.length
