"""The network: its shapes, LeNet itself, its parameters."""

import torch
from torch import nn

from course_utils.ml.vision import lenet
from course_utils.practice import Exercise, Mistake

shapes = Exercise(
    "18.1",
    "the shape walk",
    stars=2,
    reference={
        "conv 1": (6, 20, 32),
        "pool 1": (6, 10, 16),
        "conv 2": (16, 6, 12),
        "pool 2": (16, 3, 6),
        "flatten": 288,
    },
    hints=(
        "Conv 1 has padding 2, so it keeps height and width. Pooling halves them.",
        "Conv 2 has no padding: a window of 5 takes 4 rows and 4 columns away.",
        "Flatten: channels · height · width, all in a row.",
    ),
    mistakes=(
        Mistake(
            {
                "conv 1": (6, 16, 28),
                "pool 1": (6, 8, 14),
                "conv 2": (16, 4, 10),
                "pool 2": (16, 2, 5),
                "flatten": 160,
            },
            "You left out the padding of conv 1: 2 on each side keep the size.",
        ),
        Mistake(
            {"conv 2": (16, 10, 16), "pool 2": (16, 5, 8), "flatten": 640},
            "Only conv 1 has padding; conv 2 takes 4 rows and 4 columns away.",
        ),
        Mistake(
            {
                "conv 1": (6, 32, 20),
                "pool 1": (6, 16, 10),
                "conv 2": (16, 12, 6),
                "pool 2": (16, 6, 3),
            },
            "Height comes first, then width: pictures of 20 × 32 have 20 rows.",
        ),
        Mistake(
            {
                "conv 1": (20, 32, 6),
                "pool 1": (10, 16, 6),
                "conv 2": (6, 12, 16),
                "pool 2": (3, 6, 16),
            },
            "torch puts the channels first: (channels, height, width).",
        ),
        Mistake({"flatten": 18}, "Flatten keeps the channels, too: 16 · 3 · 6."),
    ),
    explain="Working the walk out before writing code saves the most common error.",
)


def _probe(answer, seed):
    """Fill a network with known weights; return its parameters' shapes and outputs.

    No two parameters have the same shape, so their order does not matter.
    """
    model, generator = answer(), torch.Generator().manual_seed(seed)
    with torch.no_grad():
        model(torch.zeros(2, 1, 28, 28))  # lazy layers find their sizes
        parameters = sorted(model.parameters(), key=lambda p: tuple(p.shape))
        for parameter in parameters:
            parameter.copy_(0.2 * torch.randn(parameter.shape, generator=generator))
        outputs = model(torch.randn(2, 1, 28, 28, generator=generator))
    sizes = [tuple(parameter.shape) for parameter in parameters]
    return {"parameters": sizes, "outputs": outputs}


class _WithSoftmax(lenet.LeNet):
    def forward(self, x):
        return super().forward(x).softmax(dim=1)


class _AveragePooling(lenet.LeNet):
    def __init__(self):
        super().__init__(pooling="average")


class _Sigmoid(lenet.LeNet):
    def __init__(self):
        super().__init__(activation="sigmoid")


class _Linear(lenet.LeNet):
    def __init__(self):
        super().__init__()
        for part in (self.features, self.classifier):
            for place, layer in enumerate(part):
                if isinstance(layer, nn.ReLU):
                    part[place] = nn.Identity()


class _ActivatedOutput(lenet.LeNet):
    def forward(self, x):
        return super().forward(x).relu()


class _TwoLinear(lenet.LeNet):
    def __init__(self):
        super().__init__()
        self.classifier = nn.Sequential(
            nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 10)
        )


class _NoBiases(lenet.LeNet):
    def __init__(self):
        super().__init__()
        for layer in [*self.features, *self.classifier]:
            if isinstance(layer, nn.Conv2d | nn.Linear):
                layer.register_parameter("bias", None)


_MODEL_ANSWER = """
from torch import nn


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 6, kernel_size=5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, kernel_size=5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(400, 120),
            nn.ReLU(),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Linear(84, 10),
        )

    def forward(self, x):  # (N, 1, 28, 28)
        return self.layers(x)  # (N, 10)
"""

write_lenet = Exercise(
    "18.2",
    "LeNet itself",
    stars=3,
    reference=lenet.LeNet,
    cases=[0, 1],
    call=_probe,
    stub="LeNet",
    model_answer=_MODEL_ANSWER,
    hints=(
        "In __init__: super().__init__(), then one nn.Sequential with all layers.",
        "Conv2d(1, 6, 5, padding=2), ReLU, MaxPool2d(2), Conv2d(6, 16, 5), ReLU, "
        "MaxPool2d(2), Flatten, and then three Linear with a ReLU between them.",
        "The sizes of the Linear layers: 400 → 120 → 84 → 10.",
    ),
    mistakes=(
        Mistake(
            _WithSoftmax,
            "Return the logits: cross-entropy takes the softmax itself (notebook 9).",
        ),
        Mistake(_AveragePooling, "The pooling should take the maximum."),
        Mistake(_Sigmoid, "The activation should be ReLU."),
        Mistake(
            _Linear,
            "There is no activation: without one, the fully connected "
            "layers together are a single linear function.",
        ),
        Mistake(
            _ActivatedOutput,
            "The last layer has no activation: a logit may be negative.",
        ),
        Mistake(_TwoLinear, "A fully connected layer is missing: 400 → 120 → 84 → 10."),
        Mistake(_NoBiases, "Give every layer its biases, as torch does by itself."),
    ),
    tolerance=1e-4,
    explain="Twelve steps, five of them with weights: 61,706 parameters.",
)

parameters = Exercise(
    "18.3",
    "where the parameters sit",
    stars=1,
    reference={"conv 1": 456, "conv 2": 2416, "linear 1": 69_240},
    hints=(
        "Convolution: outputs · (inputs · 5 · 5 + 1). Conv 1 has three inputs here.",
        "32 × 32 becomes 16 × 16, then 12 × 12, then 6 × 6.",
        "Fully connected: outputs · (inputs + 1); linear 1 has 16 · 6 · 6 inputs.",
    ),
    mistakes=(
        Mistake(
            {"conv 1": 450, "conv 2": 2400, "linear 1": 69_120},
            "You left out the biases: one for each output.",
        ),
        Mistake(
            {"conv 1": 156},
            "Colour pictures have three channels: 3 · 5 · 5 weights for each kernel.",
        ),
        Mistake(
            {"conv 2": 416},
            "Each of the 16 kernels of conv 2 looks at all 6 maps: 6 · 5 · 5 weights.",
        ),
        Mistake(
            {"linear 1": 48_120},
            "That is linear 1 for pictures of 28 × 28; these leave maps of 6 × 6.",
        ),
        Mistake(
            {"linear 1": 4440},
            "Linear 1 gets all 16 maps, flattened: 16 · 6 · 6 = 576 inputs.",
        ),
    ),
    explain="Conv 2 does not notice the larger picture; linear 1 grows with its area.",
)
