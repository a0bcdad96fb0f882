"""Channels: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling import photographs
from tests.demos.sweep import sweep


def test_the_parts_of_all_channels_add_up_to_torchs_output():
    picture = torch.tensor(photographs.small_photograph("flower", 10))[None]

    def invariant(values, result):
        kernels = torch.tensor(result["kernels"])[None]
        bias = torch.tensor([values["bias"]], dtype=torch.float64)
        wanted = nn.functional.conv2d(picture, kernels, bias)[0, 0]
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)

    sweep(demos.Channels, invariant)
