"""Turn a gradient into a step: plain, decayed, momentum, Adagrad, RMSProp, Adam.

Each optimiser remembers what it needs and has one method, `step(position, gradient)`,
which returns the next position. Positions and gradients are arrays of one shape.
"""

import numpy as np


def constant(learning_rate):
    """Return a schedule that answers the same learning rate for every update t."""
    return lambda t: learning_rate


def inverse_root(learning_rate):
    """Return the schedule η / √(t + 1), t = 0, 1, 2, ...: large steps first."""
    return lambda t: learning_rate / np.sqrt(t + 1)


def in_steps(learning_rate, *, every, factor=0.5):
    """Return the schedule that multiplies η by `factor` after `every` updates."""
    return lambda t: learning_rate * factor ** (t // every)


def cosine(learning_rate, *, updates):
    """Return the schedule η · (1 + cos(πt / updates)) / 2: from η down to 0.

    Loshchilov and Hutter (2017), "SGDR", without its restarts.
    """
    return lambda t: learning_rate * (1 + np.cos(np.pi * t / updates)) / 2


class GradientDescent:
    """Step along the negative gradient: position - η_t · gradient.

    `learning_rate` is a number, or a schedule: a function of the update t = 0, 1, ...
    """

    def __init__(self, learning_rate):
        schedule = learning_rate if callable(learning_rate) else constant(learning_rate)
        self.schedule, self.t = schedule, 0

    def step(self, position, gradient):
        """Return the next position."""
        eta = self.schedule(self.t)
        self.t += 1
        return position - eta * gradient


class Momentum:
    """Keep part of the last step: m ← λ·m - η·gradient, then position + m.

    torch.optim.SGD keeps a velocity v with m = -η·v instead: the same path.
    """

    def __init__(self, learning_rate, *, momentum=0.9):
        self.learning_rate, self.momentum, self.m = learning_rate, momentum, 0.0

    def step(self, position, gradient):
        """Return the next position."""
        self.m = self.momentum * self.m - self.learning_rate * gradient
        return position + self.m


class Adagrad:
    """The same with √(t + 1) cancelled: position - η · g_t / √(g₀² + ... + g_t²).

    Duchi, Hazan and Singer (2011), "Adaptive subgradient methods".
    """

    def __init__(self, learning_rate, *, epsilon=1e-10):
        self.learning_rate, self.epsilon, self.total = learning_rate, epsilon, 0.0

    def step(self, position, gradient):
        """Return the next position."""
        self.total = self.total + gradient**2
        return position - self.learning_rate * gradient / (
            np.sqrt(self.total) + self.epsilon
        )


class RMSProp:
    """Let old gradients fade: s ← α·s + (1 - α)·g², position - η · g / √s.

    Hinton (2012), "Neural networks for machine learning", lecture 6e.
    """

    def __init__(self, learning_rate, *, decay=0.99, epsilon=1e-8):
        self.learning_rate, self.decay, self.epsilon = learning_rate, decay, epsilon
        self.mean_square = 0.0

    def step(self, position, gradient):
        """Return the next position."""
        self.mean_square = (
            self.decay * self.mean_square + (1 - self.decay) * gradient**2
        )
        return position - self.learning_rate * gradient / (
            np.sqrt(self.mean_square) + self.epsilon
        )


class Adam:
    """RMSProp with momentum: fading means of g and g², corrected for their start at 0.

    m ← β₁·m + (1 - β₁)·g,  s ← β₂·s + (1 - β₂)·g²,
    position - η · m/(1 - β₁ᵗ) / √(s/(1 - β₂ᵗ)), t = 1, 2, ... (Kingma and Ba, 2015)
    """

    def __init__(self, learning_rate, *, betas=(0.9, 0.999), epsilon=1e-8):
        self.learning_rate, self.betas, self.epsilon = learning_rate, betas, epsilon
        self.m = self.s = 0.0
        self.t = 0

    def step(self, position, gradient):
        """Return the next position."""
        first, second = self.betas
        self.t += 1
        self.m = first * self.m + (1 - first) * gradient
        self.s = second * self.s + (1 - second) * gradient**2
        m = self.m / (1 - first**self.t)
        s = self.s / (1 - second**self.t)
        return position - self.learning_rate * m / (np.sqrt(s) + self.epsilon)


def walk(optimizer, gradient, start, updates):
    """Return all positions from `start` on, shape (updates + 1, d).

    `gradient(position)` returns an array of shape (d,).
    """
    path = [np.asarray(start, dtype=float)]
    for _ in range(updates):
        path.append(optimizer.step(path[-1], gradient(path[-1])))
    return np.array(path)


def minibatches(n, batch_size, *, rng):
    """Yield index arrays that together visit each of n examples once, in random order.

    The last batch is smaller when batch_size does not divide n. Raises ValueError for a
    batch_size outside 1 .. n.
    """
    if not 1 <= batch_size <= n:
        raise ValueError(
            f"batch_size must be 1 to {n} (the examples), got {batch_size}"
        )
    order = rng.permutation(n)
    for first in range(0, n, batch_size):
        yield order[first : first + batch_size]


def walk_in_batches(optimizer, gradient, start, n, *, batch_size, epochs, rng):
    """Return all positions of mini-batch descent, one more than there are updates.

    `gradient(position, indices)` is the gradient on those examples only. batch_size 1
    is stochastic gradient descent in the strict sense, batch_size n is full batch.
    """
    path = [np.asarray(start, dtype=float)]
    for _ in range(epochs):
        for indices in minibatches(n, batch_size, rng=rng):
            path.append(optimizer.step(path[-1], gradient(path[-1], indices)))
    return np.array(path)
