"""ReceptiveField: what holds in every state, and what it says."""

import numpy as np
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.ml.vision.receptive_field import field_by_gradient, seen_side
from tests.demos.sweep import sweep


def test_the_cone_of_layers_is_the_gradient_of_one_output_pixel():
    def invariant(values, result):
        layers, kernel = values["layers"], 2 * values["half"] + 1
        stride = values["stride"]
        assert result["spans"][-1] == result["field"] == len(result["paths"])
        if result["field"] > 40:
            return  # the judge would need a large picture
        network = nn.Sequential(
            *[nn.Conv2d(1, 1, kernel, stride) for _ in range(layers)]
        )
        gradient = field_by_gradient(network, result["field"])
        assert kernel < stride or seen_side(gradient) == (result["field"],) * 2
        np.testing.assert_allclose(
            gradient / gradient.max(), result["paths"], atol=1e-6
        )

    sweep(demos.ReceptiveField, invariant)
