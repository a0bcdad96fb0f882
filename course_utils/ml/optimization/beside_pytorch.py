"""An optimiser beside PyTorch's: how far apart do their paths come?"""

import numpy as np
import torch


def largest_difference(step, memory, judge, *, slope, start, updates=50, **options):
    """Return how far the weights of `step` come from those of PyTorch's optimiser.

    `step(w, gradient, memory, t)` returns the new weights (2,) and the new memory;
    updates count from t = 1. `judge` is a class of `torch.optim`, made with `options`.
    Both begin at `start` (d,) and are given the gradient `slope(weights)` (d,).
    """
    w, farthest = np.array(start, float), 0.0
    theirs = torch.tensor(w, requires_grad=True)
    optimizer = judge([theirs], **options)
    for t in range(1, updates + 1):
        theirs.grad = torch.tensor(slope(theirs.detach().numpy()))
        optimizer.step()
        w, memory = step(w, slope(w), memory, t)
        farthest = max(farthest, np.abs(w - theirs.detach().numpy()).max())
    return float(farthest)
