"""Let the walk keep its speed: momentum, Nesterov's look ahead, and what they obey.

The course writes m ← λ·m - η·g and steps by m. torch.optim.SGD keeps v ← λ·v + g and
steps by -η·v. With a constant learning rate m = -η·v, and the paths are the same.
"""

import numpy as np


class Nesterov:
    """Feel the slope where the momentum is about to carry you: g at position + λ·m.

    m ← λ·m - η·g(position + λ·m), then position + m (Sutskever and others, 2013).
    `step` needs the gradient as a function, because it is asked for elsewhere.
    """

    def __init__(self, learning_rate, *, momentum=0.9):
        self.learning_rate, self.momentum, self.m = learning_rate, momentum, 0.0

    def step(self, position, gradient):
        """Return the next position; `gradient` is a function of a position."""
        ahead = position + self.momentum * self.m
        self.m = self.momentum * self.m - self.learning_rate * gradient(ahead)
        return position + self.m


def heavy_ball(gradient, start, *, learning_rate, momentum, updates, nesterov=False):
    """Return the positions (updates + 1, ...) and the steps m (updates + 1, ...).

    The first m is 0: the ball starts at rest. λ = 0 is plain gradient descent.
    """
    position = np.asarray(start, dtype=float)
    positions, steps = [position], [np.zeros_like(position)]
    for _ in range(updates):
        carried = momentum * steps[-1]
        slope = gradient(position + carried if nesterov else position)
        steps.append(carried - learning_rate * slope)
        position = position + steps[-1]
        positions.append(position)
    return np.array(positions), np.array(steps)


def weights_of_the_past(momentum, t):
    """Return how much g₀ ... g_t count in the step after them: λᵗ, ..., λ, 1."""
    return momentum ** np.arange(t, -1, -1.0)


def shrink_per_update(curvature, learning_rate, momentum):
    """Return the factor that the distance is multiplied by in the long run.

    It is the largest |root| of z² - (1 + λ - ηL)·z + λ, the update written as one
    matrix on (position, last position).
    """
    middle = 1 + momentum - learning_rate * curvature
    return float(np.abs(np.roots([1.0, -middle, momentum])).max())


def best_setting(smallest, largest):
    """Return the (η, λ) that bring a quadratic with these curvatures down fastest.

    η = (2 / (√L + √μ))², λ = ((√L - √μ) / (√L + √μ))² (Polyak, 1964).
    """
    low, high = np.sqrt(smallest), np.sqrt(largest)
    return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2


def swarm_step(positions, velocities, own_best, best, *, inertia, pull, rng):
    """Move a particle swarm once; return positions and velocities (particles, d).

    v ← inertia·v + pull·r₁·(own best - x) + pull·r₂·(best of all - x), with r₁, r₂
    random in 0..1 (Kennedy and Eberhart 1995; inertia: Shi and Eberhart 1998).
    """
    own, common = rng.uniform(size=(2, *positions.shape))
    towards = own * (own_best - positions) + common * (best - positions)
    velocities = inertia * velocities + pull * towards
    return positions + velocities, velocities


def swarm_search(function, positions, *, updates, inertia=0.7, pull=1.5, rng):
    """Return the best position (d,) that a swarm found, and its value.

    `function` maps points (n, d) to values (n,); no gradient is asked for.
    """
    velocities = np.zeros_like(positions)
    own_best, own_value = positions.copy(), function(positions)
    for _ in range(updates):
        best = own_best[own_value.argmin()]
        positions, velocities = swarm_step(
            positions, velocities, own_best, best, inertia=inertia, pull=pull, rng=rng
        )
        value = function(positions)
        better = value < own_value
        own_best[better], own_value[better] = positions[better], value[better]
    return own_best[own_value.argmin()], float(own_value.min())
