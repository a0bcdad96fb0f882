"""Disturbed: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import lenet as demos
from course_utils.demos.lenet import disturbed
from course_utils.experiments import lenet_and_rival
from tests.demos.sweep import sweep


@pytest.mark.slow
def test_probabilities_add_up_and_convolution_stands_a_shift_better():
    plain, copies = disturbed.shift_accuracies(), disturbed.shift_accuracies(True)
    assert plain[:, 6].min() > 0.94  # unshifted
    assert copies[0].mean() > copies[1].mean() > plain[1].mean() + 0.1
    assert copies[0].mean() > plain[0].mean() + 0.1

    def invariant(values, result):
        for name in ("lenet", "rival"):
            assert np.isclose(result[name].sum(), 1, atol=1e-5)
        if values["right"] == values["degrees"] == values["noise"] == 0:
            same = lenet_and_rival.example(values["digit"], values["number"])[0, 0]
            np.testing.assert_allclose(result["picture"], same, atol=1e-4)

    sweep(demos.Disturbed, invariant)
