"""The made points have the shapes, the classes and the moments that they promise."""

import numpy as np
import pytest

from course_utils.data import points


@pytest.mark.parametrize("kind", points.TOY_SETS)
def test_a_toy_set_has_balanced_classes_and_depends_only_on_its_seed(kind):
    made, labels = points.make_toy(kind, 120, seed=3)
    again, _ = points.make_toy(kind, 120, seed=3)
    other, _ = points.make_toy(kind, 120, seed=4)
    assert made.shape == (120, 2)
    assert len(set(np.bincount(labels))) == 1
    np.testing.assert_array_equal(made, again)
    assert not np.allclose(made, other)


def test_an_unknown_kind_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match=r"'two moons', 'circles'.*got 'stars'"):
        points.make_toy("stars")


def test_four_xor_points_without_noise_are_the_truth_table():
    corners, labels = points.make_xor(4, noise=0)
    assert set(map(tuple, corners)) == {(-1, -1), (1, -1), (-1, 1), (1, 1)}
    np.testing.assert_array_equal(labels, corners[:, 0] * corners[:, 1] < 0)


def test_circles_without_noise_lie_on_two_radii():
    made, labels = points.make_circles(50, noise=0, ratio=0.4)
    radius = np.linalg.norm(made, axis=1)
    np.testing.assert_allclose(radius, np.where(labels == 0, 1, 0.4))


def test_the_lower_moon_reaches_into_the_upper_one():
    made, labels = points.make_two_moons(400, noise=0)
    upper, lower = made[labels == 0], made[labels == 1]
    np.testing.assert_allclose(np.linalg.norm(upper, axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(lower - [1, 0.5], axis=1), 1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5


def test_the_arms_of_a_spiral_are_turned_copies_of_one_curve():
    made, labels = points.make_spirals(300, classes=3, turns=1, noise=0)
    radius = np.linalg.norm(made, axis=1)
    angle = np.arctan2(made[:, 1], made[:, 0])
    turned = angle - 2 * np.pi * (radius + labels / 3)
    np.testing.assert_allclose(np.cos(turned), 1, atol=1e-9)


def test_line_points_follow_the_line_up_to_their_noise():
    x, y = points.make_line_points(5000, slope=2, intercept=-1, noise=0.5)
    slope, intercept = np.polyfit(x, y, 1)
    assert slope == pytest.approx(2, abs=0.03)
    assert intercept == pytest.approx(-1, abs=0.06)
    assert np.std(y - 2 * x + 1) == pytest.approx(0.5, abs=0.03)


def test_the_ten_lecture_points_are_those_of_the_lecture():
    before, after = points.lecture_points()
    assert (before.sum(), after.sum()) == (2510, 4816)
    slope, intercept = np.polyfit(before, after, 1)
    assert (round(slope, 2), round(intercept, 1)) == (2.67, -188.4)


def test_the_kinds_explain_the_lecture_points_almost_exactly():
    before, after = points.lecture_points()
    factor = np.array(points.FACTOR_OF_KIND)[points.lecture_kinds()]
    np.testing.assert_allclose(after, factor * before, rtol=0.02)


def test_unseen_lecture_points_follow_the_factor_of_their_kind():
    before, after, kind = points.make_unseen_lecture_points(500, noise=0)
    factor = np.array(points.FACTOR_OF_KIND)[kind]
    np.testing.assert_allclose(after, np.maximum(factor * before, 10))
    np.testing.assert_array_equal(np.bincount(kind), [250, 200, 50])


def test_gaussian_points_have_the_asked_mean_and_covariance():
    made = points.make_gaussian((75.0, 71.3), points.WATER.covariance, 50_000)
    np.testing.assert_allclose(made.mean(axis=0), [75.0, 71.3], atol=0.5)
    np.testing.assert_allclose(np.cov(made.T), points.WATER.covariance, rtol=0.05)


def test_water_and_normal_come_in_the_counts_of_the_lecture():
    made, labels = points.make_water_and_normal()
    assert made.shape == (140, 2)
    np.testing.assert_array_equal(np.bincount(labels), [61, 79])
    many, labels = points.make_water_and_normal(scale=100)
    for name, label in ((points.WATER, 1), (points.NORMAL, 0)):
        np.testing.assert_allclose(many[labels == label].mean(0), name.mean, atol=1)


def test_a_pair_lies_around_its_middle_and_the_opposite():
    found, labels = points.make_pair(400, middle=(0.9, 0.5), spread=0.3)
    assert labels.tolist() == [1] * 400 + [0] * 400
    for label, sign in ((1, 1), (0, -1)):
        mean = found[labels == label].mean(axis=0)
        np.testing.assert_allclose(mean, sign * np.array([0.9, 0.5]), atol=0.06)


def test_rows_are_what_a_demo_takes():
    rows = points.as_rows([[0.123, -1.0], [2.0, 0.456]], np.array([1, 0]))
    assert rows == ((0.12, -1.0, 1), (2.0, 0.46, 0))
    assert all(type(number) in (float, int) for row in rows for number in row)
    assert points.as_rows([[0.123, 1]]) == ((0.12, 1.0),)
