"""Exercises on several channels, a window of one pixel, and parameters."""

import numpy as np

from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake


def _several_channels(pictures, kernels, bias):
    windows = np.lib.stride_tricks.sliding_window_view(
        pictures, kernels.shape[2:], axis=(1, 2)
    )  # (in, rows, columns, h, w)
    output = []
    for kernel, b in zip(kernels, bias, strict=True):
        products = windows * kernel[:, None, None]
        output.append(products.sum(axis=(0, 3, 4)) + b)
    return np.array(output)


def _channels(rng):
    return [
        (rng.normal(size=(3, 5, 6)), rng.normal(size=(2, 3, 2, 3)), rng.normal(size=2)),
        (rng.normal(size=(2, 4, 4)), rng.normal(size=(4, 2, 3, 3)), rng.normal(size=4)),
        (rng.normal(size=(2, 4, 5)), rng.normal(size=(2, 2, 1, 2)), rng.normal(size=2)),
    ]


def _first_input_only(pictures, kernels, bias):
    return conv.convolve_channels(pictures[:1], kernels[:, :1], bias)


def _no_bias(pictures, kernels, bias):
    return conv.convolve_channels(pictures, kernels)


def _bias_per_input(pictures, kernels, bias):
    return conv.convolve_channels(pictures, kernels, len(pictures) * bias)


def _one_kernel_for_all(pictures, kernels, bias):
    return conv.convolve_channels(
        pictures, np.repeat(kernels[:1], len(kernels), 0), bias
    )


def _mean_over_inputs(pictures, kernels, bias):
    return conv.convolve_channels(pictures, kernels / len(pictures), bias)


def _one_slice_for_all(pictures, kernels, bias):
    return conv.convolve_channels(
        pictures, kernels[:, :1].repeat(len(pictures), 1), bias
    )


def _one_bias_for_all(pictures, kernels, bias):
    return conv.convolve_channels(pictures, kernels, np.full(len(kernels), bias[0]))


def _bias_subtracted(pictures, kernels, bias):
    return conv.convolve_channels(pictures, kernels, -bias)


def _all_turned(pictures, kernels, bias):
    return conv.convolve_channels(pictures, conv.flip(kernels), bias)


several_channels = Exercise(
    "17.3",
    "several channels",
    stars=2,
    reference=_several_channels,
    stub="several_channels(pictures, kernels, bias)",
    example=(
        np.array([[[1.0, 2.0]], [[3.0, 4.0]]]),
        np.array([[[[1.0]], [[10.0]]]]),
        np.array([5.0]),
    ),
    cases=_channels,
    hints=(
        "Output channel o uses kernels[o], which has one slice for each input channel.",
        "Cross-correlate each input channel with its slice, add up, add bias[o] once.",
        "sum(correlate_windows(p, k) for p, k in zip(pictures, kernels[o])) + bias[o]",
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
        Mistake(
            _one_slice_for_all,
            "Each input channel has its own slice of the kernel: kernels[o, i].",
        ),
        Mistake(
            _one_bias_for_all,
            "All outputs got the first bias: output o adds bias[o].",
        ),
        Mistake(_bias_subtracted, "The bias is added, not taken away."),
        Mistake(_all_turned, "You turned the kernels by 180°: leave them as they are."),
    ),
    explain="Cₒ × Cᵢ × h × w weights and Cₒ biases: that is nn.Conv2d.",
)


def _pixels(rng):
    return [
        (rng.normal(size=(3, 2, 4)), rng.normal(size=(5, 3))),
        (rng.normal(size=(2, 3, 3)), rng.normal(size=(1, 2))),
        (rng.normal(size=(2, 2, 2)), rng.normal(size=(2, 2))),
    ]


def _reshaped_not_transposed(pictures, weights):
    channels, height, width = pictures.shape
    mixed = pictures.reshape(height * width, channels) @ weights.T
    return mixed.T.reshape(len(weights), height, width)


def _torn_apart(pictures, weights):
    channels, height, width = pictures.shape
    mixed = (weights @ pictures.reshape(channels, -1)).T
    return mixed.reshape(len(weights), height, width)


def _height_and_width(pictures, weights):
    _, height, width = pictures.shape
    return conv.pointwise(pictures, weights).reshape(-1, width, height)


def _channels_last(pictures, weights):
    return conv.pointwise(pictures, weights).transpose(1, 2, 0)


def _still_a_table(pictures, weights):
    return conv.pointwise(pictures, weights).reshape(len(weights), -1)


pointwise = Exercise(
    "17.4",
    "1×1 as a matrix product",
    stars=2,
    reference=conv.pointwise,
    stub="pointwise(pictures, weights)",
    example=(np.array([[[1, 2]], [[3, 4]]]), np.array([[1, 1]])),
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
        Mistake(
            _height_and_width,
            "Height and width are exchanged in the last reshape.",
        ),
        Mistake(
            _channels_last,
            "Your channels come last: the result is (Cₒ, H, W).",
        ),
        Mistake(
            _still_a_table,
            "The numbers are right, but still one row per channel: give each its "
            "height and width back.",
        ),
        Mistake(
            lambda pictures, weights: (
                np.tensordot(weights, pictures, (0, 0))
                if weights.shape[0] == weights.shape[1] == len(pictures)
                else conv.pointwise(pictures, weights)
            ),
            "The weights are transposed: row o of them makes output channel o.",
        ),
    ),
    explain="The same little fully connected layer at every pixel.",
)

parameters = Exercise(
    "17.5",
    "count the parameters",
    stars=1,
    reference={"convolution": 370, "larger picture": 370, "fully connected": 40970},
    hints=(
        "A kernel of one output channel has 4 × 3 × 3 weights and one bias.",
        "No size of a picture stands in Cₒ·(Cᵢ·k·k + 1).",
        "Fully connected: each of the 10 outputs has 4·32·32 weights and one bias.",
    ),
    mistakes=(
        Mistake(
            {"convolution": 360, "larger picture": 360, "fully connected": 40960},
            "You left out the biases: one for each of the 10 outputs.",
        ),
        Mistake(
            {"convolution": 100, "larger picture": 100},
            "The kernels look at all 4 input channels: 4·3·3 weights for each output.",
        ),
        Mistake(
            {"larger picture": 1480},
            "A larger picture means more places for the window, not a larger window.",
        ),
        Mistake(
            {"convolution": 361, "larger picture": 361},
            "Each output channel has a bias of its own: ten of them.",
        ),
        Mistake(
            {"convolution": 400, "larger picture": 400},
            "The bias is added once per output channel, not once per slice.",
        ),
        Mistake(
            {"fully connected": 10250},
            "The picture has 4 channels: 4·32·32 numbers go into each output.",
        ),
    ),
    explain="The window is shared by all places. That is what saves the parameters.",
)
