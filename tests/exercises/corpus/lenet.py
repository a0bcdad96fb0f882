"""Answers to the exercises of notebook 18, as learners write them."""

from collections import Counter

import numpy as np
import torch
from scipy import ndimage
from torch import nn
from torch.nn import functional

from course_utils.exercises import lenet as exercises
from tests.exercises.answers import Answers

shapes = Answers(exercises.shapes)
SHAPES = {
    "conv 1": (6, 20, 32),
    "pool 1": (6, 10, 16),
    "conv 2": (16, 6, 12),
    "pool 2": (16, 3, 6),
    "flatten": 288,
}
shapes.right(
    {name: list(np.atleast_1d(s)) for name, s in SHAPES.items()} | {"flatten": 288.0}
)
shapes.right(
    {k: torch.Size(np.atleast_1d(s)) for k, s in SHAPES.items()} | {"flatten": 288}
)
shapes.names(
    "You left out the padding",
    {
        "conv 1": (6, 16, 28),
        "pool 1": (6, 8, 14),
        "conv 2": (16, 4, 10),
        "pool 2": (16, 2, 5),
        "flatten": 16 * 2 * 5,
    },
)
shapes.names(
    "Only conv 1 has padding",
    SHAPES | {"conv 2": (16, 10, 16), "pool 2": (16, 5, 8), "flatten": 16 * 40},
)
shapes.names(
    "Height comes first",
    {
        "conv 1": (6, 32, 20),
        "pool 1": (6, 16, 10),
        "conv 2": (16, 12, 6),
        "pool 2": (16, 6, 3),
        "flatten": 288,
    },
)
shapes.names(
    "torch puts the channels first",
    {
        "conv 1": (20, 32, 6),
        "pool 1": (10, 16, 6),
        "conv 2": (6, 12, 16),
        "pool 2": (3, 6, 16),
        "flatten": 288,
    },
)
shapes.names("Flatten keeps the channels", SHAPES | {"flatten": 3 * 6})
shapes.wrong(SHAPES | {"pool 1": (3, 10, 16)}, says="in key 'pool 1'")
shapes.wrong(SHAPES | {"flatten": 400}, says="in key 'flatten'")
shapes.wrong({k: SHAPES[k] for k in ("conv 1", "pool 1")}, says="conv 2")

write_lenet = Answers(exercises.write_lenet)
write_lenet.without_example("A class is asked for, whose numbers are learned.")


@write_lenet.right
class Functional(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2 = nn.Linear(400, 120), nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = functional.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = functional.max_pool2d(torch.relu(self.conv2(x)), 2)
        x = torch.relu(self.fc1(x.view(len(x), -1)))
        return self.fc3(torch.relu(self.fc2(x)))


@write_lenet.right
class ClassifierFirst(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = nn.Linear(84, 10)
        self.middle = nn.Linear(120, 84)
        self.first = nn.Linear(16 * 5 * 5, 120)
        self.maps = nn.Sequential(
            nn.Conv2d(1, 6, (5, 5), padding="same"),
            nn.MaxPool2d(2, 2),
            nn.ReLU(),  # after the pooling it gives the same
            nn.Conv2d(6, 16, 5),
            nn.MaxPool2d(2, 2),
            nn.ReLU(),
        )

    def forward(self, x):
        x = torch.flatten(self.maps(x), 1)
        for layer in (self.first, self.middle):
            x = layer(x).clamp(min=0)
        return self.last(x)


@write_lenet.right
class WithDefaults(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        layers, inputs = [], channels
        for outputs, padding in ((6, 2), (16, 0)):
            convolution = nn.Conv2d(inputs, outputs, 5, padding=padding)
            layers += [convolution, nn.ReLU(), nn.MaxPool2d(kernel_size=2)]
            inputs = outputs
        layers += [nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84)]
        self.net = nn.Sequential(*layers, nn.ReLU(), nn.Linear(84, classes))

    def forward(self, x):
        return self.net(x)


@write_lenet.right
class LazySizes(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            *[nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)],
            *[nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()],
            *[nn.LazyLinear(120), nn.ReLU(), nn.LazyLinear(84), nn.ReLU()],
            nn.LazyLinear(10),
        )

    def forward(self, x):
        return self.net(x)


def built(*, change=None, last=()):
    """Return a class of nn.Module like LeNet, with layers exchanged by place."""
    change = change or {}

    class Changed(nn.Module):
        def __init__(self):
            super().__init__()
            layers = [
                *[nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)],
                *[nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()],
                *[nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU()],
                nn.Linear(84, 10),
            ]
            for place, make in change.items():
                layers[place] = make()
            self.net = nn.Sequential(*layers, *[make() for make in last])

        def forward(self, x):
            return self.net(x)

    return Changed


