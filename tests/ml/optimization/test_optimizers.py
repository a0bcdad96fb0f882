"""Every optimiser against torch.optim, step by step, on a bumpy surface."""

import numpy as np
import pytest
import torch

from course_utils.ml.optimization import optimizers

START = np.array([1.5, -2.0])


def gradient(p):
    return np.array([p[0] + np.cos(3 * p[0]), 10 * p[1] + 0.5 * p[0]])


def torch_path(make, updates=60, decay=None):
    position = torch.tensor(START, requires_grad=True)
    optimizer = make([position])
    if decay:
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, decay)
    path = [START]
    for _ in range(updates):
        position.grad = torch.tensor(gradient(position.detach().numpy()))
        optimizer.step()
        if decay:
            schedule.step()
        path.append(position.detach().numpy().copy())
    return np.array(path)


PAIRS = {
    "constant": (
        lambda: optimizers.GradientDescent(0.05),
        lambda p: torch.optim.SGD(p, lr=0.05),
    ),
    "momentum": (
        lambda: optimizers.Momentum(0.02, momentum=0.8),
        lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8),
    ),
    "adagrad": (
        lambda: optimizers.Adagrad(0.4),
        lambda p: torch.optim.Adagrad(p, lr=0.4),
    ),
    "rmsprop": (
        lambda: optimizers.RMSProp(0.05, decay=0.9),
        lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.9),
    ),
    "adam": (
        lambda: optimizers.Adam(0.1),
        lambda p: torch.optim.Adam(p, lr=0.1),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_each_step_equals_torch(name):
    ours, judge = PAIRS[name]
    path = optimizers.walk(ours(), gradient, START, 60)
    np.testing.assert_allclose(path, torch_path(judge), atol=1e-7)


def test_the_decayed_rate_equals_torch():
    optimizer = optimizers.GradientDescent(optimizers.inverse_root(0.15))
    judge = torch_path(
        lambda p: torch.optim.SGD(p, lr=0.15), decay=lambda t: (t + 1) ** -0.5
    )
    path = optimizers.walk(optimizer, gradient, START, 60)
    np.testing.assert_allclose(path, judge, atol=1e-12)


def test_adagrad_does_not_notice_the_scale_of_an_axis():
    def path(scale):
        return optimizers.walk(optimizers.Adagrad(0.5), lambda p: scale * p, START, 40)

    np.testing.assert_allclose(path(1.0), path(np.array([1.0, 100.0])), atol=1e-8)


def test_momentum_of_zero_is_plain_descent():
    plain = optimizers.walk(optimizers.GradientDescent(0.05), gradient, START, 30)
    heavy = optimizers.walk(optimizers.Momentum(0.05, momentum=0), gradient, START, 30)
    np.testing.assert_array_equal(plain, heavy)


@pytest.mark.parametrize(("n", "size", "batches"), [(10, 3, 4), (10, 5, 2), (4, 1, 4)])
def test_minibatches_visit_each_example_once(n, size, batches):
    dealt = list(optimizers.minibatches(n, size, rng=np.random.default_rng(0)))
    assert len(dealt) == batches
    assert sorted(np.concatenate(dealt)) == list(range(n))


def test_a_batch_larger_than_the_data_is_refused():
    with pytest.raises(ValueError, match="must be 1 to 4"):
        list(optimizers.minibatches(4, 5, rng=np.random.default_rng(0)))


def test_a_full_batch_is_gradient_descent():
    x = np.random.default_rng(1).normal(size=(20, 2))
    full = optimizers.walk_in_batches(
        optimizers.GradientDescent(0.1),
        lambda p, chosen: (p - x[chosen]).mean(axis=0),
        START,
        20,
        batch_size=20,
        epochs=5,
        rng=np.random.default_rng(0),
    )
    plain = optimizers.walk(
        optimizers.GradientDescent(0.1), lambda p: p - x.mean(axis=0), START, 5
    )
    np.testing.assert_allclose(full, plain, atol=1e-12)


def torch_rates(schedule, updates=40):
    """Return the rates of a schedule of PyTorch, from 0.3 on."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    made, rates = schedule(optimizer), []
    for _ in range(updates):
        rates.append(made.get_last_lr()[0])
        optimizer.step()
        made.step()
    return rates


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            optimizers.in_steps(0.3, every=7, factor=0.1),
            lambda o: torch.optim.lr_scheduler.StepLR(o, 7, gamma=0.1),
        ),
        (
            optimizers.cosine(0.3, updates=40),
            lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 40),
        ),
    ],
)
def test_schedules_are_those_of_pytorch(ours, theirs):
    rates = [ours(t) for t in range(40)]
    np.testing.assert_allclose(rates, torch_rates(theirs), rtol=1e-9)
