"""FieldCalculator: what holds in every state, and what it says."""

import numpy as np
from torch import nn

from course_utils.demos import deeper_cnns as demos
from course_utils.demos.deeper_cnns import field_calculator
from course_utils.ml.vision.receptive_field import field_by_gradient, seen_side
from tests.demos.sweep import sweep


def test_the_calculator_agrees_with_the_gradient_of_one_pixel():
    def invariant(values, result):
        fields, depth = result["fields"], result["depth"]
        assert (np.diff(fields) >= 0).all()
        assert fields[0] == {"LeNet": 5, "AlexNet": 11, "NiN": 11}.get(
            values["network"], 3
        )
        side = fields[depth - 1]
        if side <= 100:
            chain = field_calculator.chains()[values["network"]][:depth]
            layers = [nn.Conv2d(1, 1, kernel, stride) for _, kernel, stride in chain]
            gradient = field_by_gradient(nn.Sequential(*layers), int(side) + 40)
            assert seen_side(gradient) == (side, side)

    sweep(demos.FieldCalculator, invariant)