write_lenet.names(
    "Return the logits",
    built(last=(lambda: nn.Softmax(dim=1),)),
    name="softmax at the end",
)
write_lenet.names(
    "The pooling should take the maximum",
    built(change={2: lambda: nn.AvgPool2d(2), 5: lambda: nn.AvgPool2d(2)}),
    name="average pooling",
)
write_lenet.names(
    "The activation should be ReLU",
    built(change=dict.fromkeys((1, 4, 8, 10), nn.Sigmoid)),
    name="sigmoids",
)
write_lenet.names(
    "There is no activation",
    built(change=dict.fromkeys((1, 4, 8, 10), nn.Identity)),
    name="linear",
)
write_lenet.names(
    "The last layer has no activation", built(last=(nn.ReLU,)), name="relu at the end"
)
write_lenet.names(
    "A fully connected layer is missing",
    built(
        change={
            9: nn.Identity,
            10: nn.Identity,
            11: lambda: nn.Linear(120, 10),
        }
    ),
    name="two dense layers",
)


@write_lenet.names("Give every layer its biases")
class WithoutBiases(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2, bias=False)
        self.conv2 = nn.Conv2d(6, 16, 5, bias=False)
        sizes = [(400, 120), (120, 84), (84, 10)]
        self.dense = nn.ModuleList(nn.Linear(a, b, bias=False) for a, b in sizes)

    def forward(self, x):
        for convolution in (self.conv1, self.conv2):
            x = functional.max_pool2d(functional.relu(convolution(x)), 2)
        x = functional.relu(self.dense[0](x.flatten(1)))
        return self.dense[2](functional.relu(self.dense[1](x)))


write_lenet.wrong(
    built(change={0: lambda: nn.Conv2d(1, 6, 5)}),
    says="shapes cannot be multiplied",
    name="no padding",
)
write_lenet.wrong(
    built(change={6: nn.Identity}),
    says="shapes cannot be multiplied",
    name="not flattened",
)
write_lenet.wrong(
    built(change={8: nn.Identity}), says="not right yet", name="one relu missing"
)
write_lenet.wrong(
    built(change={1: nn.Tanh}), says="not right yet", name="tanh after conv 1"
)
write_lenet.wrong(built(change={4: nn.LeakyReLU}), says="not right yet", name="leaky")
write_lenet.wrong(
    built(change={9: lambda: nn.Linear(120, 100), 11: lambda: nn.Linear(100, 10)}),
    says="parameters",
    name="another width",
)


SEQUENCE = "nn.Sequential(nn.Conv2d(1, 6, kernel_size=5, ..."
write_lenet.equivalent(
    "ReLU keeps the order of numbers, so it may stand before or behind the maximum.",
    f"line 7: {SEQUENCE} -> {SEQUENCE}",
    f"line 7: {SEQUENCE} -> {SEQUENCE} (4)",
)

