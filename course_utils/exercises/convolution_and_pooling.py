"""Exercises of notebook 17: window, size, channels, pooling, 1×1, parameters."""

import numpy as np

from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake


def _flipped(picture, kernel):
    return conv.correlate_windows(picture, conv.flip(kernel))


def _without_the_last_place(picture, kernel):
    return conv.correlate_windows(picture, kernel)[:-1, :-1]


def _mean_of_products(picture, kernel):
    return conv.correlate_windows(picture, kernel) / kernel.size


def _pictures_and_kernel(rng):
    return [
        (rng.integers(0, 5, (4, 5)).astype(float), np.array([[0.0, 1.0], [2.0, 3.0]])),
        (rng.normal(size=(5, 4)), rng.normal(size=(1, 3))),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
    ]


correlate = Exercise(
    "17.1",
    "2-D cross-correlation",
    stars=2,
    reference=conv.correlate_loops,
    cases=_pictures_and_kernel,
    hints=(
        "How many places does the window have down and across? Make zeros of that "
        "shape first.",
        "At place (i, j) the window is picture[i : i + h, j : j + w].",
        "output[i, j] = (picture[i : i + h, j : j + w] * kernel).sum()",
    ),
    mistakes=(
        Mistake(
            _flipped,
            "You turned the kernel by 180°. That is convolution as mathematics has it; "
            "networks use cross-correlation, without the turn.",
        ),
        Mistake(
            _without_the_last_place,
            "One row and one column are missing: a window of h fits into H pixels at "
            "H - h + 1 places.",
        ),
        Mistake(
            _mean_of_products,
            "You took the mean of the products; the output is their sum.",
        ),
    ),
    explain="Every layer of every convolutional network does this, only many at once.",
)

output_size = Exercise(
    "17.2",
    "the size of the output",
    stars=1,
    reference=conv.output_size,
    cases=[
        {"size": 28, "kernel": 5, "stride": 1, "padding": 2},
        {"size": 28, "kernel": 5, "stride": 1, "padding": 0},
        {"size": 224, "kernel": 11, "stride": 4, "padding": 2},
        {"size": 8, "kernel": 3, "stride": 2, "padding": 1},
    ],
    hints=(
        "With stride 1: the window can start at 0, 1, … up to the place where its end "
        "meets the end of the padded side.",
        "The padded side has size + 2 * padding pixels.",
        "(size + 2 * padding - kernel) // stride + 1",
    ),
    mistakes=(
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (
                (size + padding - kernel) // stride + 1
            ),
            "The padding counts one side, and there are two: 2 · padding. Notes that "
            "add it once mean both sides together.",
        ),
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (
                (size + 2 * padding - kernel) // stride
            ),
            "You counted the steps. There is one more place than there are steps.",
        ),
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (
                -(-(size + 2 * padding - kernel) // stride) + 1
            ),
            "You rounded up: a window that would stick out is left out, so round down.",
        ),
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (
                (size + 2 * padding - kernel) / stride + 1
            ),
            "There is no half place: use // in place of /.",
        ),
    ),
)


def _channels(rng):
    return [
        (rng.normal(size=(3, 5, 6)), rng.normal(size=(2, 3, 2, 3)), rng.normal(size=2)),
        (rng.normal(size=(2, 4, 4)), rng.normal(size=(4, 2, 3, 3)), rng.normal(size=4)),
    ]


def _first_input_only(pictures, kernels, bias=None):
    return conv.convolve_channels(pictures[:1], kernels[:, :1], bias)


def _no_bias(pictures, kernels, bias=None):
    return conv.convolve_channels(pictures, kernels)


def _bias_per_input(pictures, kernels, bias=None):
    return conv.convolve_channels(pictures, kernels, len(pictures) * bias)


def _one_kernel_for_all(pictures, kernels, bias=None):
    return conv.convolve_channels(
        pictures, np.repeat(kernels[:1], len(kernels), 0), bias
    )


def _mean_over_inputs(pictures, kernels, bias=None):
    return conv.convolve_channels(pictures, kernels / len(pictures), bias)


