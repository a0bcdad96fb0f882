"""Exercises on the window and on the size of what comes out."""

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
    explain="Every convolution of every network does this, only many at once.",
)


def _output_size(size, kernel, stride=1, padding=0):
    return (size + 2 * padding - kernel) // stride + 1


output_size = Exercise(
    "17.2",
    "the size of the output",
    stars=1,
    reference=_output_size,
    stub="output_size(size, kernel, stride=1, padding=0)",
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
            lambda size, kernel, stride=1, padding=0: (
                (size + padding - kernel) // stride + 1
            ),
            "The padding counts one side, and there are two: 2 · padding. Notes that "
            "add it once mean both sides together.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: (
                (size + 2 * padding - kernel) // stride
            ),
            "You counted the steps. There is one more place than there are steps.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: (
                -(-(size + 2 * padding - kernel) // stride) + 1
            ),
            "You rounded up: a window that would stick out is left out, so round down.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: (
                (size + 2 * padding - kernel) / stride + 1
            ),
            "There is no half place: use // in place of /.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: size + 2 * padding - kernel + 1,
            "The stride does not count yet: divide the steps by it.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: (size - kernel) // stride + 1,
            "The padding does not count yet: it makes the side longer.",
        ),
        Mistake(
            lambda size, kernel, stride=1, padding=0: (
                (size + 2 * padding - kernel + 1) // stride
            ),
            "First divide by the stride and round down, then add 1.",
        ),
    ),
    explain="Along the other side the same formula counts with its own size.",
)
