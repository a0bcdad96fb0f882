"""Answers to the exercises of notebook 01, as learners write them."""

import os
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.utils.data import Dataset

from course_utils.exercises import pytorch_toolbox as exercises
from tests.exercises.answers import Answers

# 1.2 from OpenCV to torch ------------------------------------------------------------

to_tensor = Answers(exercises.opencv_to_torch)


@to_tensor.right
def channel_by_channel(picture):
    blue, green, red = picture[..., 0], picture[..., 1], picture[..., 2]
    return torch.tensor(np.stack([red, green, blue]), dtype=torch.float32) / 255


@to_tensor.right
def flipped_in_torch(picture):
    return torch.from_numpy(picture).flip(2).permute(2, 0, 1).to(torch.float32) / 255


@to_tensor.right
def by_transpose(picture):
    numbers = picture.astype(np.float32).transpose(2, 0, 1)[::-1] / np.float32(255)
    return torch.from_numpy(numbers.copy())


@to_tensor.right
def pixel_by_pixel(picture):
    height, width, _ = picture.shape
    result = torch.zeros(3, height, width)
    for row in range(height):
        for column in range(width):
            for channel in range(3):
                value = int(picture[row, column, 2 - channel])
                result[channel, row, column] = value / 255
    return result


@to_tensor.names("reshape does not move axes")
def the_line_with_three_bugs_half_mended(picture):
    h, w, _ = picture.shape
    return torch.from_numpy(picture[:, :, ::-1].copy()).reshape(3, h, w) / 255.0


@to_tensor.names("Red and blue are exchanged")
def colours_forgotten(picture):
    return torch.tensor(picture).permute(2, 0, 1) / 255


@to_tensor.names("The values should lie between 0 and 1")
def bytes_left(picture):
    return torch.tensor(picture[:, :, [2, 1, 0]]).permute(2, 0, 1).float()


@to_tensor.names("Height comes before width")
def all_axes_turned(picture):
    return torch.tensor(picture[:, :, ::-1].T.copy()).float() / 255


@to_tensor.wrong(says="float32")
def in_double_precision(picture):
    return torch.tensor(picture[:, :, ::-1].copy() / 255).permute(2, 0, 1)


@to_tensor.wrong(says="torch tensor")
def a_numpy_array(picture):
    return (picture[:, :, ::-1].transpose(2, 0, 1) / 255).astype(np.float32)


@to_tensor.wrong(says="shape")
def still_channels_last(picture):
    return torch.tensor(picture[:, :, ::-1].copy()).float() / 255


# 1.3 a Dataset of folders ------------------------------------------------------------

folders = Answers(exercises.folder_dataset)
folders.without_example("A data set lies on the disk; the statement describes it.")


@folders.right
class WithPathlib(Dataset):
    def __init__(self, root):
        self.paths = sorted(Path(root).glob("*/*.jpg"))

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        return Image.open(self.paths[i]), self.paths[i].parent.name


@folders.right
class TwoLists:
    def __init__(self, folder):
        self.files, self.labels = [], []
        for label in sorted(os.listdir(folder)):
            names = sorted(os.listdir(os.path.join(folder, label)))
            self.files += [os.path.join(folder, label, name) for name in names]
            self.labels += [label] * len(names)

    def __getitem__(self, index):
        return Image.open(self.files[index]).convert("RGB"), self.labels[index]

    def __len__(self):
        return len(self.labels)


class _OneFolder(Dataset):
    def __init__(self, root, label):
        self.label = label
        self.paths = sorted((Path(root) / label).iterdir())

    def __getitem__(self, index):
        return Image.open(self.paths[index]), self.label

    def __len__(self):
        return len(self.paths)


@folders.right
def added_up(root):
    first, *rest = sorted(os.listdir(root))
    joined = _OneFolder(root, first)
    for label in rest:
        joined = joined + _OneFolder(root, label)
    return joined


@folders.names("Your pictures come from one folder only")
class TheFirstOne(_OneFolder):
    def __init__(self, root):
        super().__init__(root, min(os.listdir(root)))


@folders.names("Every item is the same picture")
class IndexForgotten(WithPathlib):
    def __getitem__(self, i):
        return Image.open(self.paths[0]), self.paths[0].parent.name


@folders.names("One picture is missing")
class LastIndexAsLength(WithPathlib):
    def __len__(self):
        return len(self.paths) - 1


@folders.names("Here the labels are the folders' names")
class Numbered(WithPathlib):
    def __getitem__(self, i):
        picture, label = super().__getitem__(i)
        return picture, 0 if label == "ants" else 1 if label == "bees" else 2


@folders.wrong(says="expected")
class WholePathAsLabel(WithPathlib):
    def __getitem__(self, i):
        return Image.open(self.paths[i]), str(self.paths[i].parent.name) + "/"


@folders.wrong(says="len")
class WithoutLength:
    def __init__(self, root):
        self.paths = sorted(Path(root).glob("*/*.jpg"))

    def __getitem__(self, i):
        return Image.open(self.paths[i]), self.paths[i].parent.name


@folders.wrong(says="unpack")
class PicturesAlone(WithPathlib):
    def __getitem__(self, i):
        return (Image.open(self.paths[i]),)


# 1.4 Normalize by hand ---------------------------------------------------------------

normalize = Answers(exercises.normalize)


@normalize.right
def loop_over_channels(picture, mean, std):
    result = torch.empty_like(picture)
    for c in range(3):
        result[c] = (picture[c] - mean[c]) / std[c]
    return result