several_channels = Exercise(
    "17.3",
    "several channels",
    stars=2,
    reference=conv.convolve_loops,
    cases=_channels,
    hints=(
        "Output channel o uses kernels[o], which has one slice for each input channel.",
        "Cross-correlate each input channel with its slice, add up, add bias[o] once.",
        "sum(correlate(p, k) for p, k in zip(pictures, kernels[o])) + bias[o]",
    ),
    mistakes=(
        Mistake(
            _first_input_only, "Only the first input channel is used: sum over all."
        ),
        Mistake(_no_bias, "The bias is missing: each output channel has one."),
        Mistake(
            _bias_per_input,
            "The bias came in once per input channel; each output channel adds it "
            "once.",
        ),
        Mistake(
            _one_kernel_for_all,
            "All output channels look the same: output o has its own kernels[o].",
        ),
        Mistake(_mean_over_inputs, "The input channels are added up, not averaged."),
    ),
    explain="Cₒ × Cᵢ × h × w weights and Cₒ biases: that is nn.Conv2d.",
)


def _pictures(rng):
    return [
        (rng.integers(0, 9, (4, 6)).astype(float), 2),
        (rng.normal(size=(5, 7)), 2),
        (rng.normal(size=(6, 6)), 3),
    ]


pool = Exercise(
    "17.6",
    "max pooling",
    stars=2,
    reference=conv.pool,
    cases=_pictures,
    hints=(
        "Windows stand side by side: the next begins `size` pixels further on.",
        "There are H // size of them down and W // size across; the rest is left out.",
        "picture[i * size : (i + 1) * size, j * size : (j + 1) * size].max()",
    ),
    mistakes=(
        Mistake(
            lambda picture, size: conv.pool(picture, size, kind="average"),
            "That is average pooling: take the largest value of each window.",
        ),
        Mistake(
            lambda picture, size: conv.pool(picture, size, stride=1),
            "Your windows overlap: move on by `size` pixels, not by one.",
        ),
        Mistake(
            lambda picture, size: picture[::size, ::size],
            "You took the first pixel of each window, without looking at the others.",
        ),
    ),
    explain="Pooling has no parameters: nothing in it is learned.",
)


def _pixels(rng):
    return [
        (rng.normal(size=(3, 2, 4)), rng.normal(size=(5, 3))),
        (rng.normal(size=(2, 3, 3)), rng.normal(size=(1, 2))),
    ]


def _reshaped_not_transposed(pictures, weights):
    channels, height, width = pictures.shape
    mixed = pictures.reshape(height * width, channels) @ weights.T
    return mixed.T.reshape(len(weights), height, width)


def _torn_apart(pictures, weights):
    channels, height, width = pictures.shape
    mixed = (weights @ pictures.reshape(channels, -1)).T
    return mixed.reshape(len(weights), height, width)


pointwise = Exercise(
    "17.4",
    "1×1 as a matrix product",
    stars=2,
    reference=conv.pointwise,
    cases=_pixels,
    hints=(
        "Forget where the pixels are: a picture is one row of H·W pixels per channel.",
        "weights (out, in) times such a table (in, H·W) gives (out, H·W).",
        "(weights @ pictures.reshape(channels, -1)).reshape(-1, height, width)",
    ),
    mistakes=(
        Mistake(
            _reshaped_not_transposed,
            "reshape(H·W, C) does not swap axes: it cuts the same numbers into other "
            "rows. Keep the channels first, or transpose.",
        ),
        Mistake(
            _torn_apart,
            "The table is right, but it was transposed before the last reshape, which "
            "tears the pictures apart.",
        ),
    ),
    explain="The same little fully connected layer at every pixel.",
)

parameters = Exercise(
    "17.5",
    "what a larger picture costs",
    stars=1,
    reference={"convolution": 1216, "larger picture": 1216, "fully connected": 49168},
    hints=(
        "A kernel of one output channel has 3 × 5 × 5 weights and one bias.",
        "No size of a picture stands in Cₒ·(Cᵢ·k·k + 1).",
        "Fully connected: each of the 16 outputs has 3·32·32 weights and one bias.",
    ),
    mistakes=(
        Mistake(
            {"convolution": 1200, "larger picture": 1200, "fully connected": 49152},
            "You left out the biases: one for each of the 16 outputs.",
        ),
        Mistake(
            {"convolution": 416, "larger picture": 416, "fully connected": 49168},
            "The kernels look at all 3 input channels: 3·5·5 weights for each output.",
        ),
        Mistake(
            {"convolution": 1216, "larger picture": 4864, "fully connected": 49168},
            "A larger picture means more places for the window, not a larger window.",
        ),
    ),
    explain="The window is shared by all places. That is what saves the parameters.",
)
