"""SoftmaxBars: what holds in every state, and what it says."""

import numpy as np
import pytest
from scipy.special import softmax

from course_utils.demos import softmax_and_its_limits as demos
from tests.demos.alive import check_alive
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def shares(values):
    """Return the three probabilities, without the shift."""
    scores = [values["z1"], values["z2"], values["z3"]]
    return softmax(np.array(scores) / values["temperature"])


def largest(values, result, match):
    share = shares(values)[int(match[1]) - 1]
    sums = result["probabilities"].sum() == pytest.approx(1)
    best = share >= shares(values).max() - 1e-12
    return sums and best and abs(float(match[2]) - 100 * share) <= 0.5 + 1e-9


CLAIMS = (Claim(r"Class (\d) gets (\d+)%; the three sum to one", largest),)
LECTURE = [0.88, 0.12, 0.00]
PROMISES = {
    "the lecture's": lambda v, r: shares(v).round(2).tolist() == LECTURE,
    "cold": lambda v, r: v["temperature"] == 0.1 and shares(v).max() > 0.999,
    "hot": lambda v, r: shares(v).round(2).tolist() == [0.42, 0.35, 0.23],
    "shifted": lambda v, r: (
        v["shift"] == 4 and r["probabilities"].round(2).tolist() == LECTURE
    ),
}


def test_probabilities_sum_to_one_and_ignore_the_shift():
    def unchanged_by_a_shift(values, result):
        probabilities = result["probabilities"]
        assert probabilities.sum() == pytest.approx(1)
        np.testing.assert_allclose(probabilities, shares(values), atol=1e-9)

    sweep(demos.SoftmaxBars, unchanged_by_a_shift, claims=CLAIMS, promises=PROMISES)


def test_the_temperature_rests_where_all_scores_are_equal():
    equal = {name: 1.5 for name in ("z1", "z2", "z3")} | {
        "temperature": 2.0,
        "shift": 0,
    }
    demo = demos.SoftmaxBars(**equal)
    assert set(demo.idle_now()) == {"temperature"}
    check_alive(demo, states=[equal])
    demo.set(z2=1.6)
    assert not demo.idle_now()
