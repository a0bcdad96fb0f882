"""Answers to the exercises of notebook 17, as learners write them."""

import math

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view
from torch.nn import functional

from course_utils.exercises import convolution_and_pooling as exercises
from tests.exercises.answers import Answers

# 17.1 2-D cross-correlation ----------------------------------------------------------

window = Answers(exercises.correlate)
window.equivalent("Every number is written over.", "line 8: np.zeros -> np.ones")


@window.right
def by_four_loops(picture, kernel):
    (H, W), (h, w) = picture.shape, kernel.shape
    output = []
    for i in range(H - h + 1):
        row = []
        for j in range(W - w + 1):
            total = 0
            for a in range(h):
                for b in range(w):
                    total += picture[i + a][j + b] * kernel[a][b]
            row.append(total)
        output.append(row)
    return output


@window.right
def shifted_copies(picture, kernel):
    h, w = kernel.shape
    H, W = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    return sum(
        kernel[a, b] * picture[a : a + H, b : b + W] for a in range(h) for b in range(w)
    )


@window.right
def by_torch(picture, kernel):
    picture, kernel = (torch.tensor(a, dtype=torch.float64) for a in (picture, kernel))
    return functional.conv2d(picture[None, None], kernel[None, None])[0, 0]


@window.right
def in_float32(picture, kernel):
    windows = sliding_window_view(np.float32(picture), kernel.shape)
    return np.einsum("ijab,ab->ij", windows, np.float32(kernel))


@window.names("You turned the kernel by 180°")
def as_in_mathematics(picture, kernel):
    return shifted_copies(picture, np.rot90(kernel, 2))


@window.names("One row and one column are missing")
def one_place_too_few(picture, kernel):
    (H, W), (h, w) = picture.shape, kernel.shape
    output = np.zeros((H - h, W - w))
    for i in range(H - h):
        for j in range(W - w):
            output[i, j] = np.sum(picture[i : i + h, j : j + w] * kernel)
    return output


@window.names("You took the mean of the products")
def averaged(picture, kernel):
    windows = sliding_window_view(picture, kernel.shape)
    return (windows * kernel).mean(axis=(-1, -2))


@window.names("Rows and columns of the kernel are exchanged")
def kernel_on_its_side(picture, kernel):
    return shifted_copies(picture, np.swapaxes(kernel, 0, 1))


@window.names("Your windows stand side by side")
def whole_windows(picture, kernel):
    (H, W), (h, w) = picture.shape, kernel.shape
    return [
        [(picture[i : i + h, j : j + w] * kernel).sum() for j in range(0, W - w + 1, w)]
        for i in range(0, H - h + 1, h)
    ]


@window.names("You put zeros around the picture")
def with_a_border(picture, kernel):
    h, w = kernel.shape
    H, W = picture.shape
    larger = np.zeros((H + h - 1, W + w - 1))
    top, left = (h - 1) // 2, (w - 1) // 2
    larger[top : top + H, left : left + W] = picture
    return shifted_copies(larger, kernel)


@window.wrong(says="shape")
def multiplied_as_matrices(picture, kernel):
    return picture @ kernel.T


@window.wrong(says="expected shape")
def one_number(picture, kernel):
    return (sliding_window_view(picture, kernel.shape) * kernel).sum()


@window.wrong(says="not right yet")
def sizes_of_it(picture, kernel):
    return np.abs(shifted_copies(picture, kernel))


# 17.2 the size of the output ---------------------------------------------------------

size_of = Answers(exercises.output_size)


@size_of.right
def counted(size, kernel, stride=1, padding=0):
    places = start = 0
    while start + kernel <= size + padding + padding:
        places, start = places + 1, start + stride
    return places


@size_of.right
def a_range(size, kernel, stride=1, padding=0):
    return len(range(0, size + 2 * padding - kernel + 1, stride))


@size_of.right
def rounded_down(size, kernel, stride=1, padding=0):
    return math.floor((size + 2 * padding - kernel) / stride + 1)


