"""ReceptiveField: what holds in every state, and what it says."""

import numpy as np
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.ml.vision.receptive_field import field_by_gradient, seen_side
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def side(values):
    """Return the side of the square that one output pixel sees: all pixels, listed."""
    seen = {0}
    for _ in range(values["layers"]):
        window = range(2 * values["half"] + 1)
        seen = {
            place * values["stride"] + offset for place in seen for offset in window
        }
    return max(seen) - min(seen) + 1


def fits(values, result, match):
    """Tell whether layers, kernel, square and weights are those of the sentence."""
    kernel = 2 * values["half"] + 1
    named = [int(match[n]) for n in ("layers", "kernel", "field", "weights")]
    weights = sum(p.numel() for p in network(values).parameters())
    return named == [values["layers"], kernel, side(values), weights]


def network(values):
    """Return the layers with torch, without biases."""
    size = 2 * values["half"] + 1, values["stride"]
    layers = [nn.Conv2d(1, 1, *size, bias=False) for _ in range(values["layers"])]
    return nn.Sequential(*layers)


LAYERS = r"(?P<layers>\d) layers? of (?P<kernel>\d)×(?P=kernel)"
SEES = r"one output pixel sees (?P<field>\d+) × (?P=field)"
WEIGHTS = r"with (?P<weights>\d+) weights?"
CLAIMS = (
    Claim(
        f"{LAYERS}: {SEES}, {WEIGHTS}",
        lambda v, r, m: fits(v, r, m) and side(v) <= demos.ReceptiveField.WIDTH,
    ),
    Claim(
        f"{LAYERS}: {SEES} \\(35 shown\\), {WEIGHTS}",
        lambda v, r, m: fits(v, r, m) and side(v) > demos.ReceptiveField.WIDTH == 35,
    ),
)
PROMISES = {
    "two 3×3": lambda v, r: side(v) == r["field"] == 5 and v["half"] == 1,
    "three 3×3": lambda v, r: side(v) == r["field"] == 7 and v["half"] == 1,
    "one 7×7": lambda v, r: (
        side(v) == side({**v, "layers": 3, "half": 1})
        and r["weights"] > demos.ReceptiveField.compute(3, 1, 1)["weights"]
    ),
    "stride 2": lambda v, r: np.array_equal(r["steps"][:-1], 2 * r["steps"][1:]),
    "1×1": lambda v, r: side(v) == r["field"] == 1,
}


def test_the_cone_of_layers_is_the_gradient_of_one_output_pixel():
    def invariant(values, result):
        kernel, stride = 2 * values["half"] + 1, values["stride"]
        assert result["spans"][-1] == result["field"] == len(result["paths"])
        if result["field"] > 40:
            return  # the judge would need a large picture
        gradient = field_by_gradient(network(values), result["field"])
        assert kernel < stride or seen_side(gradient) == (result["field"],) * 2
        np.testing.assert_allclose(
            gradient / gradient.max(), result["paths"], atol=1e-6
        )

    sweep(demos.ReceptiveField, invariant, claims=CLAIMS, promises=PROMISES)
