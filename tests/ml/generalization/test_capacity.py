"""Parameters against torch; shattering against Cover's count and known figures."""

import itertools
from math import comb

import numpy as np
import pytest
from torch import nn

from course_utils.ml.generalization import capacity


@pytest.mark.parametrize("widths", [(2, 3, 1), (784, 128, 64, 10), (5, 1)])
def test_mlp_parameters_equal_torch(widths):
    layers = [nn.Linear(a, b) for a, b in itertools.pairwise(widths)]
    judge = sum(p.numel() for p in nn.Sequential(*layers).parameters())
    assert capacity.mlp_parameters(widths) == judge


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_reachable_labellings_are_as_many_as_cover_counted(n):
    points = np.random.default_rng(n).normal(size=(n, 2))  # in general position
    judge = 2 * sum(comb(n - 1, k) for k in range(3))
    assert capacity.reachable(points)[1].sum() == judge


def test_lines_shatter_a_triangle_but_not_three_points_in_a_row():
    assert capacity.shatters([[0, 0], [1, 0], [0, 1]])
    assert not capacity.shatters([[0, 0], [1, 1], [2, 2]])


def test_no_four_points_are_shattered():
    rng = np.random.default_rng(0)
    assert not any(capacity.shatters(rng.normal(size=(4, 2))) for _ in range(10))


def test_the_line_found_separates():
    points, labels = np.array([[0, 0], [1, 0], [0, 1.0]]), np.array([1, -1, 1])
    w, b = capacity.separating_line(points, labels)
    np.testing.assert_array_equal(np.sign(points @ w + b), labels)
