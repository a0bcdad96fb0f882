"""CovarianceEllipse: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import generative_classification as demos
from tests.demos.sweep import sweep


def test_a_covariance_matrix_is_symmetric_and_has_no_negative_eigenvalue():
    def proper(values, result):
        matrix = result["matrix"]
        np.testing.assert_array_equal(matrix, matrix.T)
        assert (result["values"] > 0).all()
        cloud = np.cov(result["points"].T, bias=True)
        np.testing.assert_allclose(cloud, matrix, atol=1e-12)
        inverse = np.linalg.inv(matrix)
        rim = result["ellipse"]
        np.testing.assert_allclose((rim @ inverse * rim).sum(axis=1), 4, rtol=1e-6)

    sweep(demos.CovarianceEllipse, proper)
