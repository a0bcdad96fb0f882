import numpy as np
from sklearn.metrics.pairwise import euclidean_distances, polynomial_kernel

from course_utils.ml.classification import kernels

A = np.random.default_rng(0).normal(size=(7, 2))
B = np.random.default_rng(1).normal(size=(5, 2))


def test_the_kernel_is_the_inner_product_of_the_features():
    inner = kernels.quadratic_features(A) @ kernels.quadratic_features(B).T
    np.testing.assert_allclose(kernels.quadratic_kernel(A, B), inner)


def test_the_kernel_equals_sklearn():
    expected = polynomial_kernel(A, B, degree=2, gamma=1, coef0=1)
    np.testing.assert_allclose(kernels.quadratic_kernel(A, B), expected)


def test_distances_equal_sklearn():
    expected = euclidean_distances(A, B)
    np.testing.assert_allclose(kernels.distances_to(A, B), expected)
