"""MinimaInManyDimensions: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.critical_points.minima_in_many_dimensions import (
    MinimaInManyDimensions,
)
from tests.demos.sweep import sweep


def test_minima_become_rarer_with_every_dimension():
    def rarer(values, result):
        shares = result["shares"]
        assert (np.diff(shares) <= 0.02).all()
        if values["shift"] == 0:
            assert shares[0] == pytest.approx(0.5, abs=0.04)
            assert shares[4] < 0.01
            assert result["positive"] == pytest.approx(0.5, abs=0.04)

    sweep(MinimaInManyDimensions, invariant=rarer)
