import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.draw import tiles


def axes(count=1):
    return Figure().subplots(1, count)


def test_a_mosaic_holds_every_picture_in_its_place():
    pictures = np.arange(5 * 2 * 3).reshape(5, 2, 3)
    wall = tiles.mosaic(pictures, columns=3)
    assert wall.shape == (2 * 2 + 1, 3 * 3 + 2)
    np.testing.assert_array_equal(wall[:2, 4:7], pictures[1])
    np.testing.assert_array_equal(wall[3:, :3], pictures[3])
    assert np.isnan(wall[2]).all()
    assert np.isnan(wall[3:, 8:]).all()


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (-2.0, "−2")]
)
def test_numbers_are_short_and_zero_has_no_sign(value, text):
    assert tiles.number(value) == text


def test_a_signed_picture_has_zero_in_the_middle_of_its_colours():
    ax = tiles.plot_picture([[-1.0, 3.0]], axes(), signed=True)
    assert ax.images[0].get_clim() == (-3, 3)
    assert len(ax.get_xticks()) == 0


def test_pictures_side_by_side_share_one_scale_and_spare_axes_are_off():
    row = axes(3)
    tiles.plot_pictures([np.full((2, 2), 1.0), np.full((2, 2), -4.0)], row, signed=True)
    assert row[0].images[0].get_clim() == row[1].images[0].get_clim() == (-4, 4)
    assert not row[2].axison


def test_a_number_grid_shows_new_values_and_shapes():
    grid = tiles.NumberGrid(axes(), (2, 2), limit=1)
    image, numbers = grid.artists
    grid.set_values(np.eye(2))
    before = numbers.get_path().vertices.copy()
    np.testing.assert_array_equal(image.get_array(), np.eye(2))
    grid.set_table(np.array([[0.25, 0.5, 1.0]]))
    assert image.get_array().shape == (1, 3)
    assert len(numbers.get_path().vertices) != len(before)


def test_a_moving_title_stands_above_its_axes():
    text = tiles.moving_title(axes())
    assert text.get_position()[1] > 1
