"""Exercises of notebook 1: a Dataset, Normalize, batches, a Module, HWC and CHW."""

import os
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from course_utils.data.picture_folder import PictureFolder
from course_utils.ml.networks import two_layers
from course_utils.ml.training.batches import updates_per_epoch
from course_utils.ml.vision import pictures
from course_utils.practice import Exercise, Mistake


def _probe_folder(answer, ants, bees):
    """Make two folders of pictures; return what the Dataset of the ants says."""
    with tempfile.TemporaryDirectory() as root:
        for label, count in (("ants", ants), ("bees", bees)):
            (Path(root) / label).mkdir()
            for number in range(count):
                picture = Image.new("RGB", (10 + number, 8))
                picture.save(Path(root) / label / f"{number}.jpg")
        dataset = answer(root, "ants")
        items = [dataset[index] for index in range(len(dataset))]
        return {
            "length": len(dataset),
            "labels": [label for _, label in items],
            "widths": sorted(picture.size[0] for picture, _ in items),
        }


class _AllClasses(PictureFolder):
    def __init__(self, root, label):
        super().__init__(root, label)
        folders = sorted(os.listdir(root))
        self.paths = [
            Path(root) / folder / name
            for folder in folders
            for name in sorted(os.listdir(Path(root) / folder))
        ]

    def __getitem__(self, index):
        return Image.open(self.paths[index]).copy(), self.label

    def __len__(self):
        return len(self.paths)


class _FirstPictureOnly(PictureFolder):
    def __getitem__(self, index):
        return super().__getitem__(0)


class _OneTooFew(PictureFolder):
    def __len__(self):
        return super().__len__() - 1


folder_dataset = Exercise(
    "1.1",
    "a Dataset of a folder",
    stars=2,
    reference=PictureFolder,
    cases=[(3, 2), (4, 1)],
    call=_probe_folder,
    hints=(
        "In __init__ keep the folder, the label and the list of file names.",
        "os.path.join(root, label) is the folder; os.listdir lists its names.",
        "__getitem__: Image.open(os.path.join(folder, names[index])), and the label.",
    ),
    mistakes=(
        Mistake(
            _AllClasses,
            "Your pictures come from all folders of root: list root/label only.",
        ),
        Mistake(_FirstPictureOnly, "Every item is the same picture: use the index."),
        Mistake(
            _OneTooFew,
            "One picture is missing: __len__ is the number of names; the last index "
            "is one less.",
        ),
    ),
    explain="These three methods are all that a DataLoader asks for.",
)


def _pictures(rng):
    return [
        (torch.tensor(rng.random((3, 3, 3))), [0.5, 0.4, 0.3], [0.2, 0.3, 0.1]),
        (torch.tensor(rng.random((3, 2, 5))), [0.1, 0.0, 0.9], [1.0, 2.0, 0.5]),
    ]


def _columns(values, picture):
    return torch.as_tensor(values, dtype=picture.dtype)[:, None, None]


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
    "1.2",
    "Normalize by hand",
    stars=1,
    reference=pictures.normalize,
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

number_of_batches = Exercise(
    "1.3",
    "number of batches",
    stars=1,
    reference=updates_per_epoch,
    cases=[
        {"examples": 100, "batch_size": 32, "drop_last": False},
        {"examples": 100, "batch_size": 32, "drop_last": True},
        {"examples": 96, "batch_size": 32, "drop_last": False},
    ],
    hints=(
        "How many full batches are there, and is something left over?",
        "examples // batch_size full ones; examples % batch_size are left over.",
        "The rest makes one more batch, unless drop_last.",
    ),
    mistakes=(
        Mistake(
            lambda examples, batch_size, *, drop_last=False: examples // batch_size,
            "Without drop_last the smaller last batch counts, too.",
        ),
        Mistake(
            lambda examples, batch_size, *, drop_last=False: -(-examples // batch_size),
            "With drop_last the smaller last batch is left out.",
        ),
        Mistake(
            lambda examples, batch_size, *, drop_last=False: (
                examples // batch_size + (not drop_last)
            ),
            "When nothing is left over, there is no last batch: 96 / 32 is just 3.",
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
    "1.4",
    "a Module with two layers",
    stars=2,
    reference=two_layers.TwoLayers,
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


def _opencv_pictures(rng):
    return [
        rng.integers(0, 256, (4, 6, 3), dtype=np.uint8),
        rng.integers(0, 256, (3, 3, 3), dtype=np.uint8),
    ]


def _reshaped(picture):
    rgb = picture[:, :, ::-1].copy()
    return torch.from_numpy(rgb.reshape(3, *picture.shape[:2])).float() / 255


def _still_bgr(picture):
    return pictures.to_tensor_from_opencv(picture[:, :, ::-1])


def _still_bytes(picture):
    return pictures.to_tensor_from_opencv(picture) * 255


def _height_and_width_exchanged(picture):
    return pictures.to_tensor_from_opencv(picture).transpose(1, 2)


opencv_to_torch = Exercise(
    "1.5",
    "from OpenCV to torch",
    stars=2,
    reference=pictures.to_tensor_from_opencv,
    cases=_opencv_pictures,
    hints=(
        "Three things differ: the order of the colours, of the axes, and the range.",
        "picture[:, :, ::-1] turns BGR into RGB; .copy() makes it fit for torch.",
        "torch.from_numpy(rgb.copy()).permute(2, 0, 1).float() / 255",
    ),
    mistakes=(
        Mistake(
            _reshaped,
            "reshape does not move axes: it reads the same numbers in the same order, "
            "and the picture is torn. Use permute or np.moveaxis.",
        ),
        Mistake(_still_bgr, "Red and blue are exchanged: OpenCV's order is BGR."),
        Mistake(_still_bytes, "The values should lie between 0 and 1: divide by 255."),
        Mistake(_height_and_width_exchanged, "Height comes before width: (3, H, W)."),
    ),
    tolerance=1e-5,
    explain="One of the commonest bugs in computer vision, and it raises no error.",
)

which_view = Exercise(
    "1.6",
    "which of these stops?",
    stars=1,
    reference="a.t().view(6)",
    choices={
        "a.view(6)": "`a` lies in memory row after row, so a view of 6 is possible.",
        "a.reshape(6)": "`reshape` never stops for this; here it returns a view.",
        "a.t().reshape(6)": "`reshape` copies when no view is possible; it goes on.",
    },
    hints=(
        "`a.t()` exchanges rows and columns without moving a number in memory.",
        "`view` never copies. When is a row of 6 impossible without copying?",
    ),
    explain="`view` needs a compatible layout in memory; `reshape` copies if it must.",
)
