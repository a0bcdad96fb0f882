"""Momentum step by step against torch.optim.SGD, and against what algebra says."""

import numpy as np
import pytest
import torch

from course_utils.ml.optimization import momentum
from course_utils.ml.optimization.optimizers import GradientDescent, Momentum, walk

START = np.array([1.5, -2.0])


def gradient(p):
    return np.array([p[0] + np.cos(3 * p[0]), 10 * p[1] + 0.5 * p[0]])


def torch_walk(*, updates, **options):
    """Return positions and torch's own velocity buffers, step by step."""
    p = torch.tensor(START, requires_grad=True)
    optimizer = torch.optim.SGD([p], **options)
    positions, velocities = [START], []
    for _ in range(updates):
        p.grad = torch.tensor(gradient(p.detach().numpy()))
        optimizer.step()
        positions.append(p.detach().numpy().copy())
        velocities.append(optimizer.state[p]["momentum_buffer"].numpy().copy())
    return np.array(positions), np.array(velocities)


@pytest.mark.parametrize("lam", [0.5, 0.9, 0.99])
def test_every_position_and_every_velocity_equals_torchs(lam):
    mine, steps = momentum.heavy_ball(
        gradient, START, learning_rate=0.02, momentum=lam, updates=60
    )
    positions, velocities = torch_walk(updates=60, lr=0.02, momentum=lam)
    np.testing.assert_allclose(mine, positions, atol=1e-10)
    np.testing.assert_allclose(steps[1:] / -0.02, velocities, atol=1e-9)


def test_nesterov_looks_ahead_at_the_place_that_torch_keeps_as_its_position():
    lam, eta = 0.8, 0.02
    mine, steps = momentum.heavy_ball(
        gradient, START, learning_rate=eta, momentum=lam, updates=60, nesterov=True
    )
    positions, _ = torch_walk(updates=60, lr=eta, momentum=lam, nesterov=True)
    np.testing.assert_allclose(mine + lam * steps, positions, atol=1e-10)


def test_the_nesterov_class_takes_the_same_steps():
    optimizer, path = momentum.Nesterov(0.02, momentum=0.8), [START]
    for _ in range(20):
        path.append(optimizer.step(path[-1], gradient))
    other, _ = momentum.heavy_ball(
        gradient, START, learning_rate=0.02, momentum=0.8, updates=20, nesterov=True
    )
    np.testing.assert_allclose(path, other)


def test_without_momentum_it_is_plain_descent_and_with_it_the_class_of_notebook_6():
    for lam, optimizer in ((0.0, GradientDescent(0.02)), (0.9, Momentum(0.02))):
        mine, _ = momentum.heavy_ball(
            gradient, START, learning_rate=0.02, momentum=lam, updates=30
        )
        np.testing.assert_allclose(mine, walk(optimizer, gradient, START, 30))


def test_a_step_is_the_weighted_sum_of_all_past_gradients():
    positions, steps = momentum.heavy_ball(
        gradient, START, learning_rate=0.02, momentum=0.7, updates=12
    )
    for t in range(12):
        past = np.array([gradient(p) for p in positions[: t + 1]])
        weighted = momentum.weights_of_the_past(0.7, t) @ past
        np.testing.assert_allclose(steps[t + 1], -0.02 * weighted)


@pytest.mark.parametrize("lam", [0.0, 0.5, 0.9])
def test_the_heavy_ball_diverges_exactly_above_its_limit(lam):
    limit = 2 * (1 + lam) / 4.0  # Polyak (1964)
    assert momentum.shrink_per_update(4.0, 0.99 * limit, lam) < 1
    assert momentum.shrink_per_update(4.0, 1.01 * limit, lam) > 1


def test_the_long_run_factor_is_what_a_long_run_shows():
    positions, _ = momentum.heavy_ball(
        lambda w: 4 * w, 1.0, learning_rate=0.1, momentum=0.81, updates=400
    )
    measured = (np.abs(positions[390:]).max() / np.abs(positions[190:201]).max()) ** (
        1 / 200
    )
    assert measured == pytest.approx(
        momentum.shrink_per_update(4.0, 0.1, 0.81), abs=2e-3
    )


def test_no_other_setting_of_a_grid_beats_the_best_one():
    def slowest(eta, lam):
        return max(momentum.shrink_per_update(c, eta, lam) for c in (1.0, 20.0))

    best = slowest(*momentum.best_setting(1.0, 20.0))
    others = [
        slowest(eta, lam)
        for eta in np.linspace(0.005, 0.3, 60)
        for lam in np.linspace(0, 0.98, 50)
    ]
    assert best <= min(others) + 1e-6


def test_a_swarm_finds_the_bottom_of_a_bowl_without_a_gradient():
    rng = np.random.default_rng(0)
    best, value = momentum.swarm_search(
        lambda p: (p**2).sum(axis=1), rng.uniform(-5, 5, (20, 2)), updates=60, rng=rng
    )
    assert value < 1e-3
    np.testing.assert_allclose(best, 0, atol=0.05)
