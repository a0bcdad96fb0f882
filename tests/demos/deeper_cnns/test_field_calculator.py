"""FieldCalculator: what holds in every state, and what it says."""

import numpy as np
from torch import nn

from course_utils.demos import deeper_cnns as demos
from course_utils.demos.deeper_cnns import field_calculator
from course_utils.ml.vision.receptive_field import field_by_gradient, seen_side
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def walked(network, depth):
    """Return kind, kernel, stride and field, going from the picture to the layer."""
    chain = field_calculator.chains()[network]
    side, step = 1, 1
    for _, kernel, stride in chain[:depth]:
        side += (kernel - 1) * step
        step *= stride
    return *chain[min(depth, len(chain)) - 1], side


def says_what_it_sees(values, result, match):
    kind, kernel, stride, side = walked(values["network"], values["depth"])
    depth = min(values["depth"], len(field_calculator.chains()[values["network"]]))
    wanted = {
        "network": values["network"],
        "depth": str(depth),
        "kind": {"conv": "convolution", "pool": "pooling"}[kind],
        "kernel": str(kernel),
        "stride": str(stride) if stride > 1 else None,
        "side": str(side),
    }
    return match.groupdict() == wanted


CLAIMS = (
    Claim(
        r"(?P<network>[\w-]+), layer (?P<depth>\d+), (?P<kind>convolution|pooling) "
        r"(?P<kernel>\d+)×(?P=kernel)(, stride (?P<stride>\d+))?: one pixel sees "
        r"(?P<side>\d+) × (?P=side)",
        says_what_it_sees,
    ),
)
PROMISES = {
    "two 3×3": lambda v, r: walked(v["network"], v["depth"])[1::2] == (3, 5),
    "AlexNet's first layer": lambda v, r: (
        walked("AlexNet", v["depth"])[1::2] == (11, 11)
    ),
    "VGG-16's last": lambda v, r: walked("VGG-16", v["depth"])[3] == 212,
    "NiN's 1×1": lambda v, r: (
        walked("NiN", v["depth"])[1] == 1
        and walked("NiN", v["depth"])[3] == walked("NiN", v["depth"] - 1)[3]
    ),
}


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

    sweep(demos.FieldCalculator, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_curve_ends_at_the_layer_in_view():
    demo = demos.FieldCalculator(network="VGG-16", depth=4)
    assert list(demo.curve.get_xdata()) == [1, 2, 3, 4]
