"""The exercise on measuring a gradient."""

import numpy as np

from course_utils.ml.optimization import descent
from course_utils.practice import Exercise, Mistake


def _forward_difference(function, x, h=1e-5):
    return _with_steps(x, lambda x, step: (function(x + step) - function(x)) / h, h)


def _undivided_by_two(function, x, h=1e-5):
    return _with_steps(x, lambda x, s: (function(x + s) - function(x - s)) / h, h)


def _all_coordinates_at_once(function, x, h=1e-5):
    x = np.asarray(x, float)
    return np.full_like(x, (function(x + h) - function(x - h)) / (2 * h))


def _with_steps(x, slope, h):
    x = np.asarray(x, float)
    units = np.eye(x.size).reshape(x.size, *x.shape)
    return np.reshape([slope(x, h * unit) for unit in units], x.shape)


def _backward_difference(function, x, h=1e-5):
    return _with_steps(x, lambda x, step: (function(x) - function(x - step)) / h, h)


def _times_h(function, x, h=1e-5):
    return _with_steps(x, lambda x, s: (function(x + s) - function(x - s)) / 2 * h, h)


def _one_number(function, x, h=1e-5):
    return (function(x + h) - function(x - h)) / (2 * h)


def _whole_rows(function, x, h=1e-5):
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        step = np.zeros_like(x)
        step[i] = h
        slopes[i] = (function(x + step) - function(x - step)) / (2 * h)
    return slopes


def _fixed_step(function, x, h=1e-5):
    return _with_steps(x, lambda x, s: (function(x + s) - function(x - s)) / 2e-5, 1e-5)


def _slopes_one_by_one(function, x, h=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        slopes[i] = (function(x + step) - function(x - step)) / (2 * h)
    return slopes


def _plain_product(x):
    """lambda x: x[0] * x[1]"""
    return x[0] * x[1]


def _bent(x):
    """lambda x: np.sum(x**2 * np.sin(x))"""
    return np.sum(x**2 * np.sin(x))


def _product(x):
    """lambda x: x[0] * x[1] + 3 * x[0]"""
    return x[0] * x[1] + 3 * x[0]


central_difference = Exercise(
    "5.1",
    "central difference",
    stars=2,
    reference=descent.central_difference,
    model_answer=_slopes_one_by_one,
    stub="central_difference(function, x, h)",
    example=(_plain_product, np.array([1.0, 2.0])),
    cases=[
        (_product, np.array([1.0, 2.0])),
        (_bent, np.array([0.5, -1.0, 2.0])),
        (_bent, np.array([[0.5, -1.0], [2.0, 0.3]])),
        (_bent, np.array([0.7, 0.1, 1.3]), 0.1),
        (_bent, np.array([[0.7, 0.1], [-1.3, 0.4], [0.2, 0.9]])),
    ],
    hints=(
        "Move one coordinate at a time: make a step that is h there and 0 elsewhere.",
        "The slope is the rise from `x - step` to `x + step`, divided by `2 * h`.",
        "`for i in np.ndindex(x.shape):` visits every number, whatever the shape; "
        "inside, `(function(x + step) - function(x - step)) / (2 * h)`",
    ),
    mistakes=(
        Mistake(
            _forward_difference,
            "That is the forward difference: its error falls only with h, not with h². "
            "Step to both sides.",
        ),
        Mistake(
            _undivided_by_two,
            "From x - h to x + h the run is 2h: you divided by h.",
        ),
        Mistake(
            _all_coordinates_at_once,
            "You moved all coordinates together; a partial derivative moves one.",
        ),
        Mistake(
            _one_number,
            "One number for all coordinates: x + h moves them together. Move one at a "
            "time, and collect a slope for each.",
        ),
        Mistake(
            _backward_difference,
            "That is the backward difference, wrong by h instead of h². Step to both "
            "sides.",
        ),
        Mistake(
            _fixed_step,
            "`h` belongs to the caller: use it, not a step of your own.",
        ),
        Mistake(
            _times_h,
            "`/ 2 * h` divides by 2 and then multiplies by h: write `/ (2 * h)`.",
        ),
        Mistake(
            _whole_rows,
            "Right for a row of weights, but x may be a matrix, and `x[i]` is then a "
            "whole row: loop over `np.ndindex(x.shape)`.",
        ),
    ),
    tolerance=1e-7,
    explain="The error of this formula falls with h², until rounding takes over.",
)
