"""A fully connected network in numpy: forwards, backwards, and a training loop.

A network is a list of layers (weights, bias) with weights of shape (out, in), as in
torch. Batches are arrays (B, features); B is the number of examples.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from course_utils.ml.classification.softmax import cross_entropy, cross_entropy_gradient


def sigmoid(z):
    """Return 1 / (1 + e^-z) without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def relu(z):
    """Return z where it is positive, else 0."""
    return np.maximum(z, 0)


# Each activation with its slope, written in terms of the activation's own output a.
ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (relu, lambda a: (a > 0).astype(float)),
}


def make_layers(sizes, *, rng, scale=1.0):
    """Draw layers for `sizes` (features, hidden ..., classes); biases start at zero.

    Weights have standard deviation `scale` / sqrt(inputs of the layer).
    """
    return [
        (rng.normal(0, scale / np.sqrt(inputs), (outputs, inputs)), np.zeros(outputs))
        for inputs, outputs in pairwise(sizes)
    ]


def count_parameters(sizes):
    """Count weights and biases of a fully connected network with these layer sizes."""
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(sizes))


def linear_forward(inputs, weights, bias):
    """Return z (B, out) of one layer for inputs (B, in)."""
    return inputs @ weights.T + bias


def linear_backward(grad_z, inputs, weights):
    """Return the gradients of inputs, weights and bias from that of z (B, out)."""
    return grad_z @ weights, grad_z.T @ inputs, grad_z.sum(axis=0)


def tanh_backward(grad_output, output):
    """Return the gradient of z where output = tanh(z), from that of the output."""
    return grad_output * (1 - output**2)


def forward(layers, inputs, *, activation="tanh"):
    """Return the logits (B, classes) and the input of every layer, kept for later."""
    function, _ = ACTIVATIONS[activation]
    kept = []
    for depth, (weights, bias) in enumerate(layers):
        kept.append(inputs)
        z = linear_forward(inputs, weights, bias)
        inputs = function(z) if depth < len(layers) - 1 else z
    return z, kept


def backward(layers, kept, grad_logits, *, activation="tanh"):
    """Return the gradient of every layer, (weights, bias) each, from the logits'."""
    _, slope = ACTIVATIONS[activation]
    gradients, grad_z = [], grad_logits
    for (weights, _), inputs in zip(reversed(layers), reversed(kept), strict=True):
        grad_inputs, grad_weights, grad_bias = linear_backward(grad_z, inputs, weights)
        gradients.insert(0, (grad_weights, grad_bias))
        grad_z = grad_inputs * slope(inputs)  # unused after the first layer
    return gradients


def loss_and_gradients(layers, inputs, labels, *, activation="tanh"):
    """Return the batch's cross-entropy and the gradient of every layer."""
    logits, kept = forward(layers, inputs, activation=activation)
    grad_logits = cross_entropy_gradient(logits, labels)
    gradients = backward(layers, kept, grad_logits, activation=activation)
    return cross_entropy(logits, labels), gradients


def step(layers, gradients, learning_rate):
    """Return the layers after one step of gradient descent."""
    return [
        (weights - learning_rate * grad_weights, bias - learning_rate * grad_bias)
        for (weights, bias), (grad_weights, grad_bias) in zip(
            layers, gradients, strict=True
        )
    ]


def predict(layers, inputs, *, activation="tanh"):
    """Return the logits (B, classes): linear layers with the activation in between."""
    return forward(layers, inputs, activation=activation)[0]


def share_right(logits, labels):
    """Return the share of rows (B, classes) whose highest logit is at the label."""
    return float((logits.argmax(axis=1) == labels).mean())


def accuracy(layers, inputs, labels, *, activation="tanh"):
    """Return the share of examples that the network puts into the right class."""
    return share_right(predict(layers, inputs, activation=activation), labels)


@dataclass
class Run:
    """Hold trained layers and the loss of every update that led to them."""

    layers: list
    losses: list = field(default_factory=list)


def train(
    layers,
    inputs,
    labels,
    *,
    learning_rate=0.5,
    epochs=10,
    batch_size=64,
    rng,
    activation="tanh",
):
    """Train by mini-batch gradient descent; the layers given are not changed."""
    run = Run(layers)
    for batch in deal(len(labels), epochs=epochs, batch_size=batch_size, rng=rng):
        loss, gradients = loss_and_gradients(
            run.layers, inputs[batch], labels[batch], activation=activation
        )
        run.layers = step(run.layers, gradients, learning_rate)
        run.losses.append(float(loss))
    return run


def deal(count, *, epochs, batch_size, rng):
    """Yield the indices of one batch after another, shuffled anew in every epoch."""
    for _ in range(epochs):
        order = rng.permutation(count)
        for start in range(0, count, batch_size):
            yield order[start : start + batch_size]
