"""BatchSizeAndPath: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling import batch_size_and_path
from course_utils.demos.adaptive_steps_and_scaling.batch_size_and_path import (
    BatchSizeAndPath,
)
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
