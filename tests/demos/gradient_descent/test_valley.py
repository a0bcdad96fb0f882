"""Valley: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from tests.demos.sweep import sweep


def test_valley_loses_height_below_its_limit_and_gains_above():
    def invariant(values, result):
        loss, limit = result["loss"], 2 / values["kappa"]
        assert np.isclose(result["limit"], limit)
        if values["eta"] < limit - 1e-9:
            assert (np.diff(loss) <= 1e-12).all()
        elif values["eta"] > limit + 1e-9 and abs(values["w2"]) > 0:
            assert loss[-1] > values["kappa"] * values["w2"] ** 2 / 2
        headline = demos.Valley.headline(result)
        assert ("Diverges" in headline) == (loss[-1] > loss[0] * (1 + 1e-9))

    sweep(demos.Valley, invariant)


def test_at_its_limit_the_valley_swings_for_ever():
    result = demos.Valley.compute(eta=0.25, w1=-4.0, w2=2.0, kappa=8.0)
    assert "for ever" in demos.Valley.headline(result)
