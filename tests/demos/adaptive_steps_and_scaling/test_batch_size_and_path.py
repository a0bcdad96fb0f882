"""BatchSizeAndPath: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling import batch_size_and_path
from course_utils.demos.adaptive_steps_and_scaling.batch_size_and_path import (
    BatchSizeAndPath,
)
from course_utils.ml.optimization.descent import central_difference
from tests.demos.sweep import sweep


def test_there_are_as_many_updates_as_batches_and_a_full_batch_knows_no_chance():
    def invariant(values, result):
        assert result["updates"] == values["epochs"] * 64 // values["size"]
        if values["size"] == 64:
            calm = batch_size_and_path.noisy_walk(
                64, values["eta"], values["decay"], values["epochs"], 0
            )
            np.testing.assert_allclose(result["path"], calm, atol=1e-9)

    sweep(BatchSizeAndPath, invariant)


def test_the_gradient_of_all_examples_is_the_slope_of_the_loss():
    at = np.array([0.3, -0.8])
    np.testing.assert_allclose(
        batch_size_and_path.line_gradient(at, slice(None)),
        central_difference(batch_size_and_path.line_loss, at),
        rtol=1e-6,
    )
