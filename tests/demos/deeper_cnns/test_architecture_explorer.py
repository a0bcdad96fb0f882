"""ArchitectureExplorer: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import deeper_cnns as demos
from course_utils.demos.deeper_cnns import architecture_explorer
from course_utils.ml.networks.fully_connected import count_parameters
from tests.demos.sweep import sweep

JUDGES = {"AlexNet": "alexnet", "VGG-11": "vgg11", "VGG-16": "vgg16"}


def test_the_explorer_counts_what_torchvision_counts():
    with torch.device("meta"):
        wanted = {
            name: count_parameters(getattr(torchvision.models, judge)())
            for name, judge in JUDGES.items()
        }

    def invariant(values, result):
        if values["side"] == 224 and values["network"] in wanted:
            assert result["parameters"].sum() == wanted[values["network"]]
        if values["network"] in ("NiN", "GoogLeNet"):
            at_224 = architecture_explorer.table(values["network"], 224)
            assert result["parameters"].sum() == sum(r.parameters for r in at_224)
        assert (np.diff(result["sides"]) <= 0).all()

    sweep(demos.ArchitectureExplorer, invariant)
