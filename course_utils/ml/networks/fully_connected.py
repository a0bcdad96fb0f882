"""Fully connected networks in torch, built from a list of layer sizes."""

from itertools import pairwise

import torch
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}


def make_network(sizes, *, activation="relu", dropout=0.0, seed=0):
    """Return an nn.Sequential for `sizes` (features, hidden ..., outputs).

    The same seed gives the same weights; torch's global generator is left alone. Raises
    ValueError for an unknown activation.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation {activation!r} is not one of {set(ACTIVATIONS)}")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = nn.Sequential(nn.Linear(sizes[0], sizes[1]))
        for inputs, outputs in pairwise(sizes[1:]):
            network.append(ACTIVATIONS[activation]())
            if dropout:
                network.append(nn.Dropout(dropout))
            network.append(nn.Linear(inputs, outputs))
    return network


def network_from_layers(layers, *, activation="tanh", dtype=torch.float64):
    """Return the torch twin of a numpy network (`mlp`) with the same weights."""
    sizes = [layers[0][0].shape[1], *(weights.shape[0] for weights, _ in layers)]
    network = make_network(sizes, activation=activation).to(dtype)
    linear = [module for module in network if isinstance(module, nn.Linear)]
    with torch.no_grad():
        for module, (weights, bias) in zip(linear, layers, strict=True):
            module.weight.copy_(torch.as_tensor(weights))
            module.bias.copy_(torch.as_tensor(bias))
    return network


def count_parameters(network):
    """Count the numbers that training may change."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad)
