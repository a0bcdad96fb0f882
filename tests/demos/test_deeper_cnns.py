import numpy as np
import torch
from torch import nn

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import deeper_cnns as demos
from course_utils.ml import architectures as nets
from course_utils.ml.cnn_blocks import Inception
from course_utils.ml.networks import count_parameters
from course_utils.ml.receptive_field import field_by_gradient, seen_side
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
            at_224 = demos.table(values["network"], 224)
            assert result["parameters"].sum() == sum(r.parameters for r in at_224)
        assert (np.diff(result["sides"]) <= 0).all()

    sweep(demos.ArchitectureExplorer, invariant)


def test_the_calculator_agrees_with_the_gradient_of_one_pixel():
    def invariant(values, result):
        fields, depth = result["fields"], result["depth"]
        assert (np.diff(fields) >= 0).all()
        assert fields[0] == {"LeNet": 5, "AlexNet": 11, "NiN": 11}.get(
            values["network"], 3
        )
        side = fields[depth - 1]
        if side <= 100:
            chain = demos.chains()[values["network"]][:depth]
            layers = [nn.Conv2d(1, 1, kernel, stride) for _, kernel, stride in chain]
            gradient = field_by_gradient(nn.Sequential(*layers), int(side) + 40)
            assert seen_side(gradient) == (side, side)

    sweep(demos.FieldCalculator, invariant)


def test_the_knobs_count_the_parameters_of_the_block():
    def invariant(values, result):
        block = nets.make_on_paper(
            lambda: Inception(
                192,
                values["small"],
                (values["middle_in"], values["middle"]),
                (values["large_in"], values["large"]),
                values["pooled"],
            )
        )
        which = "parameters" if values["bottlenecks"] else "other"
        assert result[which].sum() == count_parameters(block)
        assert result["outputs"].sum() == block.outputs

    sweep(demos.InceptionKnobs, invariant)
