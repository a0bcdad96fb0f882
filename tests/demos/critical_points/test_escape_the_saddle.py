"""EscapeTheSaddle: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.critical_points.escape_the_saddle import EscapeTheSaddle
from course_utils.ml.optimization.hessian import chain_loss
from tests.demos.sweep import sweep


def test_the_loss_falls_along_the_escape_direction():
    def falls(values, result):
        assert np.linalg.norm(result["u"]) == pytest.approx(1)
        if result["eigenvalue"] < -1e-6:
            start, u = result["start"], result["u"]
            assert chain_loss(start + 1e-2 * u) < chain_loss(start)
        assert result["taylor"][0] == pytest.approx(result["true"][0])

    sweep(EscapeTheSaddle, invariant=falls)
