import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_utils.data.torchvision_compat import torchvision
from course_utils.ml import toolbox
from course_utils.ml.batches import updates_per_epoch


def test_normalize_is_torchvisions():
    picture = torch.rand(3, 5, 4)
    mean, std = [0.1, 0.5, 0.4], [0.2, 0.3, 2.0]
    wanted = torchvision.transforms.Normalize(mean, std)(picture)
    torch.testing.assert_close(toolbox.normalize(picture, mean, std), wanted)


def test_an_opencv_picture_becomes_what_totensor_makes_of_it():
    bgr = np.random.default_rng(0).integers(0, 256, (4, 5, 3), dtype=np.uint8)
    rgb = np.ascontiguousarray(bgr[:, :, ::-1])
    wanted = torchvision.transforms.ToTensor()(rgb)
    torch.testing.assert_close(toolbox.to_tensor_from_opencv(bgr), wanted)


def test_channels_first_keeps_each_pixel():
    picture = np.arange(24).reshape(2, 4, 3)
    moved = toolbox.to_channels_first(picture)
    assert moved.shape == (3, 2, 4)
    assert moved[2, 1, 3] == picture[1, 3, 2]


@given(st.integers(1, 40), st.integers(1, 45), st.integers(0, 9), st.booleans())
def test_every_card_is_dealt_once(cards, size, epoch, drop_last):
    batches = toolbox.deal(cards, size, epoch=epoch, drop_last=drop_last)
    assert len(batches) == (updates_per_epoch(cards, size, drop_last=drop_last))
    dealt = np.concatenate([*batches, []])
    assert len(set(dealt)) == len(dealt)
    assert drop_last or sorted(dealt) == list(range(cards))
    assert all(len(batch) == size for batch in batches[:-1])


def test_each_epoch_has_an_order_of_its_own_that_the_seed_repeats():
    order = lambda **k: np.concatenate(toolbox.deal(30, 7, **k)).tolist()  # noqa: E731
    assert order(epoch=1, seed=2) == order(epoch=1, seed=2)
    assert order(epoch=1, seed=2) != order(epoch=2, seed=2)
    assert order(epoch=1, seed=2) != order(epoch=1, seed=3)
    assert order(shuffle=False) == list(range(30))


def test_two_layers_compute_what_they_say():
    model = toolbox.TwoLayers(3, 5, 2)
    x = torch.randn(4, 3)
    hidden = (x @ model.first.weight.T + model.first.bias).clamp(min=0)
    wanted = hidden @ model.second.weight.T + model.second.bias
    torch.testing.assert_close(model(x), wanted)
