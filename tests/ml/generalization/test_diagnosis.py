"""The guide names each illness, and every kept patient has one."""

from itertools import product

import numpy as np
import pytest

from course_utils.experiments import size_and_data
from course_utils.ml.generalization.diagnosis import (
    DIAGNOSES,
    choose_by_folds,
    diagnose,
)


@pytest.mark.parametrize(
    ("losses", "name"),
    [
        ((0.06, 0.11, 0.10, 0.06, 0.06), "healthy"),
        ((0.99, 1.10, 1.02, 0.99, 0.99), "model too small"),
        ((2.30, 2.31, 2.31, 0.06, 0.06), "optimisation stuck"),
        ((0.63, 0.66, 0.63, 0.63, 0.06), "too constrained"),
        ((0.00, 0.59, 0.49, 0.00, 0.00), "overfitting"),
        ((0.06, 0.11, 2.68, 0.06, 0.06), "mismatched test data"),
    ],
)
def test_the_guide_names_each_illness(losses, name):
    training, validation, test, shallower, unregularised = losses
    found = diagnose(
        training, validation, test, shallower=shallower, unregularised=unregularised
    )
    assert found == name


def test_the_kept_patients_show_every_illness():
    found = set()
    grid = product(
        size_and_data.DEPTHS,
        size_and_data.WIDTHS,
        size_and_data.COUNTS,
        size_and_data.DECAYS,
    )
    for case, test in product(grid, ("test", "shifted test")):
        found.add(size_and_data.verdict(*case, test=test)[0])
    assert found == set(DIAGNOSES)


def test_the_kept_file_is_small_and_whole():
    assert size_and_data.FILE.stat().st_size < 200_000
    assert all(np.isfinite(array).all() for array in size_and_data.kept_runs().values())


def test_training_again_gives_the_kept_curve():
    measured = size_and_data.run(1, 8, 50, 0.0)
    losses, _ = size_and_data.patient(1, 8, 50, 0.0)
    for part, curve in zip(size_and_data.PARTS, measured[0], strict=True):
        np.testing.assert_allclose(losses[part][:10], curve[:10], rtol=5e-3)


def test_the_lowest_mean_wins():
    losses = [[1, 1, 1], [0.1, 2, 2], [0.9, 1, 1]]
    assert choose_by_folds(losses) == np.mean(losses, axis=1).argmin() == 2
