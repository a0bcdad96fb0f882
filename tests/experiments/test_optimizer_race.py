"""What five optimisers do on one bowl."""

import numpy as np
import pytest

from course_utils.experiments import optimizer_race


def test_in_a_turned_valley_adagrad_does_notice():
    one, other = (optimizer_race.race(k, 0.5, 30)["Adagrad"] for k in (1.0, 50.0))
    assert np.abs(one - other).max() > 0.3


@pytest.mark.parametrize(("eta", "stays"), [(0.19, True), (0.21, False)])
def test_plain_descent_is_thrown_out_above_two_over_kappa(eta, stays):
    path = optimizer_race.race(10.0, eta, 0)["gradient descent"]
    assert (np.abs(path[-1]).max() < 1) == stays
