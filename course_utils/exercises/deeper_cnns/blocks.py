"""Blocks to write: VGG's, the global average, Inception's."""

import torch
from torch import nn

from course_utils.exercises.deeper_cnns.probing import probe
from course_utils.ml.vision import cnn_blocks as blocks
from course_utils.practice import Exercise, Mistake


def _probe_vgg(answer, convolutions, inputs, outputs):
    return probe(answer(convolutions, inputs, outputs), (2, inputs, 8, 6))


def _with_norm(convolutions, inputs, outputs):
    return blocks.vgg_block(convolutions, inputs, outputs, batch_norm=True)


def _without_padding(convolutions, inputs, outputs):
    block = _with_norm(convolutions, inputs, outputs)
    for layer in block:
        if isinstance(layer, nn.Conv2d):
            layer.padding = (0, 0)
    return block


def _one_relu(convolutions, inputs, outputs):
    block = _with_norm(convolutions, inputs, outputs)
    kept = [layer for layer in block if not isinstance(layer, nn.ReLU)]
    return nn.Sequential(*kept[:-1], nn.ReLU(), kept[-1])


def _pooled_each_time(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += _with_norm(1, inputs, outputs)
        inputs = outputs
    return nn.Sequential(*layers)


def _without_pooling(convolutions, inputs, outputs):
    return _with_norm(convolutions, inputs, outputs)[:-1]


def _relu_before_norm(convolutions, inputs, outputs):
    *layers, pooling = _with_norm(convolutions, inputs, outputs)
    for i in range(0, len(layers), 3):
        layers[i + 1 : i + 3] = layers[i + 2], layers[i + 1]
    return nn.Sequential(*layers, pooling)


def _of_the_page(convolutions, inputs, outputs):
    return blocks.vgg_block(convolutions, inputs, outputs)


_VGG_BLOCK = """
from torch import nn


def vgg_block(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += [nn.Conv2d(inputs, outputs, kernel_size=3, padding=1)]
        layers += [nn.BatchNorm2d(outputs), nn.ReLU()]
        inputs = outputs
    return nn.Sequential(*layers, nn.MaxPool2d(2))
"""

vgg_block = Exercise(
    "19.1",
    "VGG block, as it is built today",
    stars=2,
    reference=_with_norm,
    cases=[(2, 3, 4), (1, 2, 5), (3, 4, 4)],
    call=_probe_vgg,
    stub="vgg_block(convolutions, inputs, outputs)",
    model_answer=_VGG_BLOCK,
    hints=(
        "Collect the layers in a list, and make one nn.Sequential of them at the end.",
        "The first convolution goes from inputs to outputs, the next from outputs to "
        "outputs. nn.BatchNorm2d needs the number of channels that it gets.",
        "layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), "
        "nn.ReLU()]",
    ),
    mistakes=(
        Mistake(
            _without_padding,
            "The convolutions lose their border: padding=1 keeps the size, only the "
            "pooling halves it.",
        ),
        Mistake(_one_relu, "Each convolution is followed by its own ReLU."),
        Mistake(_pooled_each_time, "Pool once, at the end of the block."),
        Mistake(_without_pooling, "The pooling at the end of the block is missing."),
        Mistake(
            _relu_before_norm,
            "Normalise first, then ReLU: convolution, batch normalisation, ReLU.",
        ),
        Mistake(
            _of_the_page,
            "That is the block of the page: each convolution needs its batch "
            "normalisation.",
        ),
    ),
    tolerance=1e-4,
    explain="Five such blocks and three dense layers are all there is to VGG.",
)


def _maps(generator):
    return [
        (torch.tensor(generator.normal(size=(2, 3, 4, 5))),),
        (torch.tensor(generator.normal(size=(1, 2, 2, 6))),),
        (torch.tensor(generator.normal(size=(3, 1, 1, 1))),),
    ]


global_average = Exercise(
    "19.4",
    "global average pooling",
    stars=1,
    reference=blocks.global_average,
    example=(torch.tensor([[[[1.0, 2.0], [3.0, 6.0]], [[0.0, 0.0], [0.0, 4.0]]]]),),
    cases=_maps,
    stub="global_average(maps)",
    model_answer="""
def global_average(maps):
    return maps.mean(dim=(2, 3))
""",
    hints=(
        "Which axes of (N, channels, height, width) should be gone in the result?",
        "maps.mean(dim=(2, 3))",
    ),
    mistakes=(
        Mistake(
            lambda maps: maps.amax(dim=(2, 3)),
            "That is the largest value of each map; take the mean.",
        ),
        Mistake(
            lambda maps: maps.mean(dim=1).mean(dim=1),
            "You took the mean over the channels: they are what should stay.",
        ),
        Mistake(
            lambda maps: maps.mean(dim=(2, 3), keepdim=True),
            "The result should have two axes, (N, channels): leave keepdim out.",
        ),
        Mistake(
            lambda maps: maps.sum(dim=(2, 3)),
            "That is the sum; the mean does not depend on the size of the map.",
        ),
    ),
    explain="No parameters, any picture size, one number per channel.",
)


def _probe_inception(answer, *sizes):
    return probe(answer(*sizes), (2, sizes[0], 6, 5), in_order=False)


class _Added(blocks.Inception):
    def forward(self, x):
        paths = (self.small, self.middle, self.large, self.pooled)
        widest = max(path(x).shape[1] for path in paths)
        padded = [
            nn.functional.pad(path(x), (0, 0, 0, 0, 0, widest - path(x).shape[1]))
            for path in paths
        ]
        return sum(padded)


class _OneAfterAnother(blocks.Inception):
    def forward(self, x):
        order = (self.pooled, self.large, self.middle, self.small)
        return torch.cat([path(x) for path in order], dim=1)


class _NoActivation(blocks.Inception):
    def forward(self, x):
        last = [self.small[0], self.middle[1][0], self.large[1][0], self.pooled[1][0]]
        ahead = [x, self.middle[0](x), self.large[0](x), self.pooled[0](x)]
        return torch.cat(
            [layer(y) for layer, y in zip(last, ahead, strict=True)], dim=1
        )


class _NoBottleneckActivation(blocks.Inception):
    def forward(self, x):
        middle = self.middle[1](self.middle[0][0](x))
        large = self.large[1](self.large[0][0](x))
        return torch.cat([self.small(x), middle, large, self.pooled(x)], dim=1)


class _AveragePool(blocks.Inception):
    def __init__(self, *sizes):
        super().__init__(*sizes)
        self.pooled[0] = nn.AvgPool2d(3, stride=1, padding=1)


class _SmallLarge(blocks.Inception):
    def __init__(self, *sizes):
        super().__init__(*sizes, large_kernel=3)


_INCEPTION = """
import torch
from torch import nn


class Inception(nn.Module):
    def __init__(self, inputs, small, middle, large, pooled):
        super().__init__()
        self.path1 = nn.Sequential(nn.Conv2d(inputs, small, 1), nn.ReLU())
        self.path2 = nn.Sequential(
            nn.Conv2d(inputs, middle[0], 1),
            nn.ReLU(),
            nn.Conv2d(middle[0], middle[1], 3, padding=1),
            nn.ReLU(),
        )
        self.path3 = nn.Sequential(
            nn.Conv2d(inputs, large[0], 1),
            nn.ReLU(),
            nn.Conv2d(large[0], large[1], 5, padding=2),
            nn.ReLU(),
        )
        self.path4 = nn.Sequential(
            nn.MaxPool2d(3, stride=1, padding=1),
            nn.Conv2d(inputs, pooled, 1),
            nn.ReLU(),
        )

    def forward(self, x):
        paths = [self.path1, self.path2, self.path3, self.path4]
        return torch.cat([path(x) for path in paths], dim=1)
"""

inception = Exercise(
    "19.6",
    "Inception block",
    stars=3,
    reference=blocks.Inception,
    cases=[(4, 2, (3, 5), (1, 6), 7), (6, 3, (5, 4), (2, 7), 1)],
    call=_probe_inception,
    stub="Inception",
    model_answer=_INCEPTION,
    hints=(
        "Four attributes, in this order: 1×1; 1×1 and 3×3; 1×1 and 5×5; pooling and "
        "1×1. A ReLU after each convolution.",
        "All paths keep height and width: padding 1 for 3×3, 2 for 5×5, and "
        "MaxPool2d(3, stride=1, padding=1).",
        "return torch.cat([path1, path2, path3, path4], dim=1)",
    ),
    mistakes=(
        Mistake(_Added, "The paths are put one behind the other, not added up."),
        Mistake(
            _OneAfterAnother,
            "The order of the paths is another one: 1×1, 3×3, 5×5, pooling.",
        ),
        Mistake(
            _NoActivation,
            "Each path ends with a ReLU, also behind its last convolution.",
        ),
        Mistake(
            _NoBottleneckActivation,
            "A ReLU follows each convolution, the 1×1 bottlenecks, too.",
        ),
        Mistake(_AveragePool, "The fourth path takes the maximum of its window."),
        Mistake(_SmallLarge, "The third path looks through 5×5, with padding 2."),
    ),
    tolerance=1e-4,
    explain="The network chooses by its weights which path is worth how much.",
)
