"""KernelMachine: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import softmax_and_its_limits as demos
from tests.demos.sweep import sweep


def test_the_gaussian_kernel_bends_where_the_linear_one_cannot():
    def plausible(values, result):
        assert 2 <= len(result["support"]) <= 120
        bend = np.abs(np.diff(result["score"], n=2, axis=0)).max()
        assert (bend < 1e-6) == (values["kernel"] == "linear")
        if values["kernel"] == "linear" and values["kind"] == "XOR":
            assert result["unseen"] < 0.8

    sweep(demos.KernelMachine, plausible)
