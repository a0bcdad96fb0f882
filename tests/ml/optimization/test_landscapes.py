import numpy as np
import pytest

from course_utils.ml.optimization import landscapes
from course_utils.ml.optimization.descent import central_difference


@pytest.mark.parametrize(
    ("function", "gradient"),
    [
        (landscapes.hills, landscapes.hills_gradient),
        (landscapes.saddle, landscapes.saddle_gradient),
    ],
)
def test_gradients_agree_with_central_differences(function, gradient):
    for point in np.random.default_rng(1).normal(size=(20, 2)):
        np.testing.assert_allclose(
            gradient(point), central_difference(function, point), atol=1e-8
        )


def test_the_bowl_has_the_gradient_of_its_hessian():
    hessian = np.array([[2.0, 0.5], [0.5, 1.0]])
    point = np.array([1.0, -2.0])
    measured = central_difference(lambda p: landscapes.bowl(p, hessian), point)
    np.testing.assert_allclose(hessian @ point, measured, atol=1e-8)


def test_the_slope_of_the_road_agrees_with_central_differences():
    for x in np.linspace(-7, 6, 40):
        assert landscapes.road_slope(x) == pytest.approx(
            central_difference(landscapes.road, x), abs=1e-8
        )


def test_the_saddle_has_a_zero_gradient_where_there_is_no_minimum():
    np.testing.assert_array_equal(landscapes.saddle_gradient([0.0, 0.0]), [0, 0])
    assert landscapes.saddle([0.0, 0.1]) < landscapes.saddle([0.0, 0.0])
