"""What does the batch size change? Time, noise, the training loss, and the test.

Everything is measured on a small ReLU network that reads the 8×8 digits.
"""

import time
from dataclasses import asdict, dataclass
from functools import cache
from math import ceil

import torch

from course_utils.data.image_sets import load_images
from course_utils.data.tensors import to_tensors
from course_utils.experiments import kept
from course_utils.ml.networks.fully_connected import make_network
from course_utils.ml.optimization.spectrum import extreme_eigenvalues, flat_loss
from course_utils.ml.training.device import pick_device
from course_utils.ml.training.loop import evaluate, train

FILE = kept.file_of(__name__, "json")
SIZES = (64, 64, 10)
BUDGETS = ("equal epochs", "scaled rate", "equal updates")
# The full batch takes as many long steps as 512 does; five times as many updates.
FURTHER = ("scaled rate, 36 updates", "five times the updates")
MEASURED = ("scaled rate", "equal updates", *FURTHER)  # at their end: how sharp is it?
SMALL = 8


@dataclass(frozen=True)
class Outcome:
    """Hold what one training gave; `seconds` covers all of its updates."""

    batch_size: int
    learning_rate: float
    updates: int
    seconds: float
    train_loss: float
    test_accuracy: float
    sharpness: float | None = None


@cache
def centred_digits():
    """Return x_train (1347, 64), labels, x_test (450, 64), labels as tensors.

    The mean picture of the training set is taken away from all pictures.
    """
    digits = load_images("digits")
    arrays = digits.train, digits.train_labels, digits.test, digits.test_labels
    x, y, x_test, y_test = to_tensors(*arrays)
    x, x_test = x.flatten(1), x_test.flatten(1)
    return x - x.mean(dim=0), y, x_test - x.mean(dim=0), y_test


def compare_one(batch_size, *, learning_rate, epochs, seed=0, sharpness=False):
    """Train one network with plain SGD and return its Outcome.

    With `sharpness` the largest eigenvalue of the Hessian at the end is found, too.
    """
    x, y, x_test, y_test = centred_digits()
    model = make_network(SIZES, seed=seed)
    history = train(
        model,
        x,
        y,
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
        device="cpu",
        progress=False,
    )
    top = None
    if sharpness:
        top = float(extreme_eigenvalues(*flat_loss(model, x, y), count=1)[-1])
    return Outcome(
        batch_size,
        learning_rate,
        epochs * ceil(len(x) / batch_size),
        history.seconds,
        evaluate(model, x, y)[0],
        evaluate(model, x_test, y_test)[1],
        top,
    )


def batch_gradient(model, inputs, labels):
    """Return the gradient of the mean cross-entropy as one vector (P,)."""
    loss = torch.nn.functional.cross_entropy(model(inputs), labels)
    parts = torch.autograd.grad(loss, list(model.parameters()))
    return torch.cat([part.reshape(-1) for part in parts])


def gradient_noise(model, inputs, labels, batch_size, *, draws=50, seed=0):
    """Return how far batch gradients lie from the full one, relative to its length.

    √(mean of |g_batch - g|²) / |g| over `draws` random batches without repetition.
    """
    generator = torch.Generator().manual_seed(seed)
    full = batch_gradient(model, inputs, labels)
    squares = []
    for _ in range(draws):
        chosen = torch.randperm(len(labels), generator=generator)[:batch_size]
        miss = batch_gradient(model, inputs[chosen], labels[chosen]) - full
        squares.append(miss.square().sum())
    return float(torch.stack(squares).mean().sqrt() / full.norm())


def seconds_per_update(batch_size, *, sizes=SIZES, repeats=30, device=None):
    """Return the least seconds one update took on random examples of this many.

    The least of `repeats` is what the machine can do when nobody disturbs it.
    """
    device = pick_device() if device is None else torch.device(device)
    model = make_network(sizes).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    inputs = torch.randn(batch_size, sizes[0], device=device)
    labels = torch.zeros(batch_size, dtype=torch.long, device=device)
    return min(_one_update(model, optimizer, inputs, labels) for _ in range(repeats))


def _one_update(model, optimizer, inputs, labels):
    _wait_for(inputs.device)
    started = time.perf_counter()
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(inputs), labels).backward()
    optimizer.step()
    _wait_for(inputs.device)
    return time.perf_counter() - started


def _wait_for(device):
    if device.type == "cuda":  # work on a graphics card is only queued until asked for
        torch.cuda.synchronize(device)


def setting_of(budget, batch_size, *, learning_rate=0.05, epochs=12):
    """Return learning_rate and epochs for a batch size under a budget.

    They are those of batch size 8 at "equal epochs"; "scaled rate" multiplies the rate
    by batch size / 8 (Goyal and others, 2017), "equal updates" the epochs, so that as
    many updates are made as with batches of 8. FURTHER budgets name their updates.
    """
    x, *_ = centred_digits()
    if budget.startswith("scaled rate"):
        learning_rate *= batch_size / SMALL
    updates = {
        "equal updates": epochs * ceil(len(x) / SMALL),
        "five times the updates": 5 * epochs * ceil(len(x) / SMALL),
        "scaled rate, 36 updates": 36,
    }
    if budget in updates:
        epochs = round(updates[budget] / ceil(len(x) / batch_size))
    return {"learning_rate": learning_rate, "epochs": epochs}


def all_runs():
    """Return the pairs (budget, batch size) that are compared."""
    runs = [(b, size) for b in BUDGETS[:2] for size in (8, 64, 512, 1347)]
    runs += [("equal updates", 8), ("equal updates", 512)]
    return [*runs, (FURTHER[0], 1347), (FURTHER[1], 8), (FURTHER[1], 512)]


def compare_over_seeds(runs, seeds=range(5)):
    """Return one record for each (budget, batch size) and seed, as dictionaries."""
    records = []
    for budget, size in runs:
        for seed in seeds:
            setting = setting_of(budget, size)
            sharp = budget in MEASURED
            outcome = compare_one(size, **setting, seed=seed, sharpness=sharp)
            records.append({"budget": budget, "seed": seed, **asdict(outcome)})
    return records


def make_kept():
    """Return the records to keep: five seeds."""
    return compare_over_seeds(all_runs())


def kept_comparison():
    """Return the kept records of five seeds."""
    return kept.read(FILE)
