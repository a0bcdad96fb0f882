"""How rare are minima among random critical points? Counted in millions of matrices.

A random symmetric matrix of n × n has the eigenvalues of a random tridiagonal one
(Dumitriu and Edelman, Matrix models for beta ensembles, 2002), and that one has only
positive eigenvalues if all its pivots are positive. So millions take seconds.
"""

from functools import cache

import numpy as np

from course_utils.experiments import kept

FILE = kept.file_of(__name__)
LARGEST = 10
SHIFTS = np.linspace(0, 6, 25)  # what is added to all eigenvalues
DRAWS, AT_ONCE = 20_000_000, 500_000


def draw_tridiagonal(dimension, count, rng):
    """Return diagonals (n, count) and squared off-diagonals (n - 1, count)."""
    diagonal = rng.normal(0, np.sqrt(2), (dimension, count))
    freedom = np.arange(dimension - 1, 0, -1)[:, None]
    return diagonal, rng.chisquare(freedom, (dimension - 1, count))


def all_positive(diagonal, squares, shift):
    """Tell of each tridiagonal matrix whether all eigenvalues exceed -shift."""
    pivot = diagonal[0] + shift
    positive = pivot > 0
    for entry, square in zip(diagonal[1:], squares, strict=True):
        pivot = entry + shift - square / np.where(positive, pivot, 1.0)
        positive &= pivot > 0
    return positive


def first_shift_that_is_enough(diagonal, squares):
    """Return, for each matrix, the place in SHIFTS from which on it is a minimum.

    len(SHIFTS) where none is enough. Found by halving: a larger shift stays enough.
    """
    low = np.zeros(diagonal.shape[1], int)
    high = np.full(diagonal.shape[1], len(SHIFTS))
    for _ in range(len(SHIFTS).bit_length()):
        middle, searching = (low + high) // 2, low < high
        shift = SHIFTS[np.minimum(middle, len(SHIFTS) - 1)]
        enough = all_positive(diagonal, squares, shift)
        high = np.where(searching & enough, middle, high)
        low = np.where(searching & ~enough, middle + 1, low)
    return high


def count_minima(dimension, draws, rng):
    """Return how many of `draws` matrices are minima at each of SHIFTS, (25,)."""
    counts = np.zeros(len(SHIFTS) + 1, dtype=np.int64)
    for start in range(0, draws, AT_ONCE):
        count = min(AT_ONCE, draws - start)
        first = first_shift_that_is_enough(*draw_tridiagonal(dimension, count, rng))
        counts += np.bincount(first, minlength=len(SHIFTS) + 1)
    return counts[:-1].cumsum()


def make_kept():
    """Count the minima in one to ten dimensions; DRAWS matrices in each."""
    rngs = [np.random.default_rng(n) for n in range(1, LARGEST + 1)]
    counts = [count_minima(n, DRAWS, rng) for n, rng in enumerate(rngs, start=1)]
    return {"draws": np.array(DRAWS), "counts": np.array(counts)}


@cache
def kept_counts():
    """Return how many minima were found (10, 25) by dimension and shift, and DRAWS."""
    content = kept.read(FILE)
    return content["counts"], int(content["draws"])
