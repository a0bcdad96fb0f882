"""Look at a picture through a small window: cross-correlation, pooling, sizes.

Pictures are arrays (channels, height, width), kernels (out, in, height, width), as in
torch. What torch and the rest of the field call convolution is cross-correlation: the
kernel is not turned around. Source: Dumoulin and Visin, "A guide to convolution
arithmetic for deep learning", 2016.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

KERNELS = {
    "vertical edges": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 4,
    "horizontal edges": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]) / 4,
    "blur": np.ones((3, 3)) / 9,
    "sharpen": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "outline": np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]]) / 4,
    "copy": np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]),
}


def output_size(size, kernel, *, stride=1, padding=0):
    """Return how many places a window of `kernel` pixels has along `size` pixels.

    `padding` counts one side, as in torch. Raises ValueError when nothing fits.
    """
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError("size, kernel and stride start at 1, padding at 0")
    places = (size + 2 * padding - kernel) // stride + 1
    if places < 1:
        raise ValueError(
            f"a window of {kernel} does not fit into {size} + 2·{padding} pixels"
        )
    return places


def correlate_loops(picture, kernel):
    """Slide `kernel` (h, w) over `picture` (H, W), one output pixel after another."""
    h, w = kernel.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = (picture[i : i + h, j : j + w] * kernel).sum()
    return output


def correlate_windows(picture, kernel):
    """Do the same at all places at once, on a view of all windows."""
    windows = sliding_window_view(picture, kernel.shape)  # (rows, columns, h, w)
    return (windows * kernel).sum(axis=(2, 3))


def correlate_product(picture, kernel):
    """Do the same as one matrix product: one row per window, one column: the kernel."""
    windows = sliding_window_view(picture, kernel.shape)
    rows, columns = windows.shape[:2]
    table = windows.reshape(rows * columns, -1)
    return (table @ kernel.ravel()).reshape(rows, columns)


def flip(kernel):
    """Turn a kernel by 180 degrees: what makes convolution out of cross-correlation."""
    return kernel[..., ::-1, ::-1]


def pad(pictures, padding, *, value=0.0):
    """Put `padding` rows and columns of `value` around pictures (..., H, W)."""
    edges = [(0, 0)] * (pictures.ndim - 2) + [(padding, padding)] * 2
    return np.pad(pictures, edges, constant_values=value)


def windows_of(pictures, size, *, stride=1, padding=0, value=0.0):
    """Return all windows of pictures (..., H, W): (..., rows, columns, h, w).

    `size` is a pair (h, w). The result is a view: no pixel is copied but the padding.
    """
    for side, length in zip(pictures.shape[-2:], size, strict=True):
        output_size(side, length, stride=stride, padding=padding)  # raises if too small
    padded = pad(pictures, padding, value=value) if padding else pictures
    windows = sliding_window_view(padded, size, axis=(-2, -1))
    return windows[..., ::stride, ::stride, :, :]


def convolve_channels(pictures, kernels, bias=None, *, stride=1, padding=0):
    """Return (out, rows, columns) for pictures (in, H, W), kernels (out, in, h, w).

    Each output channel is the sum over all input channels plus its own bias. Raises
    ValueError when the kernels look at another number of channels.
    """
    if pictures.ndim != 3 or kernels.ndim != 4 or len(pictures) != kernels.shape[1]:
        raise ValueError(
            f"kernels {kernels.shape} need pictures ({kernels.shape[1:2]}, H, W), "
            f"but got {pictures.shape}"
        )
    windows = windows_of(pictures, kernels.shape[2:], stride=stride, padding=padding)
    rows, columns = windows.shape[1:3]
    table = windows.transpose(1, 2, 0, 3, 4).reshape(rows * columns, -1)
    output = (table @ kernels.reshape(len(kernels), -1).T).T
    if bias is not None:
        output = output + np.asarray(bias)[:, None]
    return output.reshape(len(kernels), rows, columns)


def pointwise(pictures, weights):
    """Mix channels pixel by pixel: (in, H, W) and weights (out, in) → (out, H, W)."""
    channels, height, width = pictures.shape
    mixed = weights @ pictures.reshape(channels, height * width)
    return mixed.reshape(len(weights), height, width)


def pool(pictures, size, *, stride=None, padding=0, kind="max"):
    """Return the largest ("max") or mean ("average") value of each square window.

    Pictures are (..., H, W); the windows do not overlap unless `stride` is given.
    Padding never wins a maximum and counts as zeros in an average, as in torch. Raises
    ValueError for another kind.
    """
    if kind not in ("max", "average"):
        raise ValueError(f'kind must be "max" or "average", got {kind!r}')
    windows = windows_of(
        pictures,
        (size, size),
        stride=size if stride is None else stride,
        padding=padding,
        value=-np.inf if kind == "max" else 0.0,
    )
    return (windows.max if kind == "max" else windows.mean)(axis=(-2, -1))


def conv_parameters(inputs, outputs, kernel, *, bias=True):
    """Count the parameters of a convolution: none depends on the picture's size."""
    return outputs * (inputs * kernel * kernel + bias)


def dense_parameters(inputs, outputs, *, bias=True):
    """Count the parameters of a fully connected layer."""
    return outputs * (inputs + bias)


def receptive_field(layers):
    """Return the side of the input square that one output pixel sees.

    `layers` lists (kernel, stride) from input to output. Going back from the last
    layer: F(i) = (F(i+1) - 1) · stride + kernel, starting with 1.
    """
    side = 1
    for kernel, stride in reversed(list(layers)):
        side = (side - 1) * stride + kernel
    return side


def shift(picture, right, down=0, *, value=0.0):
    """Move pictures (..., H, W) by whole pixels; what comes in has `value`."""
    moved = np.full_like(picture, value)
    height, width = picture.shape[-2:]
    to = _overlap(height, down), _overlap(width, right)
    source = _overlap(height, -down), _overlap(width, -right)
    moved[..., to[0], to[1]] = picture[..., source[0], source[1]]
    return moved


def _overlap(length, by):
    return slice(min(max(by, 0), length), max(min(length + by, length), 0))
