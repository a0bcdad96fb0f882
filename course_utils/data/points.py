"""Small sets of made points: two moons, circles, XOR, the lecture's points and classes.

Every set is made on the spot from a seed, so the same call gives the same points on
every machine. Classification sets come as `points` of shape (n, 2) and whole-number
`labels` of shape (n,); regression sets come as `x` and `y` of shape (n,).
The shapes are scikit-learn's well-known ones, written out here in numpy alone because
importing scikit-learn takes about a second.
"""

from dataclasses import dataclass

import numpy as np


def make_two_moons(n=200, *, noise=0.15, seed=0):
    """Return two interlocking half circles: points (n, 2) and labels 0 or 1."""
    rng, labels = _balanced_labels(n, 2, seed)
    angle = rng.uniform(0, np.pi, n)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    points = np.where(labels[:, None] == 0, upper, lower)
    return points + rng.normal(0, noise, (n, 2)), labels


def make_circles(n=200, *, noise=0.08, ratio=0.5, seed=0):
    """Return a ring (label 0) around a smaller one (label 1), radii 1 and `ratio`."""
    rng, labels = _balanced_labels(n, 2, seed)
    angle = rng.uniform(0, 2 * np.pi, n)
    radius = np.where(labels == 0, 1.0, ratio)
    points = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points + rng.normal(0, noise, (n, 2)), labels


def make_xor(n=200, *, noise=0.2, seed=0):
    """Return four clouds at the corners (±1, ±1): label 1 where the signs differ.

    With n=4 and noise=0 these are the four corners of the truth table.
    """
    rng = np.random.default_rng(seed)
    corners = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], dtype=float)
    points = corners[np.arange(n) % 4] + rng.normal(0, noise, (n, 2))
    labels = np.array([0, 1, 1, 0])[np.arange(n) % 4]
    return points, labels


def make_blobs(n=200, *, classes=3, spread=0.6, seed=0):
    """Return round clouds around `classes` centres on a circle of radius 2."""
    rng, labels = _balanced_labels(n, classes, seed)
    angle = 2 * np.pi * labels / classes + np.pi / 2
    centres = 2 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return centres + rng.normal(0, spread, (n, 2)), labels


def make_pair(n=12, *, middle=(0.9, 0.5), spread=0.4, seed=2):
    """Return n points around `middle` (label 1) and n around its opposite (label 0)."""
    rng = np.random.default_rng(seed)
    middles = np.repeat([middle, np.negative(middle)], n, axis=0)
    return middles + rng.normal(0, spread, (2 * n, 2)), np.repeat([1, 0], n)


