"""Sigmoids, ReLUs and their sums, judged by torch, interpolation and each other."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_utils.ml.regression import sigmoids

Z = np.linspace(-9, 9, 37)
X = np.linspace(-1, 2, 151)
CURVES = {
    "wave": np.sin(3 * X) + 0.4 * np.cos(7 * X),
    "bump": np.exp(-((X - 0.4) ** 2) / 0.1),
    "zigzag": np.interp(X, [-1, 0, 0.7, 1.1, 2], [1, 3, 0.5, 2, 1.5]),
}


def approximation_error(y, n, kind):
    b, c = sigmoids.fit_pieces(X, y, n, kind=kind)
    return np.sqrt(np.mean((b + sigmoids.pieces(X, n, kind=kind) @ c - y) ** 2))


def test_sigmoid_equals_torch():
    assert sigmoids.sigmoid(Z) == pytest.approx(torch.sigmoid(torch.tensor(Z)).numpy())


def test_sigmoid_of_huge_numbers_neither_warns_nor_overflows():
    with np.errstate(all="raise"):
        assert sigmoids.sigmoid([-1e4, 0, 1e4]) == pytest.approx([0, 0.5, 1])


def test_sigmoid_carries_the_minus_of_its_formula():
    assert sigmoids.soft_step(2.0, 3.0, -1.0, 5.0) == pytest.approx(
        5 / (1 + np.exp(-(-1 + 3 * 2)))
    )


def test_relu_equals_torch():
    assert sigmoids.relu(Z) == pytest.approx(torch.relu(torch.tensor(Z)).numpy())


@given(st.floats(-3, 3), st.floats(0.01, 5), st.floats(-10, 10))
def test_two_relus_make_every_hard_sigmoid(left, width, height):
    ramp = (left, left + width, height)
    made = sigmoids.hard_sigmoid_from_relus(Z, *ramp)
    assert made == pytest.approx(sigmoids.hard_sigmoid(Z, *ramp), abs=1e-9)


def test_the_standard_ramp_equals_torch_hardsigmoid():
    judge = torch.nn.functional.hardsigmoid(torch.tensor(Z)).numpy()
    assert sigmoids.hard_sigmoid(Z, -3, 3) == pytest.approx(judge)


@pytest.mark.parametrize(
    "ramp", [sigmoids.hard_sigmoid, sigmoids.hard_sigmoid_from_relus]
)
def test_a_ramp_without_width_is_refused(ramp):
    with pytest.raises(ValueError, match="from left to right, got 1, 1"):
        ramp(Z, 1, 1)


def test_twice_as_many_knots_keep_the_old_ones():
    few, many = sigmoids.place_knots(0, 1, 5), sigmoids.place_knots(0, 1, 10)
    assert many[::2] == pytest.approx(few)


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("kind", sigmoids.KINDS)
def test_error_shrinks_each_time_n_doubles(curve, kind):
    errors = [
        approximation_error(CURVES[curve], n, kind) for n in (2, 4, 8, 16, 32, 64)
    ]
    assert np.all(np.diff(errors) < 1e-9)
    assert errors[-1] < 0.02 * errors[0]


@pytest.mark.parametrize("n", [1, 3, 8])
def test_relus_and_hard_sigmoids_reach_the_same_curves(n):
    relus = approximation_error(CURVES["wave"], n, "ReLU")
    assert relus == pytest.approx(
        approximation_error(CURVES["wave"], n, "hard sigmoid")
    )


def test_fitted_heights_leave_residuals_orthogonal_to_every_piece():
    values = sigmoids.pieces(X, 6)
    b, c = sigmoids.fit_pieces(X, CURVES["bump"], 6)
    left_over = CURVES["bump"] - b - values @ c
    assert values.T @ left_over == pytest.approx(np.zeros(6), abs=1e-8)


def test_an_unknown_kind_and_no_piece_at_all_are_refused():
    with pytest.raises(ValueError, match="'tanh'"):
        sigmoids.pieces(X, 3, kind="tanh")
    with pytest.raises(ValueError, match="n = 0"):
        sigmoids.pieces(X, 0)


def test_forward_equals_torch_layers():
    hidden, output = torch.nn.Linear(4, 3).double(), torch.nn.Linear(3, 1).double()
    x = np.random.default_rng(0).normal(size=(5, 4))
    judge = output(torch.sigmoid(hidden(torch.tensor(x))))[:, 0].detach().numpy()
    W, b = (p.detach().numpy() for p in hidden.parameters())
    c, constant = output.weight[0].detach().numpy(), output.bias.item()
    assert sigmoids.forward(x, W, b, c, constant) == pytest.approx(judge)
    assert sigmoids.forward(x[2], W, b, c, constant) == pytest.approx(judge[2])
