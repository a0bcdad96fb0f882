"""SampleAndEstimate: what holds in every state, and what it says."""

import numpy as np

from course_utils.data.points import make_gaussian
from course_utils.demos import generative_classification as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

MEAN, SPREAD = np.array([75.0, 71.3]), np.sqrt([874, 929])  # the lecture's water


def crowd(seed):
    return make_gaussian(MEAN, ((874, 327), (327, 929)), 300, seed=seed)


MANY = np.stack([crowd(seed) for seed in range(100)])


def error(points):
    """Return how far a mean is off: both features in their σ, root mean square."""
    in_sigma = (np.mean(points, axis=-2) - MEAN) / SPREAD
    return np.linalg.norm(in_sigma, axis=-1) / np.sqrt(2)


def off_by(values, result, match):
    n, here, average = int(match[1]), float(match[2]), float(match[3])
    assert n == values["n"]
    mine = error(crowd(values["seed"])[:n])
    # The curve is drawn through eleven sizes: between them it is a little off.
    return abs(mine - here) < 0.0051 and np.isclose(
        error(MANY[:, :n]).mean(), average, atol=0.0051, rtol=0.06
    )


CLAIMS = (
    Claim(r"(\d+) points: this mean is ([\d.]+) σ off, ([\d.]+) σ on average", off_by),
)


def halves(n):
    """Whether n points have half the average error of a quarter of them."""
    ratio = error(MANY[:, : n // 4]).mean() / error(MANY[:, :n]).mean()
    return 1.8 < ratio < 2.2


PROMISES = {
    "5 points": lambda v, r: len(r["points"]) == 5 and len(r["ellipse"]) > 50,
    "20 points": lambda v, r: v["n"] == 20 and halves(20),
    "80 points": lambda v, r: v["n"] == 80 and halves(80),
}


def test_estimates_come_from_exactly_n_points():
    def counted(values, result):
        assert len(result["points"]) == values["n"]
        np.testing.assert_allclose(result["center"], result["points"].mean(axis=0))
        wanted = np.cov(result["points"].T, bias=not values["unbiased"])
        np.testing.assert_allclose(result["covariance"], wanted)
        assert result["distance"] < 4 * np.sqrt(1 / values["n"])

    sweep(demos.SampleAndEstimate, counted, claims=CLAIMS, promises=PROMISES)