parameters = Answers(exercises.parameters)
parameters.right({"conv 1": 6 * 76, "conv 2": 16 * 151, "linear 1": 120 * 577})
parameters.names(
    "You left out the biases", {"conv 1": 450, "conv 2": 2400, "linear 1": 69_120}
)
RIGHT = {"conv 1": 456, "conv 2": 2416, "linear 1": 69_240}
parameters.names("Colour pictures have three", RIGHT | {"conv 1": 6 * 25 + 6})
parameters.names("Each of the 16 kernels", RIGHT | {"conv 2": 16 * 25 + 16})
parameters.names("That is linear 1 for pictures", RIGHT | {"linear 1": 400 * 120 + 120})
parameters.names("Linear 1 gets all 16 maps", RIGHT | {"linear 1": 36 * 120 + 120})
parameters.wrong(RIGHT | {"linear 1": 16 * 32 * 32 * 120 + 120}, says="linear 1")
parameters.wrong({"conv 1": 456, "conv 2": 2416}, says="linear 1")

confusion_matrix = Answers(exercises.confusion_matrix)


@confusion_matrix.right
def pair_by_pair(labels, predictions, classes):
    table = [[0] * classes for _ in range(classes)]
    for label, prediction in zip(labels, predictions, strict=True):
        table[label][prediction] += 1
    return table


@confusion_matrix.right
def counted_at_once(labels, predictions, classes):
    table = np.zeros((classes, classes))
    np.add.at(table, (labels, predictions), 1)
    return table


@confusion_matrix.right
def one_hot_products(labels, predictions, classes):
    marks = torch.eye(classes)
    return marks[torch.as_tensor(labels)].T @ marks[torch.as_tensor(predictions)]


@confusion_matrix.right
def by_a_counter(labels, predictions, classes):
    pairs = Counter(zip(map(int, labels), map(int, predictions), strict=True))
    return [[pairs[i, j] for j in range(classes)] for i in range(classes)]


@confusion_matrix.names("Rows and columns are exchanged")
def predictions_in_rows(labels, predictions, classes):
    table = np.zeros((classes, classes), int)
    for label, prediction in zip(labels, predictions, strict=True):
        table[prediction, label] += 1
    return table


@confusion_matrix.names("Count the pairs")
def fancy_indices_count_once(labels, predictions, classes):
    table = np.zeros((classes, classes), int)
    table[labels, predictions] += 1
    return table


@confusion_matrix.names("The right answers belong into it")
def errors_only(labels, predictions, classes):
    table = np.zeros((classes, classes), int)
    for label, prediction in zip(labels, predictions, strict=True):
        table[label, prediction] += label != prediction
    return table


@confusion_matrix.names("Those are shares of each row")
def shares_of_rows(labels, predictions, classes):
    table = np.zeros((classes, classes))
    np.add.at(table, (labels, predictions), 1)
    return table / np.maximum(table.sum(axis=1)[:, None], 1)


@confusion_matrix.names("Those are shares of all pictures")
def shares_of_all(labels, predictions, classes):
    table = np.zeros((classes, classes))
    for label, prediction in zip(labels, predictions, strict=True):
        table[label, prediction] += 1 / len(labels)
    return table


@confusion_matrix.wrong(says="shape")
def as_many_as_occur(labels, predictions, classes):
    table = np.zeros((max(labels) + 1, max(labels) + 1), int)
    for label, prediction in zip(labels, predictions, strict=True):
        if prediction <= max(labels):
            table[label, prediction] += 1
    return table


@confusion_matrix.wrong(says="shape")
def hits_of_each_class(labels, predictions, classes):
    return [((labels == k) & (predictions == k)).sum() for k in range(classes)]


@confusion_matrix.wrong(says="not right yet")
def diagonal_alone(labels, predictions, classes):
    hits = [((labels == k) & (predictions == k)).sum() for k in range(classes)]
    return np.diag(hits)


@confusion_matrix.wrong(says="IndexError")
def counted_from_one(labels, predictions, classes):
    table = np.zeros((classes, classes), int)
    for label, prediction in zip(labels, predictions, strict=True):
        table[label + 1, prediction + 1] += 1
    return table


centre = Answers(exercises.centre)


