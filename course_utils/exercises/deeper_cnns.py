"""Exercises of notebook 19: VGG block, receptive field, Inception, 1×1, global mean."""

import torch
from torch import nn

from course_utils.ml.vision import cnn_blocks as blocks
from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake


def _probe(model, picture, seed=0):
    """Fill a network with known weights; return its parameters' shapes and output."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(0.3 * torch.randn(parameter.shape, generator=generator))
        output = model(torch.randn(picture, generator=generator))
    sizes = [tuple(parameter.shape) for parameter in model.parameters()]
    return {"parameters": sizes, "output": output}


def _probe_vgg(answer, convolutions, inputs, outputs):
    return _probe(answer(convolutions, inputs, outputs), (1, inputs, 8, 6))


def _without_padding(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += [nn.Conv2d(inputs, outputs, 3), nn.ReLU()]
        inputs = outputs
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def _one_relu(convolutions, inputs, outputs):
    block = blocks.vgg_block(convolutions, inputs, outputs)
    kept = [layer for layer in block if not isinstance(layer, nn.ReLU)]
    return nn.Sequential(*kept[:-1], nn.ReLU(), kept[-1])


def _pooled_each_time(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()]
        layers.append(nn.MaxPool2d(2))
        inputs = outputs
    return nn.Sequential(*layers)


def _without_pooling(convolutions, inputs, outputs):
    return blocks.vgg_block(convolutions, inputs, outputs)[:-1]


vgg_block = Exercise(
    "19.1",
    "VGG block",
    stars=2,
    reference=blocks.vgg_block,
    cases=[(2, 3, 4), (1, 2, 5), (2, 4, 4)],
    call=_probe_vgg,
    hints=(
        "Collect the layers in a list, and make one nn.Sequential of them at the end.",
        "The first convolution goes from inputs to outputs, the next from outputs to "
        "outputs.",
        "layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()]",
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
    ),
    tolerance=1e-4,
    explain="Five such blocks and three dense layers are all there is to VGG.",
)


def _without_the_one(layers):
    side = 1
    for kernel, stride in reversed(layers):
        side = side * stride + kernel
    return side


def _strides_forgotten(layers):
    return 1 + sum(kernel - 1 for kernel, _ in layers)


def _wrong_direction(layers):
    return conv.receptive_field(layers[::-1])


def _product(layers):
    side = 1
    for kernel, stride in layers:
        side *= kernel * stride
    return side


receptive_field = Exercise(
    "19.2",
    "the receptive field",
    stars=2,
    reference=conv.receptive_field,
    cases=[
        ([(3, 1), (3, 1)],),
        ([(11, 4), (3, 2), (5, 1)],),
        ([(3, 1), (2, 2), (3, 1), (2, 2)],),
    ],
    hints=(
        "Start with one output pixel and go back: reversed(layers).",
        "n pixels, s apart, each looking at k pixels, see (n - 1) · s + k.",
        "side = (side - 1) * stride + kernel",
    ),
    mistakes=(
        Mistake(
            _without_the_one,
            "Between n pixels there are n - 1 steps: (side - 1) · stride + kernel.",
        ),
        Mistake(
            _strides_forgotten,
            "The strides are missing: behind a stride of 2, every step counts double.",
        ),
        Mistake(
            _wrong_direction,
            "You began at the picture. Go back from the output: reversed(layers).",
        ),
        Mistake(_product, "Fields add up layer by layer; they do not multiply."),
    ),
)


def _probe_inception(answer, *sizes):
    return _probe(answer(*sizes), (2, sizes[0], 6, 5))


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


inception = Exercise(
    "19.3",
    "Inception block",
    stars=3,
    reference=blocks.Inception,
    cases=[(4, 2, (3, 4), (1, 3), 2), (3, 1, (2, 2), (2, 1), 3)],
    call=_probe_inception,
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
    ),
    tolerance=1e-4,
    explain="The network chooses by its weights which path is worth how much.",
)

bottleneck = Exercise(
    "19.4",
    "the parameters of a bottleneck",
    stars=1,
    reference={"direct": 153_632, "1×1": 3_088, "5×5": 12_832},
    hints=(
        "A convolution has outputs · (inputs · k · k + 1) parameters.",
        "Direct: 32 · (192 · 25 + 1).",
        "The 5×5 behind the bottleneck looks at 16 channels only.",
    ),
    mistakes=(
        Mistake(
            {"direct": 153_600, "1×1": 3_072, "5×5": 12_800},
            "You left out the biases: one for each output channel.",
        ),
        Mistake(
            {"direct": 153_632, "1×1": 3_088, "5×5": 153_632},
            "Behind the bottleneck the 5×5 sees 16 channels, not 192.",
        ),
        Mistake(
            {"direct": 832, "1×1": 32, "5×5": 832},
            "Each kernel looks at all input channels: multiply by them.",
        ),
    ),
    explain="153,632 against 15,920: a tenth, for the same output shape.",
)


def _maps(generator):
    return [
        (torch.tensor(generator.normal(size=(2, 3, 4, 5))),),
        (torch.tensor(generator.normal(size=(1, 2, 2, 6))),),
    ]


global_average = Exercise(
    "19.5",
    "global average pooling",
    stars=1,
    reference=blocks.global_average,
    cases=_maps,
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

heaviest = Exercise(
    "19.6",
    "what makes VGG-16 heavy?",
    stars=1,
    reference="the first fully connected layer",
    choices={
        "the thirteen convolutions": "They do nearly all multiplications, but hold "
        "only 14.7 of 138 million parameters.",
        "the last convolution block": "Its three convolutions have 7 million "
        "parameters together. Look further right in the explorer.",
        "the output layer": "4096 · 1000 + 1000 are 4 million: look one or two layers "
        "before.",
    },
    hints=(
        "Compare outputs · (inputs · 9 + 1) of a 3×3 with outputs · (inputs + 1) of a "
        "dense layer.",
        "How many inputs does the layer behind flatten have?",
    ),
    explain="512 · 7 · 7 inputs times 4096 outputs: 103 of 138 million parameters.",
)
