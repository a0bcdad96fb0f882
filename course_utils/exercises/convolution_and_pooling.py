"""Exercises of notebook 17: window, size, channels, 1×1, parameters, pooling."""

import numpy as np

from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake


def _flipped(picture, kernel):
    return conv.correlate_windows(picture, conv.flip(kernel))


def _without_the_last_place(picture, kernel):
    return conv.correlate_windows(picture, kernel)[:-1, :-1]


def _mean_of_products(picture, kernel):
    return conv.correlate_windows(picture, kernel) / kernel.size


def _transposed_kernel(picture, kernel):
    return conv.correlate_windows(picture, kernel.T)


def _side_by_side(picture, kernel):
    h, w = kernel.shape
    return conv.correlate_windows(picture, kernel)[::h, ::w]


def _same_size(picture, kernel):
    h, w = kernel.shape
    edges = [((side - 1) // 2, side // 2) for side in (h, w)]
    return conv.correlate_windows(np.pad(picture, edges), kernel)


def _pictures_and_kernel(rng):
    return [
        (rng.integers(0, 5, (4, 5)).astype(float), np.array([[0.0, 1.0], [2.0, 3.0]])),
        (rng.normal(size=(5, 4)), rng.normal(size=(1, 3))),
        (rng.normal(size=(5, 5)), rng.normal(size=(3, 2))),
        (rng.normal(size=(3, 3)), rng.normal(size=(3, 3))),
    ]


correlate = Exercise(
    "17.1",
    "2-D cross-correlation",
    stars=2,
    reference=conv.correlate_loops,
    stub="correlate(picture, kernel)",
    example=(np.array([[1, 2], [3, 4]]), np.array([[0, 1]])),
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
        Mistake(
            _transposed_kernel,
            "Rows and columns of the kernel are exchanged: h rows go down, w columns "
            "go across.",
        ),
        Mistake(
            _side_by_side,
            "Your windows stand side by side: move on by one pixel, not by a whole "
            "window.",
        ),
        Mistake(
            _same_size,
            "You put zeros around the picture. Here the window stays inside, so the "
            "output is smaller than the picture.",
        ),
    ),
    explain="Every layer of every convolutional network does this, only many at once.",
)


def _output_size(size, kernel, *, stride=1, padding=0):
    return (size + 2 * padding - kernel) // stride + 1


output_size = Exercise(
    "17.2",
    "the size of the output",
    stars=1,
    reference=_output_size,
    stub="output_size(size, kernel, *, stride=1, padding=0)",
    example=(28, 5),
    cases=[
        {"size": 28, "kernel": 5, "stride": 1, "padding": 2},
        {"size": 9, "kernel": 4, "stride": 3},
        {"size": 7, "kernel": 3, "padding": 1},
        {"size": 224, "kernel": 11, "stride": 4, "padding": 2},
        {"size": 8, "kernel": 3, "stride": 2, "padding": 1},
        {"size": 5, "kernel": 5},
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
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: size + 2 * padding - kernel + 1,
            "The stride does not count yet: divide the steps by it.",
        ),
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (size - kernel) // stride + 1,
            "The padding does not count yet: it makes the side longer.",
        ),
        Mistake(
            lambda size, kernel, *, stride=1, padding=0: (
                (size + 2 * padding - kernel + 1) // stride
            ),
            "First divide by the stride and round down, then add 1.",
        ),
    ),
    explain="Along the other side the same formula counts with its own size.",
)


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
    return conv.convolve_channels(pictures, kernels[:, :1].repeat(len(pictures), 1), bias)


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
            lambda pictures, weights: np.tensordot(weights, pictures, (0, 0))
            if weights.shape[0] == weights.shape[1] == len(pictures)
            else conv.pointwise(pictures, weights),
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
            {"convolution": 100},
            "The kernels look at all 4 input channels: 4·3·3 weights for each output.",
        ),
        Mistake(
            {"larger picture": 1480},
            "A larger picture means more places for the window, not a larger window.",
        ),
        Mistake(
            {"convolution": 361},
            "Each output channel has a bias of its own: ten of them.",
        ),
        Mistake(
            {"convolution": 400},
            "The bias is added once per output channel, not once per slice.",
        ),
        Mistake(
            {"fully connected": 10250},
            "The picture has 4 channels: 4·32·32 numbers go into each output.",
        ),
    ),
    explain="The window is shared by all places. That is what saves the parameters.",
)


def _pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * size, j * size
            output[i, j] = picture[top : top + size, left : left + size].max()
    return output


def _pictures(rng):
    return [
        (rng.integers(0, 9, (4, 6)).astype(float), 2),
        (rng.normal(size=(5, 7)), 2),
        (-1 - rng.random((6, 7)), 3),
        (rng.normal(size=(3, 2)), 1),
        (rng.normal(size=(5, 4)), 4),
    ]


def _window_by_window(reduce):
    """Return a pooling with another function of each window."""
    return lambda picture, size: reduce(conv.windows_of(picture, (size, size), stride=size))


def _sticking_out(picture, size):
    edges = [(0, -side % size) for side in picture.shape]
    padded = np.pad(picture, edges, constant_values=-np.inf)
    return conv.pool(padded, size)


def _zeros_in_it(picture, size):
    return np.maximum(conv.pool(picture, size), 0)


pool = Exercise(
    "17.6",
    "max pooling",
    stars=2,
    reference=_pool,
    stub="pool(picture, size)",
    example=(np.array([[1, 2, 9], [3, 4, 9]]), 2),
    cases=_pictures,
    hints=(
        "Windows stand side by side: the next begins `size` pixels further on.",
        "There are H // size of them down and W // size across; the rest is left out.",
        "picture[i * size : (i + 1) * size, j * size : (j + 1) * size].max()",
    ),
    mistakes=(
        Mistake(
            _window_by_window(lambda windows: windows.mean(axis=(-2, -1))),
            "That is average pooling: take the largest value of each window.",
        ),
        Mistake(
            lambda picture, size: conv.pool(picture, size, stride=1),
            "Your windows overlap: move on by `size` pixels, not by one.",
        ),
        Mistake(
            _window_by_window(lambda windows: windows[..., 0, 0]),
            "You took the first pixel of each window, without looking at the others.",
        ),
        Mistake(
            _window_by_window(lambda windows: windows.min(axis=(-2, -1))),
            "That is the smallest value of each window: take the largest.",
        ),
        Mistake(
            _window_by_window(lambda windows: windows.sum(axis=(-2, -1))),
            "You added up each window: take its largest value.",
        ),
        Mistake(
            _window_by_window(lambda windows: abs(windows).max(axis=(-2, -1))),
            "A large negative number is not the largest: leave the signs as they are.",
        ),
        Mistake(
            _zeros_in_it,
            "Where all of a window is negative, your zero wins: start from a pixel of "
            "the window, or from -inf.",
        ),
        Mistake(
            _sticking_out,
            "Your last windows stick out of the picture: leave out the rows and "
            "columns that do not fill one.",
        ),
    ),
    explain="Pooling has no parameters: nothing in it is learned.",
)
