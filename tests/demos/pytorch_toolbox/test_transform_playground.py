"""TransformPlayground: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import pytorch_toolbox as demos
from course_utils.demos.pytorch_toolbox import transform_playground
from tests.demos.sweep import sweep


def test_the_playground_transforms_as_torchvision():
    transforms = torchvision.transforms

    def invariant(values, result):
        size = values["size"]
        shape = (size, size) if values["square"] else size
        wanted = (
            np.asarray(transforms.Resize(shape)(transform_playground.photograph()))
            / 255
        )
        np.testing.assert_allclose(result["picture"], wanted)
        left, top = result["corner"]
        side = values["crop"]
        piece = wanted[top : top + side, left : left + side]
        normalize = transforms.Normalize([values["mean"]] * 3, [values["std"]] * 3)
        by_torch = normalize(torch.tensor(piece).permute(2, 0, 1)).permute(1, 2, 0)
        np.testing.assert_allclose(result["values"], by_torch, atol=1e-6)

    sweep(demos.TransformPlayground, invariant)
