"""WindowOverAPhotograph: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling import photographs
from course_utils.ml.vision import convolution as conv
from tests.demos.sweep import sweep


def judged(picture, kernel, **options):
    tensors = [torch.tensor(np.array(a))[None, None] for a in (picture, kernel)]
    return nn.functional.conv2d(*tensors, **options)[0, 0].numpy()


def test_the_window_over_a_photograph_equals_torch():
    def invariant(values, result):
        kernel = conv.KERNELS[values["kernel"]]
        options = {"stride": values["stride"], "padding": values["padding"]}
        wanted = judged(photographs.grey_photograph(), kernel, **options)
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)
        i, j = result["place"]
        assert np.isclose(result["product"].sum(), wanted[i, j])
        assert wanted.shape[0] == conv.output_size(53, 3, **options)

    sweep(demos.WindowOverAPhotograph, invariant)