def make_spirals(n=200, *, classes=2, turns=1.25, noise=0.05, seed=0):
    """Return arms that wind out of the middle, one for each class, radius up to 1."""
    rng, labels = _balanced_labels(n, classes, seed)
    distance = np.sqrt(rng.uniform(0.01, 1, n))
    angle = 2 * np.pi * (turns * distance + labels / classes)
    points = distance[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points + rng.normal(0, noise, (n, 2)), labels


TOY_SETS = {
    "two moons": make_two_moons,
    "circles": make_circles,
    "XOR": make_xor,
    "blobs": make_blobs,
    "spirals": make_spirals,
}


def make_toy(kind, n=200, *, seed=0, **options):
    """Return the toy set called `kind`, one of the names in `TOY_SETS`.

    Raises ValueError when there is no set of that name.
    """
    if kind not in TOY_SETS:
        names = ", ".join(repr(name) for name in TOY_SETS)
        raise ValueError(f"kind must be one of {names}, got {kind!r}")
    return TOY_SETS[kind](n, seed=seed, **options)


def make_line_points(n=20, *, slope=0.6, intercept=1.0, noise=0.35, seed=0):
    """Return x in 0..5 and y = slope·x + intercept + noise, both of shape (n,)."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 5, n))
    return x, slope * x + intercept + rng.normal(0, noise, n)


# Hung-yi Lee, Machine Learning 2016, lecture on regression: combat power of ten
# creatures before and after they evolve.
POWER_BEFORE = (338, 333, 328, 207, 226, 25, 179, 60, 208, 606)
POWER_AFTER = (640, 633, 619, 393, 428, 27, 193, 66, 226, 1591)

# The ten points fall into three kinds, each multiplying the power by its own factor.
KIND_OF_LECTURE_POINT = (0, 0, 0, 0, 0, 1, 1, 1, 1, 2)
FACTOR_OF_KIND = (1.895, 1.085, 2.625)
LARGEST_POWER_OF_KIND = (400, 300, 650)


def lecture_points():
    """Return the ten points of the lecture on regression: before and after, (10,)."""
    return np.array(POWER_BEFORE, dtype=float), np.array(POWER_AFTER, dtype=float)


def lecture_kinds():
    """Return the kind (0, 1 or 2) of each of the ten lecture points, shape (10,)."""
    return np.array(KIND_OF_LECTURE_POINT)


def make_unseen_lecture_points(n=10, *, noise=8.0, seed=0):
    """Return n more creatures by the rule that the ten follow: before, after, kind.

    The lecture's own test points are not published; these are made. Kinds come in the
    lecture's proportions 5 : 4 : 1, `noise` is the standard deviation of `after`.
    """
    rng = np.random.default_rng(seed)
    kind = lecture_kinds()[np.arange(n) % 10]
    before = rng.uniform(20, np.array(LARGEST_POWER_OF_KIND)[kind])
    after = np.array(FACTOR_OF_KIND)[kind] * before + rng.normal(0, noise, n)
    return before, np.maximum(after, 10), kind


@dataclass(frozen=True)
class GaussianClass:
    """Name one class of points: its mean, its covariance, how many were seen."""

    name: str
    mean: tuple
    covariance: tuple
    count: int


# Hung-yi Lee, Machine Learning 2016, lecture on classification: (defence, special
# defence) of water and of normal creatures.
WATER = GaussianClass("water", (75.0, 71.3), ((874, 327), (327, 929)), 79)
NORMAL = GaussianClass("normal", (55.6, 59.8), ((847, 422), (422, 685)), 61)


def make_gaussian(mean, covariance, n, *, seed=0):
    """Return n points of a Gaussian, shape (n, len(mean)).

    Raises numpy.linalg.LinAlgError when `covariance` is not positive definite.
    """
    rng = np.random.default_rng(seed)
    # The Cholesky factor is unique, so every machine turns the same way.
    factor = np.linalg.cholesky(np.asarray(covariance, dtype=float))
    return np.asarray(mean) + rng.normal(size=(n, len(mean))) @ factor.T


def make_water_and_normal(*, seed=0, scale=1):
    """Return the lecture's two classes: points (140, 2), labels 1 water, 0 normal.

    `scale` multiplies both counts, 79 and 61.
    """
    water = make_gaussian(WATER.mean, WATER.covariance, scale * WATER.count, seed=seed)
    normal = make_gaussian(
        NORMAL.mean, NORMAL.covariance, scale * NORMAL.count, seed=seed + 1000
    )
    labels = np.repeat([1, 0], [len(water), len(normal)])
    return np.concatenate([water, normal]), labels


def as_rows(points, labels=None):
    """Return points (n, 2) as a tuple of (x, y), with two decimals.

    With `labels` (n,) it is a tuple of (x, y, label): the points of a demo.
    """
    rows = np.round(np.asarray(points, float), 2).tolist()
    if labels is None:
        return tuple(map(tuple, rows))
    return tuple((*row, int(k)) for row, k in zip(rows, labels, strict=True))


def _balanced_labels(n, classes, seed):
    """Return a generator and n labels, equally many of each class as far as can be."""
    return np.random.default_rng(seed), np.arange(n) % classes
