import numpy as np
import pytest
import torch

from course_utils.ml.optimization import descent


def test_central_difference_agrees_with_autograd():
    x = np.random.default_rng(0).normal(size=(3, 2))

    def function(x):
        return np.sum(np.sin(x) * x**2)

    tensor = torch.tensor(x, requires_grad=True)
    torch.sum(torch.sin(tensor) * tensor**2).backward()
    measured = descent.central_difference(function, x)
    np.testing.assert_allclose(measured, tensor.grad.numpy(), atol=1e-8)


def test_central_difference_leaves_its_argument_alone():
    x = np.array([1.0, 2.0])
    descent.central_difference(np.sum, x)
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_central_difference_of_a_number_is_a_number():
    assert descent.central_difference(lambda x: x**2, 3) == pytest.approx(6)


def test_descent_takes_the_same_path_as_torch_sgd():
    hessian = np.array([[3.0, 1.0], [1.0, 2.0]])
    x = torch.tensor([2.0, -1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.1)
    path = descent.descend(lambda p: p @ hessian, x.detach().numpy(), 0.1, 20)
    for point in path[1:]:
        optimizer.zero_grad()
        (0.5 * x @ torch.tensor(hessian) @ x).backward()
        optimizer.step()
        np.testing.assert_allclose(point, x.detach().numpy(), atol=1e-12)


@pytest.mark.parametrize(("share", "shrinks"), [(0.98, True), (1.02, False)])
def test_the_largest_stable_rate_divides_convergence_from_divergence(share, shrinks):
    hessian = np.diag([0.5, 4.0]) + 0.3
    rate = share * descent.largest_stable_rate(hessian)
    start = np.array([1.0, 1.0])
    path = descent.descend(lambda p: hessian @ p, start, rate, 400)
    assert (np.linalg.norm(path[-1]) < np.linalg.norm(start)) == shrinks


def test_descent_stops_at_a_small_gradient_or_when_steps_run_out():
    _, reason = descent.descend_until(lambda x: x, [1.0], 0.5)
    assert reason == "small gradient"
    path, reason = descent.descend_until(lambda x: x, [1.0], 1e-6, most=10)
    assert reason == "out of steps"
    assert len(path) == 11
