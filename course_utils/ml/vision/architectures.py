"""AlexNet, VGG, NiN and GoogLeNet: full size, and small enough to train on a laptop.

The full-size networks take pictures (N, 3, 224, 224) and tell 1000 classes apart.
Another `side` changes the first fully connected layer, where there is one. The
small ones keep the idea of each, take pictures (N, channels, side, side) with a side of
16 to 32, and train in seconds.
"""

from functools import partial

import torch
from torch import nn

from course_utils.ml.vision.cnn_blocks import (
    GlobalAverage,
    Inception,
    nin_block,
    unit,
    vgg_block,
)
from course_utils.ml.vision.convolution import output_size

VGG_CONVOLUTIONS = {  # 3×3 convolutions in each of the five blocks
    11: (1, 1, 2, 2, 2),
    13: (2, 2, 2, 2, 2),
    16: (2, 2, 3, 3, 3),
    19: (2, 2, 4, 4, 4),
}
INCEPTIONS = {  # name: inputs, 1×1, (bottleneck, 3×3), (bottleneck, 5×5), pooled
    "3a": (192, 64, (96, 128), (16, 32), 32),
    "3b": (256, 128, (128, 192), (32, 96), 64),
    "4a": (480, 192, (96, 208), (16, 48), 64),
    "4b": (512, 160, (112, 224), (24, 64), 64),
    "4c": (512, 128, (128, 256), (24, 64), 64),
    "4d": (512, 112, (144, 288), (32, 64), 64),
    "4e": (528, 256, (160, 320), (32, 128), 128),
    "5a": (832, 256, (160, 320), (32, 128), 128),
    "5b": (832, 384, (192, 384), (48, 128), 128),
}


def make_alexnet(classes=1000, *, side=224):
    """Return AlexNet in the one-column form that torchvision has.

    Source: Krizhevsky, Sutskever and Hinton, 2012; Krizhevsky, "One weird trick", 2014.
    """
    return nn.Sequential(
        *unit(3, 64, 11, stride=4, padding=2),
        nn.MaxPool2d(3, 2),
        *unit(64, 192, 5, padding=2),
        nn.MaxPool2d(3, 2),
        *unit(192, 384, 3, padding=1),
        *unit(384, 256, 3, padding=1),
        *unit(256, 256, 3, padding=1),
        nn.MaxPool2d(3, 2),
        nn.Flatten(),
        nn.Dropout(),
        nn.Linear(256 * _alexnet_side(side) ** 2, 4096),
        nn.ReLU(),
        nn.Dropout(),
        nn.Linear(4096, 4096),
        nn.ReLU(),
        nn.Linear(4096, classes),
    )


