"""Mini-batches and feature scales of notebook 06 everywhere a slider can take them."""

import numpy as np

from course_utils.demos import feature_scaling
from course_utils.demos.feature_scaling import BatchSizeAndPath, FeatureScale
from course_utils.ml.descent import central_difference
from tests.demos.sweep import sweep


def test_there_are_as_many_updates_as_batches_and_a_full_batch_knows_no_chance():
    def invariant(values, result):
        assert result["updates"] == values["epochs"] * 64 // values["size"]
        if values["size"] == 64:
            calm = feature_scaling.noisy_walk(
                64, values["eta"], values["decay"], values["epochs"], 0
            )
            np.testing.assert_allclose(result["path"], calm, atol=1e-9)

    sweep(BatchSizeAndPath, invariant)


def test_the_gradient_of_all_examples_is_the_slope_of_the_loss():
    at = np.array([0.3, -0.8])
    np.testing.assert_allclose(
        feature_scaling.line_gradient(at, slice(None)),
        central_difference(feature_scaling.line_loss, at),
        rtol=1e-6,
    )


def test_scaling_undoes_the_unit_and_a_stable_rate_never_climbs():
    def invariant(values, result):
        if values["scaling"] != "none":
            assert result["condition"] < 2
            same = feature_scaling.curvature(1.0, values["scaling"])
            again = feature_scaling.curvature(values["scale"], values["scaling"])
            np.testing.assert_allclose(same, again, atol=1e-9)
        if values["share"] <= 1:
            assert (np.diff(result["left"]) <= 1e-9).all()
        else:
            assert result["left"][-1] > result["left"][-2]

    sweep(FeatureScale, invariant)
