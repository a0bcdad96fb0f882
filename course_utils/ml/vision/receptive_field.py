"""Ask a network which input pixels one of its output pixels sees."""

import torch
from torch import nn


def field_by_gradient(network, side, *, channels=1):
    """Return |gradient| (side, side) of one middle output pixel at every input pixel.

    All weights count as equal and positive, and each pooling as an average, so that no
    path is cancelled or hidden: what is zero is not seen. The network is left alone.
    """
    device = next(network.parameters(), torch.zeros(0)).device
    picture = torch.zeros(1, channels, side, side, device=device, requires_grad=True)
    output = picture
    for layer in network:
        output = _evened(layer, output)
    output[0, 0, output.shape[2] // 2, output.shape[3] // 2].backward()
    return picture.grad.abs().sum(dim=(0, 1)).cpu().numpy()


def seen_side(gradient):
    """Return height and width of the smallest box around all that is not zero."""
    rows, columns = gradient.any(axis=1).nonzero()[0], gradient.any(axis=0).nonzero()[0]
    return int(rows[-1] - rows[0] + 1), int(columns[-1] - columns[0] + 1)


def _evened(layer, x):
    """Pass `x` through a convolution or pooling with equal weights; skip the rest."""
    if isinstance(layer, nn.Conv2d):
        weight = torch.full_like(layer.weight, 1 / layer.weight[0].numel())
        return nn.functional.conv2d(
            x, weight, None, layer.stride, layer.padding, layer.dilation
        )
    if isinstance(layer, nn.MaxPool2d | nn.AvgPool2d):
        return nn.functional.avg_pool2d(
            x, layer.kernel_size, layer.stride, layer.padding
        )
    return x
