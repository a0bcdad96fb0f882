"""OneSigmoid: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import looking_for_a_function as demos
from course_utils.demos.looking_for_a_function import one_sigmoid
from tests.demos.sweep import sweep


def test_one_sigmoid_lies_between_zero_and_its_height():
    def stays_inside(values, result):
        low, high = sorted((0.0, values["c"]))
        assert np.all((result["y"] >= low) & (result["y"] <= high))
        assert np.all((result["hard"] >= low - 1e-9) & (result["hard"] <= high + 1e-9))

    sweep(demos.OneSigmoid, invariant=stays_inside)


@pytest.mark.parametrize(("w", "b"), [(2, -3), (-1.5, 1), (0.5, 2)])
def test_the_hard_sigmoid_touches_the_soft_one_in_its_middle(w, b):
    result = demos.OneSigmoid.compute(w=w, b=b, c=2.0, ramp=True)
    middle = -b / w
    assert np.interp(middle, one_sigmoid.X_STEP, result["y"]) == pytest.approx(
        1.0, abs=1e-3
    )
    near = np.abs(one_sigmoid.X_STEP - middle) < 0.1
    assert result["hard"][near] == pytest.approx(result["y"][near], abs=1e-3)
