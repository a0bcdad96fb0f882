"""Minima in many dimensions: the quick count against eigenvalues and closed forms."""

import numpy as np
import pytest

from course_utils.experiments import minima_by_dimension as minima
from course_utils.ml.optimization import hessian


def test_positive_pivots_are_positive_eigenvalues():
    rng = np.random.default_rng(0)
    for dimension in (1, 2, 5):
        diagonal, squares = minima.draw_tridiagonal(dimension, 200, rng)
        first = minima.first_shift_that_is_enough(diagonal, squares)
        for n in range(200):
            beside = np.diag(np.sqrt(squares[:, n]), 1)
            lowest = np.linalg.eigvalsh(np.diag(diagonal[:, n]) + beside + beside.T)[0]
            enough = lowest + minima.SHIFTS > 0
            assert first[n] == (enough.argmax() if enough.any() else 25)
            for shift in (0.0, 2.5):
                told = minima.all_positive(diagonal[:, [n]], squares[:, [n]], shift)
                assert told[0] == (lowest + shift > 0)


@pytest.mark.parametrize("dimension", [2, 4, 8])
def test_the_tridiagonal_matrices_stand_for_full_ones(dimension):
    spectra = hessian.random_spectra(
        dimension, trials=20_000, rng=np.random.default_rng(1)
    )
    share = (spectra[:, :1] + minima.SHIFTS > 0).mean(axis=0)
    counts = minima.count_minima(dimension, 100_000, np.random.default_rng(2))
    np.testing.assert_allclose(counts / 100_000, share, atol=0.012)


def test_the_kept_counts_are_those_of_the_closed_forms():
    counts, draws = minima.kept_counts()
    shares = counts[:, 0] / draws
    assert shares[0] == pytest.approx(1 / 2, abs=1e-3)
    assert shares[1] == pytest.approx((2 - np.sqrt(2)) / 4, abs=1e-3)
    assert shares[2] == pytest.approx((np.pi - 2 * np.sqrt(2)) / (4 * np.pi), abs=5e-4)
    assert counts.shape == (minima.LARGEST, len(minima.SHIFTS))
    assert (np.diff(counts, axis=1) >= 0).all()  # a larger shift, no fewer minima
    assert (np.diff(counts, axis=0) <= 0).all()  # one dimension more, no more of them


def test_the_kept_counts_come_again_from_the_seeds():
    counts, draws = minima.kept_counts()
    again = minima.count_minima(4, 500_000, np.random.default_rng(4)) / 500_000
    np.testing.assert_allclose(again, counts[3] / draws, atol=3e-3)
