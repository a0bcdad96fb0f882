"""Deep stacks in torch: with or without the straight way, healthy or broken."""

from collections import OrderedDict

import torch
from torch import nn

from course_utils.ml.networks.stability import weight_deviation

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "ReLU": nn.ReLU}


class ResidualBlock(nn.Module):
    """Add what a layer makes of x to x itself: x + activation(x W + b)."""

    def __init__(self, width, activation="ReLU"):
        super().__init__()
        self.layer, self.activation = nn.Linear(width, width), ACTIVATIONS[activation]()

    def forward(self, x):
        """Return a tensor of the shape of x."""
        return x + self.activation(self.layer(x))


def make_deep_network(
    depth, *, width=32, activation="ReLU", initialisation="He", residual=False, seed=0
):
    """Return 64-width-...-10 with `depth` hidden layers of one kind.

    `initialisation` is a name or number of `stability.weight_deviation`; biases start
    at 0. A residual block starts with weights a fifth as large, so that the sum begins
    near x.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = nn.Sequential(nn.Linear(64, width), ACTIVATIONS[activation]())
        for _ in range(depth - 1):
            if residual:
                network.append(ResidualBlock(width, activation))
            else:
                network.extend([nn.Linear(width, width), ACTIVATIONS[activation]()])
        network.append(nn.Linear(width, 10))
        _initialise(network, initialisation)
    return network


@torch.no_grad()
def _initialise(network, initialisation):
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear):
            fan_out, fan_in = module.weight.shape
            deviation = weight_deviation(initialisation, fan_in, fan_out)
            branch = 0.2 if name.endswith("layer") else 1.0
            module.weight.normal_(0, branch * deviation)
            module.bias.zero_()


class Logarithm(nn.Module):
    """Take the logarithm of every number, whatever it is."""

    def forward(self, x):
        """Return log x."""
        return torch.log(x)


def make_broken_network(seed=0):
    """Return a network of five named modules that puts out NaN: find out why."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        modules = OrderedDict(
            first=nn.Linear(64, 32),
            relu=nn.ReLU(),
            squeeze=Logarithm(),
            second=nn.Linear(32, 32),
            output=nn.Linear(32, 10),
        )
        return nn.Sequential(modules)
