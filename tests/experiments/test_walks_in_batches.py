"""The line that small batches look for."""

import numpy as np

from course_utils.experiments import walks_in_batches
from course_utils.ml.optimization.descent import central_difference


def test_the_gradient_of_all_examples_is_the_slope_of_the_loss():
    at = np.array([0.3, -0.8])
    np.testing.assert_allclose(
        walks_in_batches.line_gradient(at, slice(None)),
        central_difference(walks_in_batches.line_loss, at),
        rtol=1e-6,
    )


def test_no_line_is_better_than_the_best_one():
    best = np.array(walks_in_batches.best_line())
    gradient = walks_in_batches.line_gradient(best, slice(None))
    np.testing.assert_allclose(gradient, 0, atol=1e-12)
    for step in np.random.default_rng(0).normal(0, 0.1, (20, 2)):
        assert walks_in_batches.line_loss(best + step) > walks_in_batches.line_loss(
            best
        )
