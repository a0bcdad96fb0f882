"""QuadraticBowl: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.critical_points.quadratic_bowl import QuadraticBowl
from tests.demos.sweep import sweep


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

    sweep(QuadraticBowl, invariant=sylvester)
