"""Packed weights come back rounded, small, and to the right network."""

import io

import numpy as np
import pytest
import torch
from torch import nn

from course_utils.experiments.kept_weights import pack, unpack
from course_utils.ml.vision import lenet


def size_of(arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return len(file.getvalue())


def test_each_weight_comes_back_within_half_a_step_of_its_unit():
    model = lenet.make_lenet(seed=3)
    again = unpack(lenet.make_lenet(seed=4), pack(model, "net"), "net")
    for before, after in zip(model.parameters(), again.parameters(), strict=True):
        rows = before.detach().reshape(len(before), -1)
        steps = rows.abs().amax(dim=1, keepdim=True) / 127
        away = (rows - after.detach().reshape(rows.shape)).abs()
        assert (away <= steps * 0.501).all()
    assert not torch.equal(model.features[0].weight, again.features[0].weight)


def test_a_lenet_takes_less_than_seventy_kilobytes():
    assert size_of(pack(lenet.make_lenet(seed=3), "net")) < 70_000


def test_several_networks_share_a_file():
    networks = {"one": lenet.make_rival(seed=1), "two": lenet.make_rival(seed=2)}
    arrays = {}
    for name, model in networks.items():
        arrays |= pack(model, name)
    x = torch.rand(4, 1, 28, 28)
    for name, model in networks.items():
        again = unpack(lenet.make_rival(), arrays, name)
        torch.testing.assert_close(again(x), model(x), atol=0.02, rtol=0)


def test_units_without_weight_stay_without():
    model = nn.Linear(3, 2)
    with torch.no_grad():
        model.weight[0] = 0
    again = unpack(nn.Linear(3, 2), pack(model, "net"), "net")
    assert (again.weight[0] == 0).all()
    assert not again.training


def test_an_unknown_name_and_another_shape_are_refused():
    arrays = pack(nn.Linear(3, 2), "net")
    with pytest.raises(KeyError, match=r"rival\.weight"):
        unpack(nn.Linear(3, 2), arrays, "rival")
    with pytest.raises(RuntimeError, match="size mismatch"):
        unpack(nn.Linear(4, 2), arrays, "net")
