"""Broadcasting: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.demos import pytorch_toolbox as demos
from tests.demos.sweep import sweep


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
