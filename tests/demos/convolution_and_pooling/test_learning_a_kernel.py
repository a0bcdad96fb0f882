"""LearningAKernel: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import convolution_and_pooling as demos
from course_utils.ml.vision import convolution as conv
from tests.demos.sweep import sweep


def test_the_kernel_learned_is_that_of_step_by_step_descent():
    def invariant(values, result):
        kernels, losses = conv.learn_kernel(
            result["input"],
            result["target"],
            (3, 3),
            learning_rate=values["rate"],
            steps=min(values["updates"], 30),
        )
        if values["updates"] <= 30:
            np.testing.assert_allclose(result["kernel"], kernels[-1], atol=1e-6)
        count = len(losses)
        np.testing.assert_allclose(result["loss"][:count], losses, rtol=1e-4, atol=1e-8)
        if values["rate"] < result["limit"] - 1e-9:
            assert (np.diff(result["loss"]) <= 0).all()

    sweep(demos.LearningAKernel, invariant)
