"""Hessians, verdicts and escapes agree with closed forms and with torch."""

import numpy as np
import pytest
import torch

from course_utils.ml.optimization import hessian as h


def torch_chain_loss(weights):
    return (1.5 - weights.prod() * 0.7) ** 2


def test_the_hessian_of_a_quadratic_is_its_matrix():
    estimate = h.hessian(lambda p: h.quadratic(p, 3, -1, 2), [0.4, -0.2])
    np.testing.assert_allclose(estimate, [[3, -1], [-1, 2]], atol=1e-6)


@pytest.mark.filterwarnings("ignore:.*torch.jit.script.*:DeprecationWarning")
@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_chain_agrees_with_torch_and_with_differences(count):
    weights = np.random.default_rng(count).normal(size=count)
    matrix = h.chain_hessian(weights, x=0.7, y=1.5)
    judge = torch.func.hessian(torch_chain_loss)(torch.tensor(weights)).numpy()
    np.testing.assert_allclose(matrix, judge, atol=1e-12)
    estimate = h.hessian(lambda w: h.chain_loss(w, x=0.7, y=1.5), weights)
    np.testing.assert_allclose(matrix, estimate, atol=1e-5)
    gradient = torch.func.grad(torch_chain_loss)(torch.tensor(weights)).numpy()
    np.testing.assert_allclose(
        h.chain_gradient(weights, x=0.7, y=1.5), gradient, atol=1e-12
    )


def test_the_lecture_example_has_eigenvalues_plus_and_minus_two():
    matrix = h.chain_hessian([0, 0])
    np.testing.assert_array_equal(matrix, [[0, -2], [-2, 0]])
    np.testing.assert_allclose(np.linalg.eigvalsh(matrix), [-2, 2])
    np.testing.assert_allclose(
        h.example_hessian(0.3, -1.2), h.chain_hessian([0.3, -1.2])
    )


def test_taylor_is_exact_for_a_quadratic():
    matrix, point = np.array([[3.0, -1], [-1, 2]]), np.array([0.4, -0.2])
    move = np.random.default_rng(0).normal(size=(5, 2))
    estimate = h.taylor(h.quadratic(point, 3, -1, 2), matrix @ point, matrix, move)
    np.testing.assert_allclose(estimate, h.quadratic(point + move, 3, -1, 2))


@pytest.mark.parametrize(
    ("eigenvalues", "kind"),
    [
        ([1, 2], "minimum"),
        ([-1, -2], "maximum"),
        ([-1, 0, 2], "saddle point"),
        ([0, 1], "undecided"),
        ([0, -1], "undecided"),
        ([0, 0], "undecided"),
    ],
)
def test_the_signs_of_the_eigenvalues_decide(eigenvalues, kind):
    assert h.classify(eigenvalues) == kind


def test_the_loss_falls_along_the_escape_direction():
    value, direction = h.escape_direction(h.chain_hessian([0, 0]))
    assert value == pytest.approx(-2)
    assert h.chain_loss(0.1 * direction) < h.chain_loss(np.zeros(2))


def test_the_escape_direction_is_an_eigenvector():
    matrix = np.array([[3.0, 1, 0], [1, -1, 0.5], [0, 0.5, 1]])
    value, direction = h.escape_direction(matrix)
    np.testing.assert_allclose(matrix @ direction, value * direction, atol=1e-12)
    assert value == np.linalg.eigvalsh(matrix).min() < 0


def test_a_minimum_has_no_escape_direction():
    with pytest.raises(ValueError, match="no negative eigenvalue"):
        h.escape_direction(np.eye(2))


def test_minima_become_rare_as_dimensions_grow():
    rng = np.random.default_rng(0)
    spectra = [h.random_spectra(d, trials=20_000, rng=rng) for d in (1, 2, 3, 4)]
    shares = [(eigenvalues > 0).all(axis=1).mean() for eigenvalues in spectra]
    # 1/2 is a coin; (2 − √2)/4 for two dimensions: Dean and Majumdar (2008).
    assert shares[0] == pytest.approx(0.5, abs=0.02)
    assert shares[1] == pytest.approx((2 - np.sqrt(2)) / 4, abs=0.01)
    assert shares[0] > shares[1] > shares[2] > shares[3]


def test_a_product_by_differences_equals_the_matrix_times_the_vector():
    weights, vector = np.array([0.4, -0.8, 1.1]), np.array([1.0, 2.0, -1.0])
    product = h.product_by_differences(h.chain_gradient, weights, vector)
    np.testing.assert_allclose(product, h.chain_hessian(weights) @ vector, atol=1e-7)


def test_products_alone_lead_to_the_lowest_eigenvalue():
    matrix = np.array([[3.0, 1.0, 0.0], [1.0, -1.0, 0.5], [0.0, 0.5, 1.0]])
    wanted, along = h.escape_direction(matrix)
    value, direction = h.way_down(lambda v: matrix @ v, np.ones(3), 4.0, 200)
    assert value == pytest.approx(wanted)
    assert abs(direction @ along) == pytest.approx(1)
    early, _ = h.way_down(lambda v: matrix @ v, np.ones(3), 4.0, 2)
    assert wanted < early < matrix.diagonal().max()
    same = torch.tensor(matrix)
    in_torch, _ = h.way_down(lambda v: same @ v, torch.ones(3).double(), 4.0, 200)
    assert float(in_torch) == pytest.approx(wanted)


def test_without_a_round_there_is_no_way_down():
    with pytest.raises(ValueError, match="at least one round"):
        h.way_down(lambda v: v, np.ones(2), 1.0, 0)