@centre.right
def pixel_by_pixel(picture):
    h, w = picture.shape
    ink = sum(picture[r, c] for r in range(h) for c in range(w))
    if not ink:
        return picture
    row = sum(r * picture[r, c] for r in range(h) for c in range(w)) / ink
    column = sum(c * picture[r, c] for r in range(h) for c in range(w)) / ink
    down, right = round((h - 1) / 2 - row), round((w - 1) / 2 - column)
    moved = [[0] * w for _ in range(h)]
    for r in range(h):
        for c in range(w):
            if 0 <= r + down < h and 0 <= c + right < w:
                moved[r + down][c + right] = picture[r, c]
    return moved


@centre.right
def rolled_and_cleared(picture):
    if picture.max() == 0:
        return np.zeros_like(picture)
    moved = picture
    for axis in (0, 1):
        n, profile = picture.shape[axis], picture.sum(axis=1 - axis)
        by = int(np.rint((n - 1) / 2 - np.average(np.arange(n), weights=profile)))
        moved = np.roll(moved, by, axis=axis)
        lost = slice(0, by) if by >= 0 else slice(by, None)
        moved[(slice(None),) * axis + (lost,)] = 0
    return moved


@centre.right
def by_scipy(picture):
    if picture.sum() == 0:
        return picture
    middle = (np.array(picture.shape) - 1) / 2
    by = np.round(middle - ndimage.center_of_mass(picture))
    return ndimage.shift(picture, by, order=0)


@centre.right
def by_torch_with_slices(picture):
    ink = torch.as_tensor(picture, dtype=torch.float32)
    moved, (h, w) = torch.zeros_like(ink), ink.shape
    if ink.any():
        row = (ink.sum(1) @ torch.arange(h).float() / ink.sum()).item()
        column = (ink.sum(0) @ torch.arange(w).float() / ink.sum()).item()
        d, r = round((h - 1) / 2 - row), round((w - 1) / 2 - column)
        moved[max(d, 0) : h + min(d, 0), max(r, 0) : w + min(r, 0)] = ink[
            max(-d, 0) : h - max(d, 0), max(-r, 0) : w - max(r, 0)
        ]
    return moved


@centre.right
def by_half_pixels(picture):
    """Count places from the edge of the picture, so that its middle is at half."""
    h, w = picture.shape
    total = picture.sum() or 1
    row = ((np.arange(h) + 0.5)[:, None] * picture).sum() / total
    column = ((np.arange(w) + 0.5) * picture).sum() / total
    moved = np.zeros(picture.shape)
    for r, c in np.argwhere(picture):
        to = r + round(h / 2 - row), c + round(w / 2 - column)
        if min(to) >= 0 and to[0] < h and to[1] < w:
            moved[to] = picture[r, c]
    return moved


def centre_of_mass(picture):
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    weights = picture / picture.sum()
    return np.array([(rows * weights).sum(), (columns * weights).sum()])


def shifted(picture, by):
    return ndimage.shift(picture, by, order=0)


def middle_of(picture):
    return (np.array(picture.shape) - 1) / 2


def unless_empty(answer):
    """Let an answer return an empty picture as it is."""

    def careful(picture):
        return answer(picture) if picture.any() else picture

    careful.__name__ = answer.__name__
    return careful


@centre.right
def pixel_after_pixel_until_it_is_there(picture):
    """Whether ink that is lost on the way still counts, the statement leaves open."""
    while picture.any():
        by = np.round(middle_of(picture) - centre_of_mass(picture))
        if not by.any():
            break
        picture = shifted(picture, np.sign(by))
    return picture


@centre.names("`np.roll` goes round")
@unless_empty
def rolled(picture):
    down, right = np.round(middle_of(picture) - centre_of_mass(picture)).astype(int)
    return np.roll(np.roll(picture, down, 0), right, 1)


@centre.names("It moves the wrong way")
@unless_empty
def away_from_the_middle(picture):
    return shifted(picture, np.round(centre_of_mass(picture) - middle_of(picture)))


