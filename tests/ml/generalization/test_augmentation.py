"""Shifted pictures lose what leaves the frame, and nothing comes in."""

import numpy as np
import pytest
from scipy import ndimage

from course_utils.ml.generalization.augmentation import shift_right


@pytest.mark.parametrize("columns", [-3, -1, 0, 1, 2])
def test_a_shift_is_that_of_scipy(columns):
    pictures = np.random.default_rng(0).random((4, 5, 6))
    judge = ndimage.shift(pictures, (0, 0, columns), order=0)
    np.testing.assert_array_equal(shift_right(pictures, columns), judge)
