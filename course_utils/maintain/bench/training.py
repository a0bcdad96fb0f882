"""Measure the training loop against bare updates, and against the book's DataLoader."""

import statistics
import time

import torch
from PIL import Image
from torch import nn

from course_utils.data.images import load_digits
from course_utils.data.tensors import to_tensors
from course_utils.data.torchvision_compat import torchvision
from course_utils.ml.training.device import pick_device
from course_utils.ml.training.loop import shuffled, train

BATCH_SIZE = 64


def make_lenet():
    """Return a LeNet for pictures of 28 x 28 (LeCun et al., 1998), with ReLU."""
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


def make_pictures():
    """Return the digits as tensors (N, 1, 28, 28), their labels, and as 8 x 8 uint8."""
    pictures, labels = load_digits()
    images, labels = to_tensors(pictures, labels)
    larger = nn.functional.interpolate(images, size=28, mode="bilinear")
    return (larger - 0.5) / 0.5, labels, (255 * images[:, 0]).byte().numpy()


def seconds_of_bare_updates(images, labels, device):
    """Time one epoch of forward, backward and step with nothing around them."""
    model = make_lenet().to(device)
    images, labels = images.to(device), labels.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    generator = torch.Generator().manual_seed(0)
    batches = shuffled(images, labels, batch_size=BATCH_SIZE, generator=generator)
    batches = list(batches)
    started = time.perf_counter()
    for x, y in batches:
        loss = nn.functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    _wait(device)
    return time.perf_counter() - started


def seconds_of_course_loop(images, labels, device):
    """Time one epoch of `ml.training.loop.train` on data already on the device."""
    model = make_lenet().to(device)
    images, labels = images.to(device), labels.to(device)
    started = time.perf_counter()
    train(
        model,
        images,
        labels,
        epochs=1,
        batch_size=BATCH_SIZE,
        device=device,
        progress=False,
    )
    _wait(device)
    return time.perf_counter() - started


def seconds_of_book_way(pictures, labels, device):
    """Time one epoch in which a DataLoader transforms the pictures one by one.

    Each becomes a PIL picture first, as in the data sets of torchvision, and is made
    larger, a tensor, and normalised anew in every epoch.
    """
    transforms = torchvision.transforms
    transform = transforms.Compose(
        [
            transforms.Resize(28),
            transforms.ToTensor(),
            transforms.Normalize((0.5,), (0.5,)),
        ]
    )

    class Pictures(torch.utils.data.Dataset):
        def __len__(self):
            return len(pictures)

        def __getitem__(self, index):
            return transform(Image.fromarray(pictures[index])), int(labels[index])

    model = make_lenet().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = torch.utils.data.DataLoader(Pictures(), BATCH_SIZE, shuffle=True)
    total, right = 0.0, 0
    started = time.perf_counter()
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        outputs = model(x)
        loss = nn.functional.cross_entropy(outputs, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        right += (outputs.argmax(dim=1) == y).sum().item()
    return time.perf_counter() - started


def _wait(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def measure(*, repeats=9):
    """Return the median seconds of an epoch for each way, and the two ratios.

    The ways take turns, so that whatever else the machine does meets all of them.
    """
    device = pick_device()
    images, labels, pictures = make_pictures()
    ways = {
        "bare": lambda: seconds_of_bare_updates(images, labels, device),
        "course": lambda: seconds_of_course_loop(images, labels, device),
        "book": lambda: seconds_of_book_way(pictures, labels, device),
    }
    times = {name: [] for name in ways}
    for repeat in range(repeats + 1):
        for name, way in ways.items():
            seconds = way()
            if repeat:  # the first round warms up
                times[name].append(seconds)
    result = {name: statistics.median(t) for name, t in times.items()}
    result["course / bare"] = statistics.median(
        c / b for c, b in zip(times["course"], times["bare"], strict=True)
    )
    result["book / course"] = statistics.median(
        b / c for b, c in zip(times["book"], times["course"], strict=True)
    )
    return result


def report(*, repeats=9):
    """Return the lines of the table for `make bench`."""
    r = measure(repeats=repeats)
    return [
        f"LeNet, 1797 digits of 28 x 28, batches of {BATCH_SIZE}, one epoch, "
        f"median of {repeats}, on {pick_device()}:",
        f"  bare forward/backward/step   {r['bare']:.3f} s",
        f"  course loop                  {r['course']:.3f} s  "
        f"= {r['course / bare']:.2f} x bare (goal: at most 1.15)",
        f"  PIL transform in DataLoader  {r['book']:.3f} s  "
        f"= {r['book / course']:.2f} x course loop (goal: at least 2)",
    ]


if __name__ == "__main__":
    print("\n".join(report()))
