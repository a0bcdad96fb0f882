"""Exercise on max pooling."""

import numpy as np

from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake


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
    return lambda picture, size: reduce(
        conv.windows_of(picture, (size, size), stride=size)
    )


def _sticking_out(picture, size):
    edges = [(0, -side % size) for side in picture.shape]
    padded = np.pad(picture.astype(float), edges, constant_values=-np.inf)
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
