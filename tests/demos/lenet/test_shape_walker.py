"""ShapeWalker: what holds in every state, and what it says."""

import torch

from course_utils.demos import lenet as demos
from course_utils.demos.lenet import shape_walker
from course_utils.ml.vision import lenet
from course_utils.ml.vision.layers_table import layers_table
from tests.demos.sweep import sweep


def test_the_shape_walk_is_that_of_the_network():
    rows = layers_table(lenet.LeNet(), (1, 28, 28))
    walk = shape_walker.shape_walk(28, 5, 2)
    kinds = ("Conv2d", "MaxPool2d", "Linear")
    wanted = [(r.shape, r.parameters, r.multiply_adds) for r in rows if r.kind in kinds]
    flat_left_out = [stage for stage in walk[1:] if stage[0] != "flatten"]
    assert [stage[1:] for stage in flat_left_out] == wanted


def test_every_shape_in_the_walker_is_torchs():
    def invariant(values, result):
        side, kernel, padding = (values[k] for k in ("side", "kernel", "padding"))
        layers = torch.nn.Sequential(
            torch.nn.Conv2d(1, 6, kernel, padding=padding),
            torch.nn.MaxPool2d(2),
            torch.nn.Conv2d(6, 16, kernel),
            torch.nn.MaxPool2d(2),
            torch.nn.Flatten(),
        )
        x, shapes = torch.zeros(1, 1, side, side), []
        for layer in layers:
            x = layer(x)
            shapes.append(tuple(x.shape[1:]))
        assert list(result["shapes"].values())[1:6] == shapes
        assert result["parameters"].sum() >= result["parameters"].max()

    sweep(demos.ShapeWalker, invariant)
