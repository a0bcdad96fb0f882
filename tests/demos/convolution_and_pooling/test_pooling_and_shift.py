"""PoolingAndShift: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.ml.vision import convolution as conv
from tests.demos.sweep import sweep


def test_pooling_equals_torch_and_moves_by_whole_cells():
    judges = {"max": nn.functional.max_pool2d, "average": nn.functional.avg_pool2d}

    def invariant(values, result):
        size, shift = values["size"], values["shift"]
        pooled = judges[values["kind"]](torch.tensor(result["map"])[None], size)[0]
        np.testing.assert_allclose(result["pooled"], pooled)
        assert result["map_changes"][0] == result["pooled_changes"][0] == 0
        if shift % size == 0:  # a whole number of cells: nothing is new in any of them
            still = demos.PoolingAndShift.compute(**{**values, "shift": 0})["pooled"]
            moved = conv.shift(still, shift // size)
            np.testing.assert_allclose(result["pooled"], moved, atol=1e-12)
        if size == 1:
            np.testing.assert_allclose(result["map_changes"], result["pooled_changes"])

    sweep(demos.PoolingAndShift, invariant)
