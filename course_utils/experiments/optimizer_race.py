"""Five optimisers walk down one bowl: condition number, rate and turn are varied."""

from functools import lru_cache

import numpy as np

from course_utils.ml.optimization import optimizers

RACERS = {
    "gradient descent": optimizers.GradientDescent,
    "decayed η/√(t+1)": lambda eta: optimizers.GradientDescent(
        optimizers.inverse_root(eta)
    ),
    "Adagrad": optimizers.Adagrad,
    "RMSProp": lambda eta: optimizers.RMSProp(eta, decay=0.9),
    "Adam": optimizers.Adam,
}
START = (-2.4, 1.6)
UPDATES = 100
FAR = 1e3  # where a path that runs away is cut


def make_hessian(kappa, turn):
    """Return the second derivatives (2, 2) of a bowl: 1 and κ, turned by degrees."""
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turned @ np.diag([1.0, kappa]) @ turned.T


def height(hessian, points):
    """Return the loss ½ wᵀHw at points (..., 2)."""
    return np.einsum("...i,ij,...j->...", points, hessian, points) / 2


def share_left(hessian, points):
    """Return the loss at points (..., 2) as a share of the loss at the start."""
    return height(hessian, points) / height(hessian, np.array(START))


@lru_cache(maxsize=512)
def race(kappa, eta, turn):
    """Return the path (101, 2) of every racer, cut at ±1000, by name.

    The fastest flight, 99 times as far at each update, ends at 10²⁰⁰: no overflow.
    """
    slope = make_hessian(kappa, turn).dot
    return {
        name: np.clip(optimizers.walk(make(eta), slope, START, UPDATES), -FAR, FAR)
        for name, make in RACERS.items()
    }
