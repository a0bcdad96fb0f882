"""Read the ratios in the headlines of deep stacks, and compute them anew."""

import math

import numpy as np

from course_utils.demos.numerical_stability import deep_stack

PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def says(text, ratio):
    """Tell whether a headline's words for a ratio are true: two digits, or a power."""
    if text.startswith("10") and text[2:3] in tuple("⁻⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return abs(math.log10(ratio) - int(text[2:].translate(PLAIN))) <= 0.5001
    return abs(float(text) / ratio - 1) <= 0.051


def walk(values, *, residual=False):
    """Return the spreads (outputs, gradients) of a stack, computed with torch."""
    import torch

    weights, x, last = deep_stack.standard_stack(values["seed"])
    activation = {
        "linear": lambda z: z,
        "ReLU": torch.relu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
    }[values["activation"]]
    state = torch.tensor(x, requires_grad=True)
    states = [state]
    for matrix in values["scale"] * weights[: values["depth"]]:
        made = activation(states[-1] @ torch.tensor(matrix))
        states.append(states[-1] + made if residual else made)
        states[-1].retain_grad()
    (states[-1] * torch.tensor(last)).sum().backward()
    outputs = [s.detach().square().mean().sqrt().item() for s in states]
    gradients = [s.grad.square().mean().sqrt().item() for s in states]
    return np.maximum(outputs, 1e-99), np.maximum(gradients, 1e-99)
