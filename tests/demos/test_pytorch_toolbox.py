import numpy as np
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import pytorch_toolbox as demos
from tests.demos.sweep import sweep


def test_the_playground_transforms_as_torchvision():
    transforms = torchvision.transforms

    def invariant(values, result):
        size = values["size"]
        shape = (size, size) if values["square"] else size
        wanted = np.asarray(transforms.Resize(shape)(demos.photograph())) / 255
        np.testing.assert_allclose(result["picture"], wanted)
        left, top = result["corner"]
        side = values["crop"]
        piece = wanted[top : top + side, left : left + side]
        normalize = transforms.Normalize([values["mean"]] * 3, [values["std"]] * 3)
        by_torch = normalize(torch.tensor(piece).permute(2, 0, 1)).permute(1, 2, 0)
        np.testing.assert_allclose(result["values"], by_torch, atol=1e-6)

    sweep(demos.TransformPlayground, invariant)


def test_every_card_is_dealt_once_in_an_epoch():
    def invariant(values, result):
        dealt = result["order"]
        assert len(set(dealt)) == len(dealt)
        assert sorted([*dealt, *result["left_out"]]) == list(range(20))
        assert values["drop_last"] or len(dealt) == 20
        assert (result["sizes"][:-1] == values["batch_size"]).all()
        if not values["shuffle"]:
            assert (np.diff(dealt) == 1).all()

    sweep(demos.DealingCards, invariant)


def test_broadcasting_is_torchs():
    def invariant(values, result):
        a, b = torch.tensor(result["a"]), torch.tensor(result["b"])
        try:
            wanted = a + b if values["operation"] == "a + b" else a * b
        except RuntimeError:
            assert not result["fits"]
        else:
            np.testing.assert_array_equal(result["result"], wanted)

    sweep(demos.Broadcasting, invariant)
