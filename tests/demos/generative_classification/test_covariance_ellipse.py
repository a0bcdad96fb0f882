"""CovarianceEllipse: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import generative_classification as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def tilt(result):
    """Return the mean product of the cloud's coordinates, by adding them up."""
    return np.mean([x * y for x, y in result["points"] - result["points"].mean(axis=0)])


def reach(result):
    """Return the widest and the narrowest distance of the ellipse from its middle."""
    distance = np.linalg.norm(result["ellipse"], axis=1)
    return distance.max(), distance.min()


def a_circle(values, result):
    far, near = reach(result)
    return abs(tilt(result)) < 1e-9 and np.isclose(far, near, rtol=1e-6)


def along_the_axes(values, result):
    far, near = reach(result)
    longest = np.abs(
        result["ellipse"][np.linalg.norm(result["ellipse"], axis=1) == far]
    )
    on_axis = (longest.min(axis=1) < 0.05 * longest.max(axis=1)).all()
    return abs(tilt(result)) < 1e-9 and on_axis and far > near


def goes_with(sign):
    def holds(values, result, match=None):
        x, y = result["points"].T
        large = np.mean(y[x > x.mean()]) - np.mean(y[x < x.mean()])
        return np.sign(tilt(result)) == sign and np.sign(large) == sign

    return holds


CLAIMS = (
    Claim(
        "Zeros off the diagonal, equal variances: a circle",
        lambda v, r, m: a_circle(v, r),
        at={"std_1": 1.5, "std_2": 1.5, "correlation": 0.0},
    ),
    Claim(
        "Zeros off the diagonal: the ellipse lies along the axes",
        lambda v, r, m: along_the_axes(v, r),
    ),
    Claim("Off-diagonal above zero: large x₁ goes with large x₂", goes_with(1)),
    Claim("Off-diagonal below zero: large x₁ goes with small x₂", goes_with(-1)),
)
PROMISES = {
    "round": a_circle,
    "stretched": lambda v, r: along_the_axes(v, r) and reach(r)[0] > 3 * reach(r)[1],
    "up together": goes_with(1),
    "one up, one down": goes_with(-1),
}


def test_a_covariance_matrix_is_symmetric_and_has_no_negative_eigenvalue():
    def proper(values, result):
        matrix = result["matrix"]
        np.testing.assert_array_equal(matrix, matrix.T)
        assert (result["values"] > 0).all()
        cloud = np.cov(result["points"].T, bias=True)
        np.testing.assert_allclose(cloud, matrix, atol=1e-12)
        inverse = np.linalg.inv(matrix)
        rim = result["ellipse"]
        np.testing.assert_allclose((rim @ inverse * rim).sum(axis=1), 4, rtol=1e-6)

    sweep(demos.CovarianceEllipse, proper, claims=CLAIMS, promises=PROMISES)