def make_vgg(depth=16, classes=1000, *, side=224):
    """Return VGG-11, -13, -16 or -19: five blocks, three fully connected layers.

    Raises ValueError for another depth.
    """
    if depth not in VGG_CONVOLUTIONS:
        raise ValueError(f"depth must be one of {list(VGG_CONVOLUTIONS)}, got {depth}")
    blocks, inputs = [], 3
    for count, outputs in zip(
        VGG_CONVOLUTIONS[depth], (64, 128, 256, 512, 512), strict=True
    ):
        blocks.append(vgg_block(count, inputs, outputs))
        inputs = outputs
    return nn.Sequential(
        *blocks,
        nn.Flatten(),
        nn.Linear(512 * (side // 32) ** 2, 4096),
        nn.ReLU(),
        nn.Dropout(),
        nn.Linear(4096, 4096),
        nn.ReLU(),
        nn.Dropout(),
        nn.Linear(4096, classes),
    )


def make_nin(classes=1000, *, side=224):
    """Return NiN: four blocks, no fully connected layer, the mean of each map.

    Sizes as in "Dive into Deep Learning", chapter 8.3.
    """
    return nn.Sequential(
        nin_block(3, 96, 11, stride=4),
        nn.MaxPool2d(3, 2),
        nin_block(96, 256, 5, padding=2),
        nn.MaxPool2d(3, 2),
        nin_block(256, 384, 3, padding=1),
        nn.MaxPool2d(3, 2),
        nn.Dropout(),
        nin_block(384, classes, 3, padding=1),
        GlobalAverage(),
    )


def make_googlenet(classes=1000, *, side=224, like_torchvision=False):
    """Return GoogLeNet without its auxiliary heads: nine Inception blocks, five stages.

    As in the paper: 5×5 windows in the third path, biases, no batch normalisation.
    `like_torchvision=True` has 3×3 there, batch normalisation, and no biases.
    """
    kind = {"batch_norm": like_torchvision}
    large = {"large_kernel": 3 if like_torchvision else 5}

    def pool(size=3):
        return nn.MaxPool2d(size, 2, ceil_mode=True)

    def stage(number):
        chosen = [row for name, row in INCEPTIONS.items() if name[0] == str(number)]
        return nn.Sequential(*[Inception(*row, **kind, **large) for row in chosen])

    return nn.Sequential(
        nn.Sequential(unit(3, 64, 7, stride=2, padding=3, **kind), pool()),
        nn.Sequential(
            unit(64, 64, 1, **kind), unit(64, 192, 3, padding=1, **kind), pool()
        ),
        nn.Sequential(stage(3), pool()),
        nn.Sequential(stage(4), pool(2 if like_torchvision else 3)),
        stage(5),
        GlobalAverage(),
        nn.Dropout(0.2 if like_torchvision else 0.4),
        nn.Linear(1024, classes),
    )


def _alexnet_side(side):
    """Return the side of AlexNet's last maps for pictures of this side."""
    side = output_size(side, 11, stride=4, padding=2)
    for _ in range(3):
        side = output_size(side, 3, stride=2)
    return side


FULL_SIZE = {
    "AlexNet": make_alexnet,
    "VGG-11": partial(make_vgg, 11),
    "VGG-16": partial(make_vgg, 16),
    "NiN": make_nin,
    "GoogLeNet": make_googlenet,
}


def windows_along(network):
    """Return (name, kernel, stride) of each convolution and pooling, in order.

    For networks without parallel paths: the list that a receptive field needs.
    """
    kinds = nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d
    found = [layer for layer in network.modules() if isinstance(layer, kinds)]
    return [
        (
            "conv" if isinstance(layer, nn.Conv2d) else "pool",
            _first(layer.kernel_size),
            _first(layer.stride),
        )
        for layer in found
    ]


def _in_a_row(*layers):
    """Return layers in a row, their weights laid out so that a processor is quickest.

    The numbers of a place stand side by side, one for each channel.
    """
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


def _first(number):
    return number[0] if isinstance(number, tuple) else number


def make_small_alexnet(channels=1, classes=10, *, side=16):
    """Return a small AlexNet: large windows first, dropout between the dense layers."""
    return _in_a_row(
        *unit(channels, 16, 5, padding=2),
        nn.MaxPool2d(2),
        *unit(16, 32, 3, padding=1),
        nn.MaxPool2d(2),
        *unit(32, 32, 3, padding=1),
        nn.Flatten(),
        nn.Dropout(),
        nn.Linear(32 * (side // 4) ** 2, 128),
        nn.ReLU(),
        nn.Dropout(),
        nn.Linear(128, classes),
    )


def make_small_vgg(channels=1, classes=10, *, side=16):
    """Return a small VGG: two blocks of two 3×3, and two dense layers."""
    return _in_a_row(
        vgg_block(2, channels, 16, batch_norm=True),
        vgg_block(2, 16, 32, batch_norm=True),
        nn.Flatten(),
        nn.Linear(32 * (side // 4) ** 2, 64),
        nn.ReLU(),
        nn.Linear(64, classes),
    )


def make_small_nin(channels=1, classes=10, *, side=16, batch_norm=True):
    """Return a small NiN: three blocks, then the mean of each class's map."""
    norm = {"batch_norm": batch_norm}
    return _in_a_row(
        nin_block(channels, 24, 5, padding=2, **norm),
        nn.MaxPool2d(2),
        nin_block(24, 32, 3, padding=1, **norm),
        nn.MaxPool2d(2),
        nin_block(32, 32, 3, padding=1, **norm),
        nn.Conv2d(32, classes, 1),
        GlobalAverage(),
    )


def make_small_googlenet(channels=1, classes=10, *, side=16):
    """Return a small GoogLeNet: one convolution, two Inception blocks, the mean."""
    norm = {"batch_norm": True}
    return _in_a_row(
        unit(channels, 16, 3, padding=1, **norm),
        nn.MaxPool2d(2),
        Inception(16, 8, (8, 16), (4, 8), 8, **norm),
        nn.MaxPool2d(2),
        Inception(40, 16, (16, 32), (8, 16), 16, **norm),
        GlobalAverage(),
        nn.Linear(80, classes),
    )


SMALL = {
    "AlexNet": make_small_alexnet,
    "VGG": make_small_vgg,
    "NiN": make_small_nin,
    "GoogLeNet": make_small_googlenet,
}


def make_small(name, channels=1, classes=10, *, side=16, seed=0):
    """Return the small network of this name; its weights follow from the seed alone.

    Raises ValueError for an unknown name.
    """
    if name not in SMALL:
        raise ValueError(f"name must be one of {list(SMALL)}, got {name!r}")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return SMALL[name](channels, classes, side=side)


def make_on_paper(make):
    """Return a network without numbers, as fast to make as its list of layers.

    Shapes and counts are right; it cannot compute (torch's "meta" device).
    """
    with torch.device("meta"):
        return make()
