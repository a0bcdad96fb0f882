"""The line w·x + b, judged by torch, numpy.linalg and central differences."""

import numpy as np
import pytest
import torch
from sklearn.metrics import mean_absolute_error, mean_squared_error

from course_utils.ml.regression import linear

X = np.array([0.3, 1.0, 1.7, 2.2, 4.0])
Y = np.array([1.1, 0.2, 3.0, 2.5, 4.4])


def test_losses_equal_scikit_learns():
    prediction = linear.predict(X, 0.7, -0.2)
    assert linear.mae(prediction, Y) == pytest.approx(
        mean_absolute_error(Y, prediction)
    )
    both = linear.mae(prediction, Y), linear.mse(prediction, Y)
    assert linear.mae_and_mse(prediction, Y) == pytest.approx(both)
    assert linear.mse(prediction, Y) == pytest.approx(mean_squared_error(Y, prediction))


def test_sum_of_squares_equals_numpys_dot_product():
    assert linear.sum_of_squares(Y) == pytest.approx(Y @ Y)
    assert linear.sum_of_squares([]) == 0


def test_residuals_point_from_the_line_to_the_target():
    assert linear.residuals([0, 1], [5, 5], 1, 2) == pytest.approx([3, 2])


@pytest.mark.parametrize("loss", ["MAE", "MSE"])
def test_gradient_equals_torch_autograd(loss):
    w = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    b = torch.tensor(-0.2, dtype=torch.float64, requires_grad=True)
    judge = {"MAE": torch.nn.functional.l1_loss, "MSE": torch.nn.functional.mse_loss}
    judge[loss](w * torch.tensor(X) + b, torch.tensor(Y)).backward()
    expected = [w.grad.item(), b.grad.item()]
    assert linear.gradient(X, Y, 0.7, -0.2, loss=loss) == pytest.approx(expected)


def test_a_step_goes_against_the_gradient():
    slope_w, slope_b = linear.gradient(X, Y, 0.0, 1.0)
    stepped = linear.step(X, Y, 0.0, 1.0, 0.1)
    assert stepped == pytest.approx((-0.1 * slope_w, 1 - 0.1 * slope_b))


@pytest.mark.parametrize("loss", ["MAE", "MSE"])
def test_descent_equals_torch_sgd(loss):
    unknowns = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([unknowns], lr=0.05)
    judge = {"MAE": torch.nn.functional.l1_loss, "MSE": torch.nn.functional.mse_loss}
    for _ in range(20):
        optimiser.zero_grad()
        judge[loss](
            unknowns[0] * torch.tensor(X) + unknowns[1], torch.tensor(Y)
        ).backward()
        optimiser.step()
    path = linear.descend(X, Y, learning_rate=0.05, steps=20, loss=loss)
    assert path.shape == (21, 2)
    assert path[-1] == pytest.approx(unknowns.detach().numpy())


def test_descent_starts_at_the_start_and_ends_at_least_squares():
    path = linear.descend(X, Y, start=(3, -1), learning_rate=0.1, steps=2000)
    assert tuple(path[0]) == (3, -1)
    assert path[-1] == pytest.approx(linear.least_squares(X, Y), abs=1e-9)


def test_least_squares_equals_numpy_polyfit():
    assert linear.least_squares(X, Y) == pytest.approx(np.polyfit(X, Y, 1))


def test_least_squares_refuses_points_above_each_other():
    with pytest.raises(ValueError, match="two different x"):
        linear.least_squares([2, 2], [1, 5])


@pytest.mark.parametrize("loss", ["MAE", "MSE"])
def test_error_surface_holds_the_loss_of_each_pair(loss):
    surface = linear.error_surface(X, Y, [0, 1, 2], [-1, 1], loss=loss)
    expected = linear.LOSSES[loss](linear.predict(X, 2, -1), Y)
    assert surface.shape == (2, 3)
    assert surface[0, 2] == pytest.approx(expected)


def test_a_column_against_a_row_is_refused():
    with pytest.raises(ValueError, match=r"\(5, 1\) and \(5,\)"):
        linear.mse(X[:, None], Y)


@pytest.mark.parametrize("use", [linear.gradient, linear.step])
def test_an_unknown_loss_is_named(use):
    arguments = (X, Y, 0.0, 0.0) + ((0.1,) if use is linear.step else ())
    with pytest.raises(ValueError, match="'MSN'"):
        use(*arguments, loss="MSN")


def test_the_surface_refuses_an_unknown_loss():
    with pytest.raises(ValueError, match="'MSN'"):
        linear.error_surface(X, Y, [0], [0], loss="MSN")
