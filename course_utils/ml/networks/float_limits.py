"""What a float can hold, where inf and NaN come from, and formulas that avoid them."""

import numpy as np
import torch

FORMATS = {
    "float32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
}


def log_sum_exp(values, axis=-1):
    """Return log Σ exp(v) along an axis, shifted by the maximum so that exp stays <= 1.

    Exact for values of any size; -inf where all values are -inf.
    """
    values = np.asarray(values, float)
    top = values.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        total = np.log(np.exp(values - top).sum(axis=axis, keepdims=True))
    return np.squeeze(top + total, axis=axis)


def limits_of(name):
    """Return largest, smallest normal number and spacing at 1 of one of FORMATS."""
    info = torch.finfo(FORMATS[name])
    return {"largest": info.max, "smallest": info.tiny, "spacing": info.eps}


def rounded_to(values, name):
    """Return values as a float format would keep them, as float64 array."""
    numbers = torch.as_tensor(np.asarray(values), dtype=torch.float64)
    return numbers.to(FORMATS[name]).to(torch.float64).numpy()


def watch(model, found):
    """Append the name of every module that puts out inf or NaN to the list `found`.

    Returns the hooks; call `.remove()` on each to stop watching.
    """

    def look(name):
        def hook(module, inputs, output):
            if not torch.isfinite(output).all():
                found.append(name)

        return hook

    return [
        module.register_forward_hook(look(name))
        for name, module in model.named_modules()
        if not list(module.children())
    ]
