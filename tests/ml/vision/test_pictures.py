import numpy as np
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.ml.vision import pictures


def test_normalize_is_torchvisions():
    picture = torch.rand(3, 5, 4)
    mean, std = [0.1, 0.5, 0.4], [0.2, 0.3, 2.0]
    wanted = torchvision.transforms.Normalize(mean, std)(picture)
    torch.testing.assert_close(pictures.normalize(picture, mean, std), wanted)


def test_an_opencv_picture_becomes_what_totensor_makes_of_it():
    bgr = np.random.default_rng(0).integers(0, 256, (4, 5, 3), dtype=np.uint8)
    rgb = np.ascontiguousarray(bgr[:, :, ::-1])
    wanted = torchvision.transforms.ToTensor()(rgb)
    torch.testing.assert_close(pictures.to_tensor_from_opencv(bgr), wanted)


def test_channels_first_keeps_each_pixel():
    picture = np.arange(24).reshape(2, 4, 3)
    moved = pictures.to_channels_first(picture)
    assert moved.shape == (3, 2, 4)
    assert moved[2, 1, 3] == picture[1, 3, 2]
