"""Exercises of notebook 18: shapes, LeNet itself, parameters, the confusion matrix."""

import numpy as np
import torch
from torch import nn

from course_utils.ml.vision import lenet
from course_utils.practice import Exercise, Mistake

shapes = Exercise(
    "18.1",
    "the shape walk",
    stars=2,
    reference={
        "conv 1": (6, 20, 20),
        "pool 1": (6, 10, 10),
        "conv 2": (16, 6, 6),
        "pool 2": (16, 3, 3),
        "flatten": 144,
    },
    hints=(
        "Conv 1 has padding 2, so it keeps height and width. Pooling halves them.",
        "Conv 2 has no padding: a window of 5 takes 4 rows and 4 columns away.",
        "Flatten: channels · height · width, all in a row.",
    ),
    mistakes=(
        Mistake(
            {
                "conv 1": (6, 16, 16),
                "pool 1": (6, 8, 8),
                "conv 2": (16, 4, 4),
                "pool 2": (16, 2, 2),
                "flatten": 64,
            },
            "You left out the padding of conv 1: 2 on each side keep the size.",
        ),
        Mistake(
            {
                "conv 1": (6, 20, 20),
                "pool 1": (6, 10, 10),
                "conv 2": (16, 10, 10),
                "pool 2": (16, 5, 5),
                "flatten": 400,
            },
            "Only conv 1 has padding; conv 2 takes 4 rows and 4 columns away.",
        ),
        Mistake(
            {
                "conv 1": (6, 20, 20),
                "pool 1": (6, 10, 10),
                "conv 2": (16, 6, 6),
                "pool 2": (16, 3, 3),
                "flatten": 9,
            },
            "All shapes are right, but flatten keeps the channels: 16 · 3 · 3.",
        ),
    ),
    explain="Working the walk out before writing code saves the most common error.",
)


def _probe(answer, seed):
    """Fill a network with known weights; return its parameters' shapes and outputs."""
    model, generator = answer(), torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(0.2 * torch.randn(parameter.shape, generator=generator))
        outputs = model(torch.randn(2, 1, 28, 28, generator=generator))
    sizes = [tuple(parameter.shape) for parameter in model.parameters()]
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


write_lenet = Exercise(
    "18.2",
    "LeNet itself",
    stars=3,
    reference=lenet.LeNet,
    cases=[0, 1],
    call=_probe,
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
            "There is no activation: without one, all layers together are a single "
            "linear function.",
        ),
        Mistake(
            _ActivatedOutput,
            "The last layer has no activation: a logit may be negative.",
        ),
        Mistake(_TwoLinear, "A fully connected layer is missing: 400 → 120 → 84 → 10."),
    ),
    tolerance=1e-4,
    explain="Thirteen layers, 61,706 parameters, and it read cheques in 1998.",
)

parameters = Exercise(
    "18.3",
    "where the parameters sit",
    stars=1,
    reference={"conv 1": 156, "conv 2": 2416, "linear 1": 48120},
    hints=(
        "Convolution: outputs · (inputs · 5 · 5 + 1).",
        "Fully connected: outputs · (inputs + 1); linear 1 has 400 inputs.",
    ),
    mistakes=(
        Mistake(
            {"conv 1": 150, "conv 2": 2400, "linear 1": 48000},
            "You left out the biases: one for each output.",
        ),
        Mistake(
            {"conv 1": 156, "conv 2": 416, "linear 1": 48120},
            "Each of the 16 kernels of conv 2 looks at all 6 maps: 6 · 5 · 5 weights.",
        ),
        Mistake(
            {"conv 1": 156, "conv 2": 2416, "linear 1": 1920 + 120},
            "Linear 1 gets all 16 maps, flattened: 16 · 5 · 5 = 400 inputs.",
        ),
    ),
    explain="More than three quarters of all parameters sit in linear 1.",
)


def _guesses(rng):
    return [
        (np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3),
        (rng.integers(0, 4, 40), rng.integers(0, 4, 40), 4),
        (np.array([1, 1, 1]), np.array([0, 1, 0]), 4),
    ]


def _predictions_in_rows(labels, predictions, classes=10):
    return lenet.confusion_matrix(predictions, labels, classes)


def _marks(labels, predictions, classes=10):
    return lenet.confusion_matrix(labels, predictions, classes).clip(max=1)


def _only_errors(labels, predictions, classes=10):
    counts = lenet.confusion_matrix(labels, predictions, classes)
    return counts - torch.diag(counts.diag())


def _shares(labels, predictions, classes=10):
    counts = lenet.confusion_matrix(labels, predictions, classes)
    return counts / counts.sum(dim=1, keepdim=True).clip(min=1)


confusion_matrix = Exercise(
    "18.4",
    "the confusion matrix",
    stars=2,
    reference=lenet.confusion_matrix,
    cases=_guesses,
    hints=(
        "Start with zeros of classes × classes.",
        "Go through the pairs with zip(labels, predictions).",
        "counts[label, prediction] += 1",
    ),
    mistakes=(
        Mistake(
            _predictions_in_rows,
            "Rows and columns are exchanged: the row is what it is, the column what it "
            "was taken for.",
        ),
        Mistake(_marks, "Count the pairs: use += 1 in place of = 1."),
        Mistake(_only_errors, "The right answers belong into it, too: the diagonal."),
        Mistake(_shares, "Those are shares of each row; counts are asked for."),
    ),
    explain="Its diagonal, divided by the sum of all, is the accuracy.",
)

remedy = Exercise(
    "18.5",
    "what helps against shifts?",
    stars=1,
    reference="shifted copies in training",
    choices={
        "more epochs": "The training error is near 0 already: the same pictures once "
        "more teach nothing about shifts.",
        "a larger linear 1": "It would have more weights tied to places, and nothing "
        "to learn the shifts from.",
        "it is shift-invariant already": "The maps move along with the digit, but "
        "flatten gives each place weights of its own: you saw the accuracy fall.",
    },
    hints=(
        "What in LeNet is the same at every place, and what is not?",
        "After flatten each place has its own weights; they learn what is shown.",
    ),
    explain="Convolution makes shifts cheap to learn, the copies make them learned.",
)
