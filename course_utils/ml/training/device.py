"""Which chip does the arithmetic: the processor, or a graphics card if there is one."""

import os

import torch

CHOICES = ("cpu", "cuda", "auto")


def pick_device(name=None):
    """Return the torch.device to use: `name`, else `COURSE_DEVICE`, else the processor.

    "auto" takes the graphics card when there is one. Raises ValueError for a name that
    is no choice, RuntimeError when "cuda" is asked for and there is no card.
    """
    name = name or os.environ.get("COURSE_DEVICE") or "cpu"
    if name not in CHOICES:
        raise ValueError(
            f"COURSE_DEVICE must be one of {', '.join(CHOICES)}, got {name!r}"
        )
    if name == "cuda" and not torch.cuda.is_available():
        raise RuntimeError(
            "COURSE_DEVICE=cuda asks for a graphics card, but torch finds none: set "
            "COURSE_DEVICE=cpu, or install a CUDA build of torch and its driver."
        )
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def move(model, device=None):
    """Move a model to `device`, else to the one in use, and return the torch.device.

    An optimizer is made after this: a model that moves may get new parameters.
    """
    device = torch.device(device) if device is not None else pick_device()
    model.to(device)
    return device
