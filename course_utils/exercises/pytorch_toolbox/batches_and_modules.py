"""Exercises on Normalize, batches, and a Module."""

import torch

from course_utils.ml.networks import two_layers
from course_utils.ml.vision import pictures
from course_utils.practice import Exercise, Mistake


def _pictures(rng):
    return [
        (torch.tensor(rng.random((3, 3, 3))), [0.5, 0.4, 0.3], [0.2, 0.3, 0.1]),
        (torch.tensor(rng.random((3, 2, 5))), [0.1, 0.0, 0.9], [1.0, 2.0, 0.5]),
    ]


def _columns(values, picture):
    return torch.as_tensor(values, dtype=picture.dtype)[:, None, None]


def _by_columns(picture, mean, std):
    mean, std = torch.tensor(mean), torch.tensor(std)
    return (picture - mean[:, None, None]) / std[:, None, None]


def _divided_first(picture, mean, std):
    return picture / _columns(std, picture) - _columns(mean, picture)


def _variance(picture, mean, std):
    return (picture - _columns(mean, picture)) / _columns(std, picture) ** 2


def _own_statistics(picture, mean, std):
    own = picture.mean(dim=(1, 2), keepdim=True), picture.std(dim=(1, 2), keepdim=True)
    return (picture - own[0]) / own[1]


def _not_divided(picture, mean, std):
    return picture - _columns(mean, picture)


normalize = Exercise(
    "1.4",
    "Normalize by hand",
    stars=1,
    reference=pictures.normalize,
    model_answer=_by_columns,
    stub="normalize(picture, mean, std)",
    example=(
        torch.full((3, 1, 1), 0.6, dtype=torch.float64),
        [0.5, 0.6, 0.0],
        [0.5, 0.1, 0.2],
    ),
    cases=_pictures,
    hints=(
        "The numbers of channel c become (x - mean[c]) / std[c].",
        "Make tensors of shape (3, 1, 1) of mean and std: then broadcasting does it.",
        "torch.tensor(mean)[:, None, None]",
    ),
    mistakes=(
        Mistake(_divided_first, "Subtract the mean first, then divide by std."),
        Mistake(_variance, "Divide by std itself, not by its square."),
        Mistake(_not_divided, "The division by std is missing."),
        Mistake(
            _own_statistics,
            "Use the mean and std that were given, not those of this picture.",
        ),
    ),
    tolerance=1e-5,
    explain="Given the data's own mean and std, the result has mean 0 and deviation 1.",
)


def _count(examples, batch_size, drop_last=False):
    full, rest = divmod(examples, batch_size)
    return full if drop_last or rest == 0 else full + 1


number_of_batches = Exercise(
    "1.5",
    "number of batches",
    stars=1,
    reference=_count,
    stub="number_of_batches(examples, batch_size, drop_last=False)",
    example=(100, 32),
    cases=[
        (100, 32, True),
        (96, 32),
        (96, 32, True),
        (5, 8),
        (5, 8, True),
    ],
    hints=(
        "How many full batches are there, and is something left over?",
        "examples // batch_size full ones; examples % batch_size are left over.",
        "The rest makes one more batch, unless drop_last.",
    ),
    mistakes=(
        Mistake(
            lambda examples, batch_size, drop_last=False: examples // batch_size,
            "Without drop_last the smaller last batch counts, too.",
        ),
        Mistake(
            lambda examples, batch_size, drop_last=False: -(-examples // batch_size),
            "With drop_last the smaller last batch is left out.",
        ),
        Mistake(
            lambda examples, batch_size, drop_last=False: (
                examples // batch_size + (not drop_last)
            ),
            "When nothing is left over, there is no smaller last batch: 96 / 32 is "
            "just 3.",
        ),
    ),
)


def _probe_module(answer, inputs, hidden, outputs):
    """Fill the module with known weights; return parameters' shapes and output."""
    model, generator = answer(inputs, hidden, outputs), torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
        output = model(torch.randn(4, inputs, generator=generator))
    sizes = [tuple(parameter.shape) for parameter in model.parameters()]
    return {"parameters": sizes, "output": output}


class _NoActivation(two_layers.TwoLayers):
    def forward(self, x):
        return self.second(self.first(x))


class _ActivatedTwice(two_layers.TwoLayers):
    def forward(self, x):
        return super().forward(x).relu()


class _ActivatedInput(two_layers.TwoLayers):
    def forward(self, x):
        return self.second(self.first(x.relu()))


two_layers = Exercise(
    "1.6",
    "a Module with two layers",
    stars=2,
    reference=two_layers.TwoLayers,
    stub="TwoLayers",
    cases=[(3, 5, 2), (2, 4, 1)],
    call=_probe_module,
    hints=(
        "__init__ begins with super().__init__(); then make two nn.Linear.",
        "forward: first layer, ReLU, second layer.",
        "return self.second(torch.relu(self.first(x)))",
    ),
    mistakes=(
        Mistake(
            _NoActivation,
            "There is no ReLU: two linear layers in a row are one linear layer.",
        ),
        Mistake(_ActivatedTwice, "No ReLU after the last layer: it may be negative."),
        Mistake(_ActivatedInput, "The ReLU belongs between the layers, not in front."),
    ),
    tolerance=1e-4,
    explain="`model(x)` calls `forward(x)`, and hooks before and after it.",
)
