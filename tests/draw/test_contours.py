import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.draw.contours import MovingContours

X, Y = np.linspace(-2, 2, 81), np.linspace(-1, 1, 41)
BOWL = np.add.outer(Y**2, X**2)


def axes():
    return Figure().subplots()


def test_every_point_of_a_line_has_the_value_of_its_level():
    levels = [0.25, 0.81]
    contours = MovingContours(axes(), X, Y, levels)
    contours.set_values(BOWL)
    for level, path in zip(levels, contours.get_paths(), strict=True):
        np.testing.assert_allclose((path.vertices**2).sum(axis=1), level, atol=2e-3)


def test_a_band_lies_between_the_lines_of_its_two_levels():
    contours = MovingContours(axes(), X, Y, [0.09, 0.25, 0.81], filled=True)
    contours.set_values(BOWL)
    for path, ends in zip(contours.get_paths(), [(0.3, 0.5), (0.5, 0.9)], strict=True):
        radius = np.hypot(*path.vertices.T)
        near = [abs(radius - end) < 5e-3 for end in ends]
        assert (near[0] | near[1]).all()
        assert near[0].any()
        assert near[1].any()


def test_new_values_replace_the_old_and_a_level_may_be_empty():
    contours = MovingContours(axes(), X, Y, [0.25, 100], colors=["r", "b"])
    contours.set_values(BOWL)
    before = contours.get_paths()[0].vertices.copy()
    contours.set_values(4 * BOWL)
    small, empty = contours.get_paths()
    assert abs(small.vertices).max() == pytest.approx(abs(before).max() / 2, abs=1e-2)
    assert len(empty.vertices) == 0


def test_values_of_another_shape_are_refused_by_name():
    with pytest.raises(ValueError, match=r"z must have shape \(41, 81\), but got"):
        MovingContours(axes(), X, Y, [1]).set_values(BOWL.T)
