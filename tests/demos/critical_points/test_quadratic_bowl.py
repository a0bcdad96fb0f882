"""QuadraticBowl: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.critical_points.quadratic_bowl import QuadraticBowl
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

NUMBERS = r"λ = (-?[\d.]+) and (-?[\d.]+), "


def heights(values):
    """Return f on a dense circle of radius 1 around the critical point, by hand."""
    angle = np.linspace(0, 2 * np.pi, 3601)
    x, y = np.cos(angle), np.sin(angle)
    return 0.5 * (values["a"] * x**2 + values["c"] * y**2) + values["b"] * x * y


def says(kind):
    """Return a predicate: the numbers are the extremes, and the circle is so."""

    def holds(values, result, match):
        f = heights(values)
        written = [float(match[1]) / 2, float(match[2]) / 2]
        near = np.allclose(written, [f.min(), f.max()], atol=0.004)
        return near and bool(kind(f))

    return holds


CLAIMS = (
    Claim(NUMBERS + "up in every direction: a minimum", says(lambda f: f.min() > 0)),
    Claim(NUMBERS + "down in every direction: a maximum", says(lambda f: f.max() < 0)),
    Claim(
        NUMBERS + "up one way, down another: a saddle point",
        says(lambda f: f.min() < 0 < f.max()),
    ),
    Claim(
        NUMBERS + "flat in one direction: undecided",
        says(lambda f: np.isclose(f.min() * f.max(), 0, atol=1e-6) and np.ptp(f) > 0.1),
        at={"a": 1.0, "b": 1.0, "c": 1.0},
    ),
    Claim(
        NUMBERS + "flat in every direction: undecided",
        says(lambda f: not f.any()),
        at={"a": 0.0, "b": 0.0, "c": 0.0},
    ),
)
PROMISES = {
    "minimum": lambda v, r: heights(v).min() > 0,
    "maximum": lambda v, r: heights(v).max() < 0,
    "saddle": lambda v, r: r["eigenvalues"][0] < 0 < r["eigenvalues"][1],
    "hidden saddle": lambda v, r: v["a"] > 0 < v["c"] and heights(v).min() < 0,
    "the lecture's": lambda v, r: np.allclose(r["eigenvalues"], [-2, 2]),
    "flat valley": lambda v, r: np.allclose(r["eigenvalues"], [0, 2]),
}


def test_the_verdict_follows_from_determinant_and_trace():
    def sylvester(values, result):
        a, b, c = values["a"], values["b"], values["c"]
        determinant = a * c - b * b
        if determinant > 1e-6:
            assert result["verdict"] == ("minimum" if a > 0 else "maximum")
        if determinant < -1e-6:
            assert result["verdict"] == "saddle point"
        matrix, vectors = np.array([[a, b], [b, c]]), result["vectors"]
        np.testing.assert_allclose(
            matrix @ vectors, vectors * result["eigenvalues"], atol=1e-9
        )

    sweep(QuadraticBowl, invariant=sylvester, claims=CLAIMS, promises=PROMISES)
