"""LearningAKernel: what holds in every state, and what it says."""

from functools import cache

import numpy as np

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling.learning_a_kernel import (
    training_picture,
)
from course_utils.ml.vision import convolution as conv
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def windows(picture):
    """Return each window of a picture as one row, cut out by loops."""
    data = training_picture(picture)
    rows, columns = data.shape[0] - 2, data.shape[1] - 2
    return np.array(
        [
            data[i : i + 3, j : j + 3].ravel()
            for i in range(rows)
            for j in range(columns)
        ]
    )


def slope(values, off):
    """Return the gradient of the mean squared error of a kernel that is `off`."""
    table = windows(values["picture"])
    return 2 * table.T @ (table @ off) / len(table)


def errors(values):
    """Return how far output and kernel are off after the updates, as shares."""
    goal = conv.KERNELS[values["kernel"]].ravel()
    off = -goal
    for _ in range(values["updates"]):
        off = off - values["rate"] * slope(values, off)
    table = windows(values["picture"])
    pairs = (table @ off, table @ goal), (off, goal)
    return [np.linalg.norm(miss) / np.linalg.norm(whole) for miss, whole in pairs]


def grows(values):
    """Tell whether, far out, each update multiplies the error by more than 1."""
    off = -conv.KERNELS[values["kernel"]].ravel()
    for _ in range(400):
        before, off = off, off - values["rate"] * slope(values, off)
    return np.linalg.norm(off) > 1.001 * np.linalg.norm(before)


CLAIMS = (
    Claim(
        "Before the first update: a kernel of zeros sees nothing",
        lambda v, r, m: v["updates"] == 0 and abs(r["kernel"]).max() < 1e-12,
    ),
    Claim(
        r"η = (.+) is above 2/L = (.+): it diverges",
        lambda v, r, m: float(m[1]) == v["rate"] > float(m[2]) - 0.00501 and grows(v),
    ),
    Claim(
        r"(\d+) updates?: output off by (.+)%, kernel by (.+)%",
        lambda v, r, m: (
            int(m[1]) == v["updates"]
            and np.allclose(
                [float(m[2]), float(m[3])], 100 * np.array(errors(v)), atol=0.0501
            )
        ),
    ),
)
PROMISES = {
    "start": lambda v, r: abs(r["kernel"]).max() < 1e-12,
    "noise": lambda v, r: max(errors(v)) < 0.001,
    "photograph": lambda v, r: min(errors(v)) > 0.5,
    "patience": lambda v, r: v["updates"] == 200 and errors(v)[1] < 0.01,
    "too fast": lambda v, r: grows(v) and r["rate"] > r["limit"],
}


def learned(picture, target, rate, steps):
    """Return the kernel after some steps of descent from zeros, and all losses."""
    kernel, losses = np.zeros((3, 3)), []
    for step in range(steps + 1):
        error = conv.correlate_product(picture, kernel) - target
        losses.append(float((error**2).mean()))
        if step < steps:  # the gradient is the picture correlated with the error
            slope = 2 / error.size * conv.correlate_product(picture, error)
            kernel = kernel - rate * slope
    return kernel, losses


def test_the_kernel_learned_is_that_of_step_by_step_descent():
    def invariant(values, result):
        steps = min(values["updates"], 30)
        kernel, losses = learned(
            result["input"], result["target"], values["rate"], steps
        )
        if values["updates"] <= 30:
            np.testing.assert_allclose(result["kernel"], kernel, atol=1e-6)
        count = len(losses)
        np.testing.assert_allclose(result["loss"][:count], losses, rtol=1e-4, atol=1e-8)
        if values["rate"] < result["limit"] - 1e-9:
            assert (np.diff(result["loss"]) <= 0).all()

    sweep(demos.LearningAKernel, invariant, claims=CLAIMS, promises=PROMISES)


def test_every_kernel_is_learned_faster_from_noise_than_from_a_photograph():
    for kernel in ("vertical edges", "horizontal edges", "outline"):
        state = {"updates": 20, "rate": 0.8, "kernel": kernel}
        noise = errors({**state, "picture": "noise"})
        photograph = errors({**state, "picture": "photograph"})
        assert max(noise) < 0.001
        assert min(photograph) > 0.4
