"""Small networks on flat points: trained once, kept at many epochs, looked at often."""

from functools import cache
from itertools import pairwise, product

import numpy as np

from course_utils.data.points import make_toy
from course_utils.experiments import kept
from course_utils.ml.networks import mlp
from course_utils.ml.optimization.optimizers import Adam

FILE = kept.file_of(__name__)
SETS = ("two moons", "circles", "XOR", "spirals")
WIDTHS = {
    "2": (2,),
    "4": (4,),
    "8": (8,),
    "4-4": (4, 4),
    "8-8": (8, 8),
    "8-8-8": (8, 8, 8),
}
ACTIVATIONS = ("tanh", "relu", "sigmoid")
EPOCHS = np.arange(0, 401, 10)  # the epochs whose weights are kept
STARTS = 3  # initialisations and shuffles of each network, by their seeds
BATCH_SIZE, LEARNING_RATE = 25, 0.02


@cache
def make_points(name):
    """Return the 200 points (n, 2), spread over about -2 .. 2, and labels 0 or 1."""
    points, labels = make_toy(name, 200, seed=0)
    points = (points - points.mean(axis=0)) / np.abs(points).max() * 1.8
    return points, labels


def sizes_of(widths):
    """Return the layer sizes for a name in WIDTHS: two inputs, one output."""
    return (2, *WIDTHS[widths], 1)


def flatten(layers):
    """Return all weights and biases of a network as one vector."""
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def unflatten(vector, sizes):
    """Return the layers that `flatten` turned into `vector`."""
    layers, start = [], 0
    for inputs, outputs in pairwise(sizes):
        middle = start + inputs * outputs
        weights = vector[start:middle].reshape(outputs, inputs)
        start = middle + outputs
        layers.append((weights, vector[middle:start]))
    return layers


def logistic_loss(logits, labels):
    """Return the mean cross-entropy of one logit per example against labels 0, 1."""
    return float(np.mean(np.logaddexp(0, logits) - labels * logits))


def train_run(name, widths, activation, *, seed=0):
    """Train one network with Adam; return its weights (len(EPOCHS), P) at EPOCHS."""
    points, labels = make_points(name)
    sizes, rng = sizes_of(widths), np.random.default_rng(seed)
    vector = flatten(mlp.make_layers(sizes, rng=rng, scale=1.5))
    optimizer, kept = Adam(LEARNING_RATE), []
    for epoch in range(EPOCHS[-1] + 1):
        if epoch in EPOCHS:
            kept.append(vector)
        for batch in mlp.deal(len(labels), epochs=1, batch_size=BATCH_SIZE, rng=rng):
            layers = unflatten(vector, sizes)
            logits, inputs = mlp.forward(layers, points[batch], activation=activation)
            error = (mlp.sigmoid(logits) - labels[batch, None]) / len(batch)
            gradients = mlp.backward(layers, inputs, error, activation=activation)
            vector = optimizer.step(vector, flatten(gradients))
    return np.array(kept)


def make_kept():
    """Train every network of the menu; return arrays (sets, activations, epochs, P)."""
    runs = {}
    for widths, start in product(WIDTHS, range(STARTS)):
        weights = [
            train_run(s, widths, a, seed=start) for s, a in product(SETS, ACTIVATIONS)
        ]
        shape = (len(SETS), len(ACTIVATIONS), *weights[0].shape)
        runs[_key(widths, start)] = np.reshape(weights, shape).astype(np.float16)
    return runs


def _key(widths, start):
    return f"{widths}, start {start}" if start else widths


@cache
def kept_runs(start=0):
    """Return the kept weights by widths: (sets, activations, epochs, parameters)."""
    arrays = kept.read(FILE)
    return {widths: arrays[_key(widths, start)].astype(float) for widths in WIDTHS}


def kept_layers(name, widths, activation, epoch, *, start=0):
    """Return the layers of one kept run at one of EPOCHS."""
    runs = kept_runs(start)[widths][SETS.index(name), ACTIVATIONS.index(activation)]
    return unflatten(runs[np.searchsorted(EPOCHS, epoch)], sizes_of(widths))


def unit_outputs(layers, points, *, activation):
    """Return what every layer puts out at `points` (n, 2); the last are logits."""
    function, _ = mlp.ACTIVATIONS[activation]
    outputs = []
    for depth, (weights, bias) in enumerate(layers):
        points = mlp.linear_forward(points, weights, bias)
        if depth < len(layers) - 1:
            points = function(points)
        outputs.append(points)
    return outputs


@cache
def loss_curve(name, widths, activation, *, start=0):
    """Return the loss of a kept run at each of EPOCHS."""
    points, labels = make_points(name)
    curve = []
    for epoch in EPOCHS:
        layers = kept_layers(name, widths, activation, epoch, start=start)
        logits, _ = mlp.forward(layers, points, activation=activation)
        curve.append(logistic_loss(logits[:, 0], labels))
    return np.array(curve)


def shares_right(name, widths, activation, epoch):
    """Return the share of points on their own side, for each of STARTS."""
    points, labels = make_points(name)
    shares = []
    for start in range(STARTS):
        layers = kept_layers(name, widths, activation, epoch, start=start)
        guess = mlp.predict(layers, points, activation=activation)[:, 0] > 0
        shares.append(float((guess == labels).mean()))
    return shares
