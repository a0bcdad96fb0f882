"""More layers of ReLUs on the same forecast: better on the past, and on the future?"""

from itertools import pairwise

import numpy as np
import torch
from torch import nn


def make_network(days, *, layers, units=100, seed=0):
    """Return `layers` layers of ReLU units and one linear output, for (n, days)."""
    torch.manual_seed(seed)
    widths = [days] + [units] * layers
    blocks = []
    for before, after in pairwise(widths):
        blocks += [nn.Linear(before, after), nn.ReLU()]
    return nn.Sequential(*blocks, nn.Linear(widths[-1], 1), nn.Flatten(0))


def train(network, task, *, updates=300, learning_rate=1e-3):
    """Return typical errors after each update, shape (updates + 1, 2): train, unseen.

    `task` comes from `make_forecast_task`; each update uses all training examples.
    Views are standardised with the mean and spread of the training part only, and the
    errors are given back in thousands of views. The steps are Adam's (notebook 06).
    """
    middle, spread = task[0].mean(), task[0].std()
    device = next(network.parameters()).device
    scaled = [((part - middle) / spread) for part in task]
    scaled = [torch.tensor(part, device=device).float() for part in scaled]
    features_train, features_unseen, labels_train, labels_unseen = scaled
    optimiser = torch.optim.Adam(network.parameters(), lr=learning_rate)
    errors = np.zeros((updates + 1, 2))
    for update in range(updates + 1):
        loss = nn.functional.mse_loss(network(features_train), labels_train)
        with torch.no_grad():
            unseen = nn.functional.mse_loss(network(features_unseen), labels_unseen)
        errors[update] = loss.item(), unseen.item()
        if update < updates:
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return np.sqrt(errors) * spread
