import numpy as np
from matplotlib.figure import Figure

from course_utils.draw import classes, style


def test_two_classes_are_blue_for_one_and_orange_for_zero():
    colors, markers = classes.class_look(2)
    assert colors == [style.ORANGE, style.BLUE]
    assert len(set(markers)) == 2


def test_three_classes_are_blue_orange_green():
    assert classes.class_look(3)[0] == [style.BLUE, style.ORANGE, style.GREEN]


def test_each_class_is_drawn_once_with_its_points():
    points, labels = np.arange(10.0).reshape(5, 2), np.array([0, 1, 1, 0, 1])
    ax = classes.plot_classes(points, labels, Figure().subplots())
    drawn = [np.asarray(c.get_offsets()) for c in ax.collections]
    np.testing.assert_array_equal(drawn[0], points[labels == 0])
    np.testing.assert_array_equal(drawn[1], points[labels == 1])


def test_an_ellipse_lies_at_its_radius():
    covariance = np.array([[4.0, 1.5], [1.5, 1.0]])
    rim = classes.ellipse((1, 2), covariance, radius=3) - (1, 2)
    distance = (rim @ np.linalg.inv(covariance) * rim).sum(axis=1)
    np.testing.assert_allclose(distance, 9)


def test_points_that_move_go_to_the_artist_of_their_label():
    moving = classes.MovingClasses(Figure().subplots(), classes.class_look(2))
    for rows in ([(1, 2, 0), (3, 4, 1), (5, 6, 0)], []):
        table = np.array(rows, float).reshape(-1, 3)
        moving.set_rows(table)
        for label, artist in enumerate(moving.artists):
            wanted = table[table[:, 2] == label, :2]
            np.testing.assert_array_equal(artist.get_xydata(), wanted)
    colors = [artist.get_color() for artist in moving.artists]
    assert colors == classes.class_look(2)[0]
