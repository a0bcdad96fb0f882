"""Parabola: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from tests.demos.sweep import sweep


def test_parabola_falls_below_one_over_l_and_diverges_above_two_over_l():
    def invariant(values, result):
        product = values["eta"] * values["curvature"]
        loss = result["loss"]
        if values["start"] == 0:
            assert (loss == 0).all()
        elif product <= 1:  # monotone, and never across the minimum
            assert (np.diff(loss) <= 0).all()
            assert (result["path"] * values["start"] >= -1e-12).all()
        elif product > 2 + 1e-9:
            assert (np.diff(loss[loss < 1e11]) > 0).all()
        elif product < 2 - 1e-9:
            assert (np.diff(loss) <= 0).all()

    sweep(demos.Parabola, invariant)
