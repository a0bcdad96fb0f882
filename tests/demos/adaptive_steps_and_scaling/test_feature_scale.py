"""FeatureScale: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling import feature_scale
from course_utils.demos.adaptive_steps_and_scaling.feature_scale import FeatureScale
from tests.demos.sweep import sweep


def test_scaling_undoes_the_unit_and_a_stable_rate_never_climbs():
    def invariant(values, result):
        if values["scaling"] != "none":
            assert result["condition"] < 2
            same = feature_scale.curvature(1.0, values["scaling"])
            again = feature_scale.curvature(values["scale"], values["scaling"])
            np.testing.assert_allclose(same, again, atol=1e-9)
        if values["share"] <= 1:
            assert (np.diff(result["left"]) <= 1e-9).all()
        else:
            assert result["left"][-1] > result["left"][-2]

    sweep(FeatureScale, invariant)
