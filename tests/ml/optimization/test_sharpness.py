"""Two valleys of one depth: slopes against differences, rises against curvature."""

import numpy as np
import pytest

from course_utils.ml.optimization import sharpness
from course_utils.ml.optimization.descent import central_difference


def test_the_slope_is_the_derivative_of_the_valleys():
    for w in np.linspace(-4, 4, 23):
        slope = central_difference(sharpness.two_valleys, w)
        assert sharpness.two_valleys_slope(w) == pytest.approx(slope, abs=1e-6)


def test_both_minima_are_equally_deep_and_one_is_sharper():
    np.testing.assert_allclose(sharpness.two_valleys([-1.5, 1.5]), 0)
    beside = sharpness.two_valleys([-1.3, 1.3])
    assert beside[0] > 5 * beside[1]


def test_without_noise_every_walker_stays_in_its_valley():
    starts = np.array([-1.8, -1.3, 0.9, 2.4])
    ends = sharpness.noisy_walkers(
        sharpness.two_valleys_slope,
        starts,
        learning_rate=0.02,
        noise=0.0,
        updates=2000,
        rng=np.random.default_rng(0),
    )
    np.testing.assert_allclose(ends, [-1.5, -1.5, 1.5, 1.5], atol=1e-3)
