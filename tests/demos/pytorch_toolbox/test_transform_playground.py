"""TransformPlayground: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import pytorch_toolbox as demos
from course_utils.demos.pytorch_toolbox import transform_playground
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def number(text):
    return float(text.replace("−", "-"))


def own(values, result):
    """Return mean and deviation of the crop before Normalize."""
    piece = result["piece"]
    return piece.mean(), piece.std()


CLAIMS = (
    Claim(
        "Mean (.+), deviation (.+): what was given is nearly the crop's own mean "
        "and std",
        lambda v, r, m: (
            abs(number(m[1])) <= 0.1
            and abs(number(m[2]) - 1) <= 0.1
            and abs(v["mean"] - own(v, r)[0]) <= 0.1 * v["std"]
            and abs(v["std"] / own(v, r)[1] - 1) < 0.12
        ),
    ),
    Claim(
        "Values from (.+) to (.+), with the mean and std that were given",
        lambda v, r, m: (
            abs(number(m[1]) - (r["piece"].min() - v["mean"]) / v["std"]) < 0.051
            and abs(number(m[2]) - (r["piece"].max() - v["mean"]) / v["std"]) < 0.051
        ),
    ),
)
PROMISES = {
    "ToTensor alone": lambda v, r: (
        np.allclose(r["values"], r["piece"])
        and 0 <= r["piece"].min() < r["piece"].max()
    ),
    "half and half": lambda v, r: np.abs(r["values"]).max() <= 1,
    "the data's own": lambda v, r: abs(r["mean"]) < 0.1 and abs(r["std"] - 1) < 0.1,
    "squeezed": lambda v, r: (
        r["picture"].shape[0] == r["picture"].shape[1]
        and np.ptp(transform_playground.photograph().size) > 0
    ),
    "another crop": lambda v, r: (
        r["corner"] != demos.TransformPlayground().result["corner"]
    ).any(),
}


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

    sweep(demos.TransformPlayground, invariant, claims=CLAIMS, promises=PROMISES)