@centre.names("You centred the frame")
@unless_empty
def frame_in_the_middle(picture):
    rows, columns = np.nonzero(picture)
    frame = [(rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2]
    return shifted(picture, np.round(middle_of(picture) - frame))


@centre.names("You counted all inked pixels alike")
@unless_empty
def every_inked_pixel_alike(picture):
    return shifted(picture, np.round(middle_of(picture) - centre_of_mass(picture > 0)))


@centre.names("You moved the darkest pixel")
@unless_empty
def darkest_pixel(picture):
    row, column = divmod(int(picture.argmax()), picture.shape[1])
    return shifted(picture, np.round(middle_of(picture) - [row, column]))


@centre.names("Half a pixel too far")
@unless_empty
def half_of_the_size(picture):
    return shifted(
        picture, np.round(np.array(picture.shape) / 2 - centre_of_mass(picture))
    )


@centre.names("`h // 2` is the middle")
@unless_empty
def floor_of_half(picture):
    middle = [picture.shape[0] // 2, picture.shape[1] // 2]
    return shifted(picture, np.round(middle - centre_of_mass(picture)))


@centre.names("`int` cuts off towards 0")
@unless_empty
def without_rounding(picture):
    down, right = middle_of(picture) - centre_of_mass(picture)
    return shifted(picture, (int(down), int(right)))


@centre.names("You rounded the centre of mass first")
@unless_empty
def rounded_twice(picture):
    return shifted(
        picture, np.round(middle_of(picture) - np.round(centre_of_mass(picture)))
    )


@centre.names("It moves up and down only")
@unless_empty
def rows_alone(picture):
    down, _ = np.round(middle_of(picture) - centre_of_mass(picture))
    return shifted(picture, (down, 0))


@centre.names("It moves left and right only")
@unless_empty
def columns_alone(picture):
    _, right = np.round(middle_of(picture) - centre_of_mass(picture))
    return shifted(picture, (0, right))


@centre.names("Rows and columns are exchanged")
@unless_empty
def x_before_y(picture):
    down, right = np.round(middle_of(picture) - centre_of_mass(picture))
    return shifted(picture, (right, down))


@centre.names("An empty picture has no centre")
def divided_by_no_ink(picture):
    down, right = middle_of(picture) - ndimage.center_of_mass(picture)
    return shifted(picture, (round(down), round(right)))


@centre.wrong(says="not right yet")
@unless_empty
def by_parts_of_pixels(picture):
    by = middle_of(picture) - centre_of_mass(picture)
    return ndimage.shift(picture, by, order=1)


@centre.wrong(says="not right yet")
@unless_empty
def edges_are_repeated(picture):
    by = np.round(middle_of(picture) - centre_of_mass(picture))
    return ndimage.shift(picture, by, order=0, mode="nearest")


@centre.wrong(says="shape")
@unless_empty
def cut_out_and_padded_again(picture):
    rows, columns = np.nonzero(picture)
    digit = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.pad(digit, 4)


@centre.wrong(says="not right yet")
@unless_empty
def height_for_both(picture):
    by = (len(picture) - 1) / 2 - centre_of_mass(picture)
    return shifted(picture, np.round(by))


@centre.wrong(says="not right yet")
@unless_empty
def always_rounded_down(picture):
    return shifted(picture, np.floor(middle_of(picture) - centre_of_mass(picture)))


@centre.wrong(says="not right yet")
@unless_empty
def median_of_the_ink(picture):
    rows, columns = np.nonzero(picture)
    by = middle_of(picture) - [np.median(rows), np.median(columns)]
    return shifted(picture, np.round(by))


@centre.wrong(says="shape")
def the_centre_itself(picture):
    return centre_of_mass(picture)


@centre.wrong(says="None")
def moved_in_place(picture):
    down, right = np.round(middle_of(picture) - centre_of_mass(picture)).astype(int)
    picture[:] = np.roll(picture, (down, right), axis=(0, 1))


centre.equivalent(
    "An empty picture holds zeros alone, and minus zero is zero.",
    "line 9: return picture -> return -picture",
)
