"""A network too strong for its examples: what weight decay and dropout make of it.

200 digits, 40 of them with wrong labels, and a network that could learn them by heart.
Beside it 60 noisy points on two moons, for a boundary that can be seen.
"""

from functools import cache

import numpy as np
import torch

from course_utils.data.points import make_two_moons
from course_utils.experiments import kept
from course_utils.experiments.batch_sizes import centred_digits
from course_utils.ml.networks.fully_connected import make_network
from course_utils.ml.training.loop import train

FILE = kept.file_of(__name__)
EXAMPLES, WRONG, EPOCHS = 200, 40, 100
DROPOUTS = (0.0, 0.25, 0.5, 0.75)
DECAYS = (0.0, 0.003, 0.01, 0.03)
WIDTHS = (32, 256)
MOONS, UNITS, UPDATES = 60, 32, 1500
STRENGTHS = np.logspace(-5, 0, 21)
SETS = 4  # draws of the moons


@cache
def noisy_digits(seed=0):
    """Return x (200, 64), y with 40 wrong labels; x and y of 450 clean unseen ones."""
    x, y, x_test, y_test = centred_digits()
    rng = np.random.default_rng(seed)
    chosen = torch.tensor(rng.permutation(len(x))[:EXAMPLES])
    x, y = x[chosen], y[chosen].clone()
    wrong = torch.tensor(rng.permutation(EXAMPLES)[:WRONG])
    y[wrong] = (y[wrong] + torch.tensor(rng.integers(1, 10, WRONG))) % 10
    return x, y, x_test, y_test


def train_restrained(
    *, dropout=0.0, decay=0.0, width=256, epochs=EPOCHS, augment=None, seed=0
):
    """Train 64-width-width-10 by plain SGD, η = 0.1; return the History.

    Training accuracy is measured on the 200 digits with the wrong labels and with
    dropout at work; validation on the clean unseen ones without it. `augment` changes
    the pictures of each batch.
    """
    x, y, x_test, y_test = noisy_digits()
    model = make_network((64, width, width, 10), dropout=dropout, seed=seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=decay)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # of the masks
        return train(
            model,
            x,
            y,
            validation=(x_test, y_test),
            epochs=epochs,
            batch_size=32,
            optimizer=optimizer,
            augment=augment,
            device="cpu",
            seed=seed,
            progress=False,
        )


def add_noise(x):
    """Return pictures (B, 64) with Gaussian noise of deviation 0.3 on each pixel."""
    return x + 0.3 * torch.randn_like(x)


def shift_pictures(x):
    """Return pictures (B, 64) moved by -1, 0 or 1 pixel in both directions."""
    down, right = (int(torch.randint(-1, 2, ())) for _ in range(2))
    return x.reshape(-1, 8, 8).roll((down, right), dims=(1, 2)).flatten(1)


def curves_of_all():
    """Train every setting; return (widths, dropouts, decays, 4 curves, epochs).

    The curves: training loss, validation loss, training and validation accuracy.
    """
    result = np.empty((len(WIDTHS), len(DROPOUTS), len(DECAYS), 4, EPOCHS), np.float16)
    for place in np.ndindex(result.shape[:3]):
        width, p, decay = (
            v[n] for v, n in zip((WIDTHS, DROPOUTS, DECAYS), place, strict=True)
        )
        history = train_restrained(dropout=p, decay=decay, width=width)
        result[place] = (
            history.train_loss,
            history.validation_loss,
            history.train_accuracy,
            history.validation_accuracy,
        )
    return result


def make_moons(draw):
    """Return 60 noisy training points (60, 2) and labels, and 1000 unseen ones."""
    points, labels = make_two_moons(MOONS, noise=0.3, seed=draw)
    unseen, unseen_labels = make_two_moons(1000, noise=0.3, seed=100 + draw)
    return points, labels, unseen, unseen_labels


def moons_networks(draw):
    """Train one 2-32-32-1 tanh network per strength, all at once, on one draw.

    Minimises cross-entropy + ½ λ·|w|² by Adam, full batches, biases left free. Returns
    parameters (21, P) in the order W1, b1, W2, b2, W3, b3.
    """
    points, labels, *_ = make_moons(draw)
    x, y = torch.tensor(points, dtype=torch.float32), torch.tensor(labels).float()
    strengths = torch.tensor(STRENGTHS, dtype=torch.float32)
    generator = torch.Generator().manual_seed(draw)
    count, parts = len(STRENGTHS), []
    for inputs, outputs in ((2, UNITS), (UNITS, UNITS), (UNITS, 1)):
        start = torch.randn(inputs, outputs, generator=generator) * 1.5 / inputs**0.5
        parts += [start.repeat(count, 1, 1), torch.zeros(count, 1, outputs)]
    for part in parts:
        part.requires_grad_()
    optimizer = torch.optim.Adam(parts, lr=0.02)
    for _ in range(UPDATES):
        logits = _forward(parts, x)
        losses = torch.nn.functional.softplus(logits) - y * logits
        penalty = sum(part.square().sum(dim=(1, 2)) for part in parts[::2])
        optimizer.zero_grad()
        (losses.mean(dim=1) + strengths * penalty / 2).sum().backward()
        optimizer.step()
    return torch.cat([part.detach().reshape(count, -1) for part in parts], 1).numpy()


def _forward(parts, x):
    for n in range(0, 6, 2):
        x = x @ parts[n] + parts[n + 1]
        x = torch.tanh(x) if n < 4 else x
    return x[..., 0]


def make_kept():
    """Train everything that the demos of notebook 15 keep; return arrays by name."""
    moons = np.array([moons_networks(draw) for draw in range(SETS)])
    return {"curves": curves_of_all(), "moons": moons.astype(np.float16)}


@cache
def kept_runs(name):
    """Return the kept "curves" or the weights of the "moons" networks."""
    return kept.read(FILE)[name].astype(float)


def moons_layers(draw, place):
    """Return the kept layers ((W, b), ...) of one draw at STRENGTHS[place]."""
    vector, layers, start = kept_runs("moons")[draw, place], [], 0
    for inputs, outputs in ((2, UNITS), (UNITS, UNITS), (UNITS, 1)):
        middle = start + inputs * outputs
        weights = vector[start:middle].reshape(inputs, outputs)
        start = middle + outputs
        layers.append((weights, vector[middle:start]))
    return layers


def moons_score(layers, points):
    """Return the network's logit (n,) at points (n, 2): positive is label 1."""
    for depth, (weights, bias) in enumerate(layers):
        points = points @ weights + bias
        points = np.tanh(points) if depth < len(layers) - 1 else points
    return points[:, 0]
