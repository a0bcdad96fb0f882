"""Pictures as arrays: the order of their axes, and their normalisation."""

import numpy as np
import torch


def normalize(picture, mean, std):
    """Return (picture - mean) / std for a picture (channels, height, width).

    `mean` and `std` have one number per channel. The result has mean 0 and deviation 1
    only if they are those of the picture.
    """
    like = {"dtype": picture.dtype, "device": picture.device}
    mean, std = (torch.as_tensor(v, **like) for v in (mean, std))
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
