"""What notebook 1 takes in hand: pictures as arrays, dealt batches, a module."""

import numpy as np
import torch
from torch import nn


def normalize(picture, mean, std):
    """Return (picture - mean) / std for a picture (channels, height, width).

    `mean` and `std` have one number per channel. The result has mean 0 and deviation 1
    only if they are those of the picture.
    """
    mean, std = (torch.as_tensor(v).to(picture) for v in (mean, std))
    return (picture - mean[:, None, None]) / std[:, None, None]


def to_channels_first(picture):
    """Return an array (height, width, channels) as (channels, height, width)."""
    return np.ascontiguousarray(np.moveaxis(picture, -1, 0))


def to_tensor_from_opencv(picture):
    """Return an OpenCV picture, uint8 (H, W, 3) in the order BGR, as torch wants it.

    That is: float32 (3, H, W), RGB, between 0 and 1.
    """
    rgb = np.ascontiguousarray(picture[:, :, ::-1])
    return torch.from_numpy(to_channels_first(rgb)).float() / 255


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


class TwoLayers(nn.Module):
    """A network with one hidden layer: linear, ReLU, linear."""

    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.first = nn.Linear(inputs, hidden)
        self.second = nn.Linear(hidden, outputs)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))
