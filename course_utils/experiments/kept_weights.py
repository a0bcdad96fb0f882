"""Trained networks in a kept file, at a byte a weight, so that a demo opens at once.

An experiment that trains networks puts their weights into its `make_kept()`:

    return {**pack(model, "lenet"), **pack(rival, "rival"), "accuracy": accuracy}

and gives them back, rounded a little, to networks of the same shape:

    model = unpack(make_lenet(), kept.read(FILE), "lenet")
"""

import numpy as np
import torch

LARGEST = 127  # of a signed byte


def pack(model, name):
    """Return the weights of a torch model as a dict of small arrays, keyed by `name`.

    The weights of each unit become whole numbers of -127 to 127 times a step of their
    own. LeNet, 61,706 weights, takes 64 kB in a kept file.
    """
    arrays = {}
    for part, weight in model.state_dict().items():
        values = weight.detach().cpu().numpy()
        rows = values.reshape(len(values), -1)
        steps = np.float32(np.abs(rows).max(axis=1, keepdims=True) / LARGEST)
        steps[steps == 0] = 1
        whole = np.rint(rows / steps).astype(np.int8)
        arrays[f"{name}.{part}"] = whole.reshape(values.shape)
        arrays[f"{name}.{part}.step"] = steps[:, 0]
    return arrays


def unpack(model, arrays, name):
    """Give `model` the weights packed as `name`; return it, in evaluation mode.

    Raises KeyError when nothing was packed under this name, RuntimeError for a model of
    another shape.
    """
    weights = {}
    for part in model.state_dict():
        whole, steps = arrays[f"{name}.{part}"], arrays[f"{name}.{part}.step"]
        each = steps.reshape(-1, *[1] * (whole.ndim - 1))
        weights[part] = torch.from_numpy(whole * each)
    model.load_state_dict(weights)
    return model.eval()