@normalize.right
def with_numpy(picture, mean, std):
    mean, std = np.array(mean).reshape(3, 1, 1), np.array(std).reshape(3, 1, 1)
    return (picture.numpy() - mean) / std


@normalize.right
def channels_last_and_back(picture, mean, std):
    turned = picture.permute(1, 2, 0)
    turned = (turned - torch.tensor(mean)) / torch.tensor(std)
    return turned.permute(2, 0, 1)


@normalize.right
def stacked(picture, mean, std):
    rows = [(x - m) / s for x, m, s in zip(picture, mean, std, strict=True)]
    return torch.stack(rows)


@normalize.names("Subtract the mean first")
def brackets_forgotten(picture, mean, std):
    m, s = torch.tensor(mean).view(3, 1, 1), torch.tensor(std).view(3, 1, 1)
    return picture / s - m


@normalize.names("Divide by std itself")
def divided_twice(picture, mean, std):
    m, s = torch.tensor(mean).view(3, 1, 1), torch.tensor(std).view(3, 1, 1)
    return (picture - m) / s / s


@normalize.names("The division by std is missing")
def only_shifted(picture, mean, std):
    return picture - torch.tensor(mean).view(3, 1, 1)


@normalize.names("Use the mean and std that were given")
def of_the_picture(picture, mean, std):
    flat = picture.flatten(1)
    shift, scale = flat.mean(dim=1), flat.std(dim=1)
    return (picture - shift.view(3, 1, 1)) / scale.view(3, 1, 1)


@normalize.wrong(says="wrong shape")
def along_the_width(picture, mean, std):
    return (picture - torch.tensor(mean)) / torch.tensor(std)


@normalize.wrong(says="not right yet")
def added_instead(picture, mean, std):
    m, s = torch.tensor(mean).view(3, 1, 1), torch.tensor(std).view(3, 1, 1)
    return (picture + m) / s


# 1.5 number of batches ---------------------------------------------------------------

count = Answers(exercises.number_of_batches)


@count.right
def rounded_up(examples, batch_size, drop_last=False):
    return examples // batch_size if drop_last else -(-examples // batch_size)


@count.right
def dealt_one_by_one(examples, batch_size, drop_last=False):
    batches = 0
    while examples >= batch_size:
        batches, examples = batches + 1, examples - batch_size
    return batches + (examples > 0 and not drop_last)


@count.right
def by_numpy(examples, batch_size, drop_last=False):
    return (np.floor if drop_last else np.ceil)(examples / batch_size)


@count.names("Without drop_last the smaller last batch counts")
def always_down(examples, batch_size, drop_last=False):
    return int(examples / batch_size)


@count.names("With drop_last the smaller last batch is left out")
def always_up(examples, batch_size, drop_last=False):
    return int(np.ceil(examples / batch_size))


@count.names("When nothing is left over")
def one_more(examples, batch_size, drop_last=False):
    full = int(examples / batch_size)
    if not drop_last:
        full += 1
    return full


@count.wrong(says="not right yet")
def rounded(examples, batch_size, drop_last=False):
    return round(examples / batch_size)


@count.wrong(says="not right yet")
def exchanged(examples, batch_size, drop_last=False):
    return -(-examples // batch_size) if drop_last else examples // batch_size


@count.wrong(says="not right yet")
def not_rounded(examples, batch_size, drop_last=False):
    return examples / batch_size


# 1.6 a Module with two layers --------------------------------------------------------

layers = Answers(exercises.two_layers)
layers.without_example("A module's numbers are random until they are set.")


@layers.right
class InARow(nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        parts = nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs)
        self.layers = nn.Sequential(*parts)

    def forward(self, x):
        return self.layers(x)


@layers.right
class Clamped(nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.l1, self.l2 = nn.Linear(i, h), nn.Linear(h, o)

    def forward(self, x):
        return self.l2(self.l1(x).clamp(min=0))


@layers.right
def a_function_that_makes_one(inputs, hidden, outputs):
    first, second = nn.Linear(inputs, hidden), nn.Linear(hidden, outputs)
    return nn.Sequential(first, nn.ReLU(), second)


@layers.names("There is no ReLU")
class Straight(nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.l1, self.l2 = nn.Linear(i, h), nn.Linear(h, o)

    def forward(self, x):
        return self.l2(self.l1(x))


@layers.names("No ReLU after the last layer")
class TwoReLUs(Straight):
    def forward(self, x):
        return torch.relu(self.l2(torch.relu(self.l1(x))))


@layers.names("The ReLU belongs between the layers")
class ReLUFirst(Straight):
    def forward(self, x):
        return self.l2(self.l1(torch.relu(x)))


@layers.wrong(says="not right yet")
class OnlyReLUAtTheEnd(Straight):
    def forward(self, x):
        return torch.relu(self.l2(self.l1(x)))


@layers.wrong(says="cannot assign module")
class WithoutSuper(Straight):
    def __init__(self, i, h, o):
        self.l1, self.l2 = nn.Linear(i, h), nn.Linear(h, o)


@layers.wrong(says="expected")
class WithoutBias(Straight):
    def __init__(self, i, h, o):
        super().__init__(i, h, o)
        self.l1 = nn.Linear(i, h, bias=False)


@layers.wrong(says="not right yet")
class Sigmoids(Straight):
    def forward(self, x):
        return self.l2(torch.sigmoid(self.l1(x)))
