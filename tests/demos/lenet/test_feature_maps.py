"""FeatureMaps: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos import lenet as demos
from course_utils.experiments import lenet_and_rival
from tests.demos.sweep import sweep


@pytest.mark.slow
def test_maps_come_from_the_layer_and_lead_to_the_answer():
    model, *_ = lenet_and_rival.trained()

    def invariant(values, result):
        assert np.isclose(result["probabilities"].sum(), 1, atol=1e-5)
        assert (result["maps"] >= 0).all()  # ReLU, and the pooling behind it
        if values["layer"] == "pool 2":
            with torch.no_grad():
                logits = model.classifier(torch.tensor(result["maps"])[None])
            np.testing.assert_allclose(
                logits.softmax(1)[0], result["probabilities"], atol=1e-5
            )

    sweep(demos.FeatureMaps, invariant)
