"""Use a learner's network in a way that does not depend on how it is written."""

import torch
from torch import nn


def probe(model, picture, *, seed=0, in_order=True):
    """Fill a network with known weights; return its parameters' shapes and output.

    `picture` is the shape of its input. With `in_order=False` the parameters are taken
    by shape, so that their order in the class does not matter: no two may be alike.
    Raises TypeError for what is no nn.Module.
    """
    if not isinstance(model, nn.Module):
        kind = type(model).__name__
        raise TypeError(f"expected a network (nn.Module), got a {kind}")
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        model(torch.zeros(picture))  # lazy layers find their sizes
        parameters = list(model.parameters())
        if not in_order:
            parameters.sort(key=lambda parameter: tuple(parameter.shape))
        for parameter in parameters:
            parameter.copy_(0.3 * torch.randn(parameter.shape, generator=generator))
        output = model(torch.randn(picture, generator=generator))
    sizes = [tuple(parameter.shape) for parameter in parameters]
    return {"parameters": sizes, "output": output}
