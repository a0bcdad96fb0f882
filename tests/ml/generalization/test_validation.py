"""Folds against scikit-learn; splits and searches by their properties."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_val_score

from course_utils.ml.generalization import validation
from course_utils.ml.regression import curve_fitting
from course_utils.ml.regression.linear import mse


def assert_same_folds(ours, judge):
    for (train, held), (judge_train, judge_held) in zip(ours, judge, strict=True):
        np.testing.assert_array_equal(train, judge_train)
        np.testing.assert_array_equal(held, judge_held)


@pytest.mark.parametrize(("n", "k"), [(10, 5), (23, 4), (7, 7)])
def test_folds_equal_scikit_learn(n, k):
    assert_same_folds(validation.folds(n, k), KFold(k).split(np.zeros(n)))


@pytest.mark.parametrize(("n", "k"), [(10, 4), (23, 5), (6, 5)])
def test_folds_in_time_equal_scikit_learn(n, k):
    judge = TimeSeriesSplit(k).split(np.zeros(n))
    assert_same_folds(validation.time_folds(n, k), judge)


def test_shuffled_folds_hold_each_example_out_once():
    pairs = validation.folds(17, 5, rng=np.random.default_rng(0))
    held = np.concatenate([held for _, held in pairs])
    assert sorted(held) == list(range(17))
    assert list(held) != list(range(17))
    assert all(not set(train) & set(out) for train, out in pairs)


def test_too_many_folds_are_refused():
    with pytest.raises(ValueError, match="between 2 and the 4 examples, got 5"):
        validation.folds(4, 5)
    with pytest.raises(ValueError, match="need at least 6 examples, got 4"):
        validation.time_folds(4, 5)


def test_a_split_uses_each_example_once_and_keeps_the_order_of_time():
    parts = validation.split(20, (0.5, 0.25, 0.25))
    assert [len(part) for part in parts] == [10, 5, 5]
    np.testing.assert_array_equal(np.concatenate(parts), np.arange(20))
    shuffled = validation.split(20, rng=np.random.default_rng(1))
    assert sorted(np.concatenate(shuffled)) == list(range(20))


def test_fractions_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match=r"add up to 1, got 0\.9"):
        validation.split(10, (0.7, 0.2))


def test_cross_validation_equals_scikit_learn():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(30, 3)), rng.normal(size=30)
    ours = validation.cross_validate(
        curve_fitting.least_squares,
        lambda model, x, y: mse(curve_fitting.predict(x, *model), y),
        x,
        y,
        validation.folds(30, 5),
    )
    judge = -cross_val_score(
        LinearRegression(), x, y, cv=KFold(5), scoring="neg_mean_squared_error"
    )
    np.testing.assert_allclose(ours, judge, rtol=1e-10)


def test_a_grid_has_few_values_per_axis_and_random_points_have_many():
    grid = validation.grid_points([0, 0], [1, 10], 4)
    rng = np.random.default_rng(0)
    drawn = validation.random_points([0, 0], [1, 10], 16, rng=rng)
    assert grid.shape == drawn.shape == (16, 2)
    assert len(np.unique(grid[:, 0])) == 4
    assert len(np.unique(drawn[:, 0])) == 16
    assert (drawn.max(axis=0) <= [1, 10]).all()


def test_search_returns_the_best_point_and_its_history():
    points = np.array([[3.0, 0], [1.0, 1], [2.0, 2]])
    best, value, history = validation.search(lambda a, b: a**2 + b, points)
    np.testing.assert_array_equal(best, [1, 1])
    assert value == 2
    np.testing.assert_array_equal(history, [9, 2, 2])
