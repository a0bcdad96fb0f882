"""Dartboard: what holds in every state, and what it says."""

from functools import cache

import numpy as np

from course_utils.demos.bias_and_variance import dartboard
from course_utils.demos.bias_and_variance.dartboard import AIMS, GRID, Dartboard
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def repeated(degree, samples, strength, seed):
    """Return bias² and variance of 150 other universes, each fitted by itself."""
    rng = np.random.default_rng(seed + 10_000)
    fits = []
    for _ in range(150):
        x = 2 * (np.arange(samples) + rng.uniform(size=samples)) / samples - 1
        y = np.sin(np.pi * x) + 0.3 * rng.normal(size=samples)
        costs = np.sqrt(strength) * np.eye(degree + 1)[1:]
        rows = np.vstack([np.vander(x, degree + 1, increasing=True), costs])
        theta, *_ = np.linalg.lstsq(rows, np.append(y, np.zeros(degree)), rcond=None)
        fits.append(np.vander(GRID, degree + 1, increasing=True) @ theta)
    fits = np.array(fits)
    truth = np.sin(np.pi * GRID)
    return np.mean((fits.mean(0) - truth) ** 2), np.mean(fits.var(axis=0))


def again(values):
    return repeated(*(values[k] for k in ("degree", "samples", "strength", "seed")))


def named(values, result, match):
    """Tell whether the numbers are as said, of these universes and about of others."""
    said = [float(match[n]) for n in (1, 2)]
    fits, truth = result["fits"], np.sin(np.pi * GRID)
    here = (fits.mean(0) - truth) @ (fits.mean(0) - truth) / 41, fits.var(axis=0).mean()
    return (
        np.allclose(said, here, atol=0.0051)
        and np.allclose(said, again(values), rtol=0.5, atol=0.02)
        and abs(float(match[3]) - sum(here) - 0.09) < 0.15 * (sum(here) + 0.09)
    )


NUMBERS = r"bias² (.+), variance (.+), noise 0.09; measured (.+)"
CLAIMS = (
    Claim(
        f"Underfitting: {NUMBERS}",
        lambda v, r, m: named(v, r, m) and again(v)[0] > 1.5 * again(v)[1],
    ),
    Claim(
        f"Overfitting: {NUMBERS}",
        lambda v, r, m: named(v, r, m) and again(v)[1] > max(0.04, 1.5 * again(v)[0]),
    ),
    Claim(
        f"Balanced: {NUMBERS}",
        lambda v, r, m: (
            named(v, r, m)
            and (max(again(v)) < 0.07 or 0.3 < again(v)[0] / again(v)[1] < 3)
        ),
    ),
)


def but(values, **changed):
    return again({**values, **changed})


PROMISES = {
    "underfitting": lambda v, r: (np.sign(r["shots"]) == (1, -1)).mean() > 0.98,
    "about right": lambda v, r: max(again(v)) < 0.03,
    "overfitting": lambda v, r: again(v)[1] > 2.5 * but(v, degree=3)[1],
    "more samples": lambda v, r: (
        again(v)[1] < 0.25 * but(v, samples=20)[1]
        and abs(again(v)[0] - but(v, samples=20)[0]) < 0.005
    ),
    "a penalty": lambda v, r: (
        again(v)[1] < 0.5 * but(v, strength=1e-4)[1]
        and again(v)[0] > but(v, strength=1e-4)[0] + 0.01
    ),
    "line, more samples": lambda v, r: (
        v["degree"] == 1
        and r["shots"].std(axis=0).max() < 0.06
        and abs(r["shots"].mean(axis=0)).min() > 0.4
    ),
}


def test_bias_variance_and_noise_add_up_to_the_measured_error():
    def invariant(values, result):
        total = result["bias_squared"] + result["variance"] + result["noise"]
        np.testing.assert_allclose(result["error"], total, rtol=0.15)

    sweep(Dartboard, invariant, claims=CLAIMS, promises=PROMISES)


def test_a_shot_is_the_error_of_one_fit_at_two_places():
    result = Dartboard.compute(2, 30, 1e-4, 5)
    places = GRID[list(AIMS)]
    np.testing.assert_allclose(places, [-0.5, 0.5])
    np.testing.assert_allclose(
        result["shots"][7],
        result["fits"][7, list(AIMS)] - dartboard.truth(places),
    )
