"""Exercises on views, HWC and CHW, and a Dataset."""

import os
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from course_utils.ml.vision import pictures
from course_utils.practice import Exercise, Mistake

which_view = Exercise(
    "1.1",
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


def _opencv_pictures(rng):
    return [
        rng.integers(0, 256, (4, 6, 3), dtype=np.uint8),
        rng.integers(0, 256, (3, 3, 3), dtype=np.uint8),
    ]


def _by_permute(picture):
    rgb = picture[:, :, ::-1].copy()
    return torch.from_numpy(rgb).permute(2, 0, 1).float() / 255


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
    "1.2",
    "from OpenCV to torch",
    stars=2,
    reference=pictures.to_tensor_from_opencv,
    model_answer=_by_permute,
    stub="to_tensor(picture)",
    example=(np.array([[[255, 51, 0]]], dtype=np.uint8),),
    asks_for=("a torch tensor", "float32"),
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


def _probe_folder(answer, ants, bees, wasps):
    """Make folders with so many pictures each; return what the Dataset says of them."""
    with tempfile.TemporaryDirectory() as root:
        for label, count in {"ants": ants, "bees": bees, "wasps": wasps}.items():
            (Path(root) / label).mkdir()
            for number in range(count):
                picture = Image.new("RGB", (10 + number, 8 + len(label)))
                picture.save(Path(root) / label / f"{number}.jpg")
        dataset = answer(root)
        items = [dataset[index] for index in range(len(dataset))]
        return {
            "length": len(dataset),
            "labels": [label for _, label in items],
            "sizes": [picture.size for picture, _ in items],
        }


class _AllFolders:
    def __init__(self, root):
        self.items = [
            (os.path.join(root, label, name), label)
            for label in sorted(os.listdir(root))
            for name in sorted(os.listdir(os.path.join(root, label)))
        ]

    def __getitem__(self, index):
        path, label = self.items[index]
        with Image.open(path) as picture:
            return picture.convert("RGB"), label

    def __len__(self):
        return len(self.items)


class _OneFolder(_AllFolders):
    def __init__(self, root):
        super().__init__(root)
        self.items = [item for item in self.items if item[1] == self.items[0][1]]


class _FirstPictureOnly(_AllFolders):
    def __getitem__(self, index):
        return super().__getitem__(0)


class _OneTooFew(_AllFolders):
    def __len__(self):
        return super().__len__() - 1


class _NumberedClasses(_AllFolders):
    def __getitem__(self, index):
        picture, label = super().__getitem__(index)
        return picture, sorted({label for _, label in self.items}).index(label)


folder_dataset = Exercise(
    "1.3",
    "a Dataset of folders",
    stars=2,
    reference=_AllFolders,
    stub="FolderPictures",
    cases=[(8, 3, 1), (1, 2, 9)],
    call=_probe_folder,
    hints=(
        "In __init__ make a list of (path, label), going through the folders in turn.",
        "sorted(os.listdir(root)) are the labels; list each os.path.join(root, label).",
        "__getitem__: path, label = self.items[index], and Image.open(path).",
    ),
    mistakes=(
        Mistake(
            _OneFolder,
            "Your pictures come from one folder only: list every folder of root.",
        ),
        Mistake(_FirstPictureOnly, "Every item is the same picture: use the index."),
        Mistake(
            _OneTooFew,
            "One picture is missing: __len__ is the number of pictures; the last index "
            "is one less.",
        ),
        Mistake(
            _NumberedClasses,
            "Here the labels are the folders' names. ImageFolder makes numbers "
            "of them.",
        ),
    ),
    explain="`__getitem__` and `__len__` are all that a DataLoader needs, once a "
    "transform makes tensors of the pictures.",
)
