"""The blocks of which deeper networks are made: VGG, NiN, Inception, residual.

Each is an nn.Module that takes and returns pictures (N, channels, height, width).
"""

import torch
from torch import nn


def vgg_block(convolutions, inputs, outputs, *, batch_norm=False):
    """Return 3×3 convolutions of the same size, each with ReLU, then 2×2 pooling.

    Source: Simonyan and Zisserman, "Very deep convolutional networks", 2015.
    """
    layers = []
    for _ in range(convolutions):
        layers.append(nn.Conv2d(inputs, outputs, kernel_size=3, padding=1))
        layers += [nn.BatchNorm2d(outputs)] if batch_norm else []
        layers.append(nn.ReLU())
        inputs = outputs
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def nin_block(inputs, outputs, kernel, *, stride=1, padding=0, batch_norm=False):
    """Return one convolution and two 1×1 convolutions, each with ReLU.

    The 1×1 are a small fully connected network at each pixel. Source: Lin, Chen and
    Yan, "Network in network", 2014.
    """
    layers = []
    for size, step, pad in ((kernel, stride, padding), (1, 1, 0), (1, 1, 0)):
        layers.append(nn.Conv2d(inputs, outputs, size, stride=step, padding=pad))
        layers += [nn.BatchNorm2d(outputs)] if batch_norm else []
        layers.append(nn.ReLU())
        inputs = outputs
    return nn.Sequential(*layers)


def unit(inputs, outputs, kernel, *, stride=1, padding=0, batch_norm=False):
    """Return a convolution and ReLU, with batch normalisation between if wanted."""
    if not batch_norm:
        convolution = nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=padding)
        return nn.Sequential(convolution, nn.ReLU())
    convolution = nn.Conv2d(
        inputs, outputs, kernel, stride=stride, padding=padding, bias=False
    )
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU())


class Inception(nn.Module):
    """Four paths side by side, whose channels are put one behind the other.

    1×1; 1×1 then 3×3; 1×1 then 5×5; 3×3 pooling then 1×1. `middle` and `large` are
    pairs (bottleneck, outputs). `large_kernel=3` is what torchvision builds in place of
    5×5. Source: Szegedy et al., "Going deeper with convolutions", 2015.
    """

    def __init__(
        self, inputs, small, middle, large, pooled, *, large_kernel=5, batch_norm=False
    ):
        super().__init__()
        options = {"batch_norm": batch_norm}
        self.small = unit(inputs, small, 1, **options)
        self.middle = nn.Sequential(
            unit(inputs, middle[0], 1, **options),
            unit(middle[0], middle[1], 3, padding=1, **options),
        )
        self.large = nn.Sequential(
            unit(inputs, large[0], 1, **options),
            unit(
                large[0], large[1], large_kernel, padding=large_kernel // 2, **options
            ),
        )
        self.pooled = nn.Sequential(
            nn.MaxPool2d(3, stride=1, padding=1), unit(inputs, pooled, 1, **options)
        )
        self.outputs = small + middle[1] + large[1] + pooled

    def forward(self, x):
        paths = (self.small, self.middle, self.large, self.pooled)
        return torch.cat([path(x) for path in paths], dim=1)


class Residual(nn.Module):
    """Two 3×3 convolutions whose result is added to the input, then ReLU.

    With other sizes the input goes through a 1×1 convolution. Source: He, Zhang, Ren
    and Sun, "Deep residual learning for image recognition", 2016.
    """

    def __init__(self, inputs, outputs, *, stride=1):
        super().__init__()
        self.change = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        self.shortcut = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False),
                nn.BatchNorm2d(outputs),
            )

    def forward(self, x):
        return torch.relu(self.change(x) + self.shortcut(x))


def global_average(maps):
    """Return the mean of each map: (N, channels, H, W) → (N, channels)."""
    return maps.mean(dim=(2, 3))


class GlobalAverage(nn.Module):
    """Global average pooling as a layer: one number for each channel."""

    def forward(self, x):
        return global_average(x)