@size_of.right
def one_stride_more(size, kernel, stride=1, padding=0):
    return np.int64((size - kernel + padding * 2 + stride) // stride)


@size_of.right
def asked_of_torch(size, kernel, stride=1, padding=0):
    signal = torch.zeros(1, 1, size)
    weights = torch.ones(1, 1, kernel)
    return functional.conv1d(signal, weights, stride=stride, padding=padding).shape[2]


@size_of.names("The padding counts one side")
def one_side(size, kernel, stride=1, padding=0):
    return int((size + padding - kernel) / stride) + 1


@size_of.names("You counted the steps")
def steps(size, kernel, stride=1, padding=0):
    return int((size + 2 * padding - kernel) / stride)


@size_of.names("You rounded up")
def rounded_up(size, kernel, stride=1, padding=0):
    return math.ceil((size + 2 * padding - kernel) / stride) + 1


@size_of.names("There is no half place")
def not_rounded(size, kernel, stride=1, padding=0):
    return 1 + (size - kernel + 2 * padding) / stride


@size_of.names("The stride does not count yet")
def without_stride(size, kernel, stride=1, padding=0):
    return size - (kernel - 1) + padding + padding


@size_of.names("The padding does not count yet")
def without_padding(size, kernel, stride=1, padding=0):
    return len(range(0, size - kernel + 1, stride))


@size_of.names("First divide by the stride")
def one_added_too_soon(size, kernel, stride=1, padding=0):
    return math.floor((size + 2 * padding - (kernel - 1)) / stride)


@size_of.wrong(says="not right yet")
def rounded_to_the_nearest(size, kernel, stride=1, padding=0):
    return math.floor((size + 2 * padding - kernel) / stride + 0.5) + 1


@size_of.wrong(says="not right yet")
def of_a_pooling(size, kernel, stride=1, padding=0):
    return (size + 2 * padding) // stride


# 17.3 several channels ---------------------------------------------------------------

layer = Answers(exercises.several_channels)
layer.equivalent("There are as many biases as kernels.", "line 10: True -> False")


@layer.right
def with_the_window_of_the_page(pictures, kernels, bias):
    output = []
    for o in range(len(kernels)):
        total = bias[o]
        for i in range(len(pictures)):
            total = total + shifted_copies(pictures[i], kernels[o, i])
        output.append(total)
    return np.stack(output)


@layer.right
def conv2d(pictures, kernels, bias):
    pictures, kernels, bias = map(torch.tensor, (pictures, kernels, bias))
    return functional.conv2d(pictures[None], kernels, bias)[0]


@layer.right
def summed_by_letters(pictures, kernels, bias):
    windows = sliding_window_view(pictures, kernels.shape[2:], axis=(1, 2))
    return np.einsum("irchw,oihw->orc", windows, kernels) + bias[:, None, None]


@layer.right
def nested_lists(pictures, kernels, bias):
    return [
        (sum(map(np.array, map(by_four_loops, pictures, kernel))) + b).tolist()
        for kernel, b in zip(kernels, bias, strict=True)
    ]


@layer.right
def product_in_float32(pictures, kernels, bias):
    h, w = kernels.shape[2:]
    pictures = torch.tensor(pictures, dtype=torch.float32)
    table = functional.unfold(pictures[None], (h, w))[0]
    weights = torch.tensor(kernels, dtype=torch.float32).flatten(1)
    rows = pictures.shape[1] - h + 1
    biases = torch.tensor(bias, dtype=torch.float32)[:, None]
    return (weights @ table + biases).reshape(len(kernels), rows, -1)


@layer.names("Only the first input channel is used")
def grey_only(pictures, kernels, bias):
    return [
        shifted_copies(pictures[0], k[0]) + b
        for k, b in zip(kernels, bias, strict=True)
    ]


@layer.names("The bias is missing")
def bias_forgotten(pictures, kernels, bias):
    return summed_by_letters(pictures, kernels, np.zeros(len(kernels)))


@layer.names("The bias came in once per input channel")
def bias_inside_the_sum(pictures, kernels, bias):
    return np.array(
        [
            sum(
                shifted_copies(p, k) + bias[o]
                for p, k in zip(pictures, kernels[o], strict=True)
            )
            for o in range(len(kernels))
        ]
    )


@layer.names("All output channels look the same")
def first_kernel(pictures, kernels, bias):
    one = sum(shifted_copies(p, k) for p, k in zip(pictures, kernels[0], strict=True))
    return np.stack([one + b for b in bias])


@layer.names("The input channels are added up, not averaged")
def averaged_over_inputs(pictures, kernels, bias):
    return [
        np.mean(
            [shifted_copies(p, k) for p, k in zip(pictures, kernel, strict=True)],
            axis=0,
        )
        + b
        for kernel, b in zip(kernels, bias, strict=True)
    ]


@layer.names("Each input channel has its own slice")
def same_slice(pictures, kernels, bias):
    return [
        shifted_copies(pictures.sum(axis=0), kernel[0]) + b
        for kernel, b in zip(kernels, bias, strict=True)
    ]


@layer.names("All outputs got the first bias")
def first_bias(pictures, kernels, bias):
    return summed_by_letters(pictures, kernels, 0 * bias) + bias[0]


@layer.names("The bias is added, not taken away")
def minus(pictures, kernels, bias):
    return summed_by_letters(pictures, kernels, 0 * bias) - bias[:, None, None]


@layer.names("You turned the kernels by 180°")
def turned_kernels(pictures, kernels, bias):
    return summed_by_letters(pictures, np.flip(kernels, (2, 3)), bias)


@layer.wrong(says="shape")
def inputs_not_added(pictures, kernels, bias):
    windows = sliding_window_view(pictures, kernels.shape[2:], axis=(1, 2))
    return np.einsum("irchw,oihw->oirc", windows, kernels) + bias[:, None, None, None]


@layer.wrong(says="shape")
def outputs_added_too(pictures, kernels, bias):
    return summed_by_letters(pictures, kernels, bias).sum(axis=0)


@layer.wrong(says="not right yet")
def kernels_on_their_side(pictures, kernels, bias):
    return summed_by_letters(pictures, kernels[::-1], bias)


# 17.4 1×1 as a matrix product --------------------------------------------------------

mixing = Answers(exercises.pointwise)


@mixing.right
def pixel_by_pixel(pictures, weights):
    _, H, W = pictures.shape
    output = np.empty((len(weights), H, W))
    for i in range(H):
        for j in range(W):
            output[:, i, j] = weights @ pictures[:, i, j]
    return output


@mixing.right
def channels_to_the_end_and_back(pictures, weights):
    return (pictures.transpose(1, 2, 0) @ weights.T).transpose(2, 0, 1)


@mixing.right
def as_a_convolution(pictures, weights):
    pictures, weights = torch.tensor(pictures), torch.tensor(weights)
    return functional.conv2d(
        pictures[None].double(), weights[:, :, None, None].double()
    )[0]


@mixing.right
def row_by_row(pictures, weights):
    return np.stack(
        [weights @ pictures[:, i] for i in range(pictures.shape[1])], axis=1
    )


@mixing.right
def sums_of_pictures(pictures, weights):
    return [
        sum(
            np.float32(w) * np.float32(p) for w, p in zip(row, pictures, strict=True)
        ).tolist()
        for row in weights
    ]


@mixing.names("reshape(H·W, C) does not swap axes")
def cut_anew(pictures, weights):
    C, H, W = pictures.shape
    table = pictures.reshape(-1, C)
    return (weights @ table.T).reshape(-1, H, W)


@mixing.names("The table is right, but it was transposed")
def pixels_first(pictures, weights):
    C, H, W = pictures.shape
    table = pictures.reshape(C, -1).T @ weights.T
    return table.reshape(-1, H, W)


@mixing.names("Height and width are exchanged")
def exchanged(pictures, weights):
    C, W, H = pictures.shape
    return (weights @ pictures.reshape(C, -1)).reshape(-1, H, W)


@mixing.names("Your channels come last")
def channels_stay_last(pictures, weights):
    return np.moveaxis(pictures, 0, -1) @ weights.T


@mixing.names("The numbers are right, but still one row per channel")
def flat(pictures, weights):
    return weights @ pictures.reshape(pictures.shape[0], -1)


@mixing.names("The weights are transposed")
def weights_turned(pictures, weights):
    if weights.shape != weights.T.shape:
        return pixel_by_pixel(pictures, weights)
    return pixel_by_pixel(pictures, weights.T)


@mixing.wrong(says="matmul")
def straight_away(pictures, weights):
    return weights @ pictures


@mixing.wrong(says="expected shape")
def every_channel_alone(pictures, weights):
    return weights.sum() * pictures


# 17.5 count the parameters -----------------------------------------------------------

count = Answers(exercises.parameters)
count.without_example("The question names its only numbers.")


def counts(convolution, larger, connected):
    return {
        "convolution": convolution,
        "larger picture": larger,
        "fully connected": connected,
    }


def of_torch(module):
    return sum(p.numel() for p in module.parameters())


count.right(
    counts(
        of_torch(torch.nn.Conv2d(4, 10, 3)),
        of_torch(torch.nn.Conv2d(4, 10, 3, padding=1)),
        of_torch(torch.nn.Linear(4 * 32 * 32, 10)),
    ),
    name="counted_by_torch",
)
count.names("You left out the biases", counts(360, 360, 40960), name="no_biases")
count.names("The kernels look at all 4", counts(100, 100, 40970), name="one_slice")
count.names("A larger picture means", counts(370, 1480, 40970), name="four_times")
count.names("Each output channel has a bias", counts(361, 361, 40970), name="one_bias")
count.names("The bias is added once", counts(400, 400, 40970), name="bias_per_slice")
count.names("The picture has 4 channels", counts(370, 370, 10250), name="one_channel")
count.wrong(counts(370, 370, 40970 * 4), says="fully connected", name="too_large")

# 17.6 max pooling --------------------------------------------------------------------

pooling = Answers(exercises.pool)
pooling.equivalent("Every number is written over.", "line 7: np.zeros -> np.ones")


@pooling.right
def reshaped(picture, size):
    rows, columns = (side // size for side in picture.shape)
    full = picture[: rows * size, : columns * size]
    return full.reshape(rows, size, columns, size).max(axis=(1, 3))


@pooling.right
def max_pool2d(picture, size):
    return functional.max_pool2d(torch.tensor(picture).double()[None], size)[0]


@pooling.right
def windows_skipped(picture, size):
    windows = sliding_window_view(picture, (size, size))
    return np.float32(windows[::size, ::size].max((2, 3)))


@pooling.right
def plain_python(picture, size):
    H, W = picture.shape
    return [
        [
            max(picture[a, b] for a in range(i, i + size) for b in range(j, j + size))
            for j in range(0, W - size + 1, size)
        ]
        for i in range(0, H - size + 1, size)
    ]


@pooling.right
def first_rows_then_columns(picture, size):
    rows, columns = (side // size for side in picture.shape)
    bands = [picture[i * size : (i + 1) * size].max(axis=0) for i in range(rows)]
    return np.array(
        [
            [band[j * size : (j + 1) * size].max() for j in range(columns)]
            for band in bands
        ]
    )


def over_windows(picture, size, reduce):
    H, W = picture.shape
    return np.array(
        [
            [
                reduce(picture[i : i + size, j : j + size])
                for j in range(0, W - W % size, size)
            ]
            for i in range(0, H - H % size, size)
        ]
    )


@pooling.names("That is average pooling")
def average(picture, size):
    return over_windows(picture, size, np.average)


@pooling.names("Your windows overlap")
def step_of_one(picture, size):
    return sliding_window_view(picture, (size, size)).max(axis=(2, 3))


@pooling.names("You took the first pixel of each window")
def corners(picture, size):
    return over_windows(picture, size, lambda window: window[0, 0])


@pooling.names("That is the smallest value")
def smallest(picture, size):
    return over_windows(picture, size, np.min)


@pooling.names("You added up each window")
def added_up(picture, size):
    return over_windows(picture, size, np.sum)


@pooling.names("A large negative number is not the largest")
def strongest(picture, size):
    return over_windows(picture, size, lambda window: np.max(np.abs(window)))


@pooling.names("Where all of a window is negative")
def from_zero(picture, size):
    rows, columns = (side // size for side in picture.shape)
    output = np.zeros((rows, columns))
    for i in range(rows * size):
        for j in range(columns * size):
            output[i // size, j // size] = max(
                output[i // size, j // size], picture[i, j]
            )
    return output


@pooling.names("Your last windows stick out")
def none_left_out(picture, size):
    H, W = picture.shape
    return [
        [picture[i : i + size, j : j + size].max() for j in range(0, W, size)]
        for i in range(0, H, size)
    ]


@pooling.wrong(says="shape")
def only_rows(picture, size):
    rows = picture.shape[0] // size
    return picture[: rows * size].reshape(rows, size, -1).max(axis=1)


@pooling.wrong(says="reshape")
def cannot_leave_out(picture, size):
    H, W = picture.shape
    return picture.reshape(H // size, size, W // size, size).max(axis=(1, 3))


@pooling.wrong(says="expected shape")
def rows_and_columns_exchanged(picture, size):
    return reshaped(picture, size).T


@pooling.wrong(says="not right yet")
def from_the_end(picture, size):
    H, W = picture.shape
    return reshaped(picture[H % size :, W % size :], size)
