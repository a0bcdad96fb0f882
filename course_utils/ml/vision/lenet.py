"""LeNet, the small network that reads digits, and all it is compared with.

Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
recognition", 1998, in the simplified form of "Dive into Deep Learning", chapter 7.
"""

import math

import torch
from torch import nn

from course_utils.ml.training.device import move
from course_utils.ml.training.loop import train

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}
POOLINGS = {"max": nn.MaxPool2d, "average": nn.AvgPool2d}


class LeNet(nn.Module):
    """Two convolutions with pooling, then three fully connected layers.

    For pictures (channels, side, side). `activation` is one of ACTIVATIONS, `pooling`
    one of POOLINGS; "sigmoid" and "average" are closest to 1998.
    """

    def __init__(
        self, channels=1, classes=10, *, side=28, activation="relu", pooling="max"
    ):
        super().__init__()
        activate, pool = ACTIVATIONS[activation], POOLINGS[pooling]
        self.features = nn.Sequential(
            nn.Conv2d(channels, 6, kernel_size=5, padding=2),
            activate(),
            pool(2),
            nn.Conv2d(6, 16, kernel_size=5),
            activate(),
            pool(2),
        )
        self.classifier = nn.Sequential(
            nn.Flatten(),
            nn.Linear(16 * ((side // 2 - 4) // 2) ** 2, 120),
            activate(),
            nn.Linear(120, 84),
            activate(),
            nn.Linear(84, classes),
        )

    def forward(self, x):
        return self.classifier(self.features(x))


def make_lenet(channels=1, classes=10, *, seed=0, **options):
    """Return a LeNet whose weights follow from the seed alone."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return LeNet(channels, classes, **options)


def make_rival(channels=1, classes=10, *, side=28, seed=0):
    """Return a fully connected network with about as many parameters as LeNet."""
    inputs = channels * side * side
    budget = sum(p.numel() for p in LeNet(channels, classes, side=side).parameters())
    hidden = round((budget - classes) / (inputs + 1 + classes))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return nn.Sequential(
            nn.Flatten(),
            nn.Linear(inputs, hidden),
            nn.ReLU(),
            nn.Linear(hidden, classes),
        )


def prepare(images, side=28):
    """Return training pictures and labels, test pictures and labels as tensors.

    `images` is an ImageSet. The pictures are brought to side × side (a larger picture
    shows no more than the small one did), and get mean 0 and standard deviation 1, as
    measured on the training part.
    """
    pictures = [resize(torch.as_tensor(p), side) for p in (images.train, images.test)]
    mean, std = pictures[0].mean(), pictures[0].std()
    train_part, test_part = [(p - mean) / std for p in pictures]
    labels = [torch.as_tensor(y) for y in (images.train_labels, images.test_labels)]
    return train_part, labels[0], test_part, labels[1]


def resize(pictures, side):
    """Return pictures (N, C, H, W) as (N, C, side, side), by bilinear interpolation."""
    if pictures.shape[-2:] == (side, side):
        return pictures
    return nn.functional.interpolate(
        pictures, size=(side, side), mode="bilinear", align_corners=False
    )


def train_classifier(
    model, data, *, pictures_seen=16_000, learning_rate=3e-3, on_epoch=None, **options
):
    """Train by Adam, whose rate falls to zero, until so many pictures were shown.

    `data` comes from `prepare`. A small set is gone through more often than a large
    one, so the time is the same for both. Returns the History. More `options` go to
    `train`.
    """
    inputs, targets, *test = data
    epochs = max(1, round(pictures_seen / len(targets)))
    move(model, options.get("device"))
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)

    def slow_down(epoch, model, history):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate * (1 - (epoch + 1) / epochs)
        return on_epoch(epoch, model, history) if on_epoch else None

    return train(
        model,
        inputs,
        targets,
        validation=tuple(test),
        epochs=epochs,
        optimizer=optimizer,
        on_epoch=slow_down,
        **{"batch_size": 50, **options},
    )


def make_shifter(most=2, *, seed=0):
    """Return an augmentation that moves each picture of a batch by up to `most` pixels.

    What comes in at the border is a copy of the border.
    """
    generator = torch.Generator().manual_seed(seed)

    def shifter(pictures):
        n, _, height, width = pictures.shape
        padded = nn.functional.pad(pictures, (most,) * 4, mode="replicate")
        down, right = torch.randint(0, 2 * most + 1, (2, n, 1), generator=generator)
        rows = (down + torch.arange(height)).to(pictures.device)
        columns = (right + torch.arange(width)).to(pictures.device)
        index = torch.arange(n, device=pictures.device)[:, None, None]
        moved = padded[index, :, rows[:, :, None], columns[:, None, :]]
        return moved.permute(0, 3, 1, 2)

    return shifter


def disturb(pictures, *, right=0.0, down=0.0, degrees=0.0, noise=0.0, seed=0):
    """Return pictures (N, C, H, W) moved, turned counter-clockwise, and with noise.

    Shifts are in pixels, `noise` is a standard deviation. What comes in at the border
    is a copy of it.
    """
    side = pictures.shape[-1]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    shift = torch.tensor([-2 * right / side, -2 * down / side])
    turn = torch.tensor([[cos, -sin], [sin, cos]])
    matrix = torch.cat([turn, (turn @ shift)[:, None]], dim=1)
    grid = nn.functional.affine_grid(
        matrix.to(pictures).expand(len(pictures), 2, 3),
        list(pictures.shape),
        align_corners=False,
    )
    moved = nn.functional.grid_sample(
        pictures, grid, padding_mode="border", align_corners=False
    )
    if noise:
        generator = torch.Generator().manual_seed(seed)
        grain = torch.randn(pictures.shape, generator=generator)
        moved = moved + noise * grain.to(pictures)
    return moved


def confusion_matrix(labels, predictions, classes=10):
    """Count the pictures of class i (row) that were taken for class j (column)."""
    labels, predictions = (torch.as_tensor(x).cpu() for x in (labels, predictions))
    pairs = labels * classes + predictions
    return torch.bincount(pairs, minlength=classes**2).reshape(classes, classes)


@torch.no_grad()
def predict(model, pictures):
    """Return the most likely class of each picture (N, C, H, W): (N,)."""
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    parts = pictures.to(device).split(250)  # a cache holds their maps: half the time
    classes = torch.cat([model(part).argmax(dim=1) for part in parts]).cpu()
    model.train(was_training)
    return classes
