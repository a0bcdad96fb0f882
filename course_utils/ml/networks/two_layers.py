"""The smallest network in torch with a hidden layer."""

import torch
from torch import nn


class TwoLayers(nn.Module):
    """A network with one hidden layer: linear, ReLU, linear."""

    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.first = nn.Linear(inputs, hidden)
        self.second = nn.Linear(hidden, outputs)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))
