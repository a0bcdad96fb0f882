"""TwoGaussians: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import generative_classification as demos
from tests.demos.sweep import sweep


def test_a_shared_covariance_gives_a_straight_boundary_and_only_that_does():
    def straight_if_shared(values, result):
        bend = max(np.abs(np.diff(result["odds"], n=2, axis=k)).max() for k in (0, 1))
        if values["kind"] == "shared":
            assert bend < 1e-9
        else:
            assert bend > 1e-4
        assert ((result["posterior"] >= 0) & (result["posterior"] <= 1)).all()

    sweep(demos.TwoGaussians, straight_if_shared)


def test_a_larger_prior_never_makes_water_less_probable():
    rare, common = (
        demos.TwoGaussians.compute("own", "crossed", 60.0, 60.0, prior)["posterior"]
        for prior in (0.1, 0.7)
    )
    assert (common >= rare).all()
