"""An optimiser beside PyTorch's: how far apart do their paths come?"""

import numpy as np
import torch

from course_utils.experiments.optimizer_race import START, make_hessian

UPDATES = 50


def largest_difference(step, memory, judge, **options):
    """Return how far the weights of `step` come from those of PyTorch's optimiser.

    `step(w, gradient, memory, t)` returns the new weights (2,) and the new memory;
    updates count from t = 1. `judge` is a class of `torch.optim`, made with `options`.
    Both walk 50 updates down a narrow valley turned by 20°.
    """
    slope, w, farthest = make_hessian(30, 20), np.array(START), 0.0
    theirs = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = judge([theirs], **options)
    for t in range(1, UPDATES + 1):
        theirs.grad = torch.tensor(slope @ theirs.detach().numpy())
        optimizer.step()
        w, memory = step(w, slope @ w, memory, t)
        farthest = max(farthest, np.abs(w - theirs.detach().numpy()).max())
    return float(farthest)
