"""ThirteenExamples: what holds in every state, and what it says."""

from fractions import Fraction

import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def share(values):
    """Return P(class 1 | (1,1)) by hand: a third times a third of 3 n is n / 3."""
    ones, ghosts = values["ones"], Fraction(values["others"], 3)
    return ones / (ones + ghosts)


def called(values, result, match):
    p = share(values)
    return (p > Fraction(1, 2)) == (match[1] == "1") and f"{float(p):.2f}" == match[2]


CLAIMS = (
    Claim(
        r"Naive Bayes cannot decide about \(1,1\)",
        lambda v, r, m: share(v) == Fraction(1, 2),
    ),
    Claim(r"Naive Bayes calls \(1,1\) class ([12]): P\(class 1\) = (.+)", called),
)
PROMISES = {
    "the lecture's": lambda v, r: share(v) == Fraction(3, 7) and v["others"] * 3 == 12,
    "seen twice": lambda v, r: v["ones"] == 2 and share(v) > Fraction(1, 2),
    "fewer others": lambda v, r: v["others"] == 2 and r["imagined"][1, 0] < 4 / 3,
}


def test_naive_bayes_imagines_as_many_as_it_saw():
    def same_totals(values, result):
        seen, imagined = result["seen"].sum(axis=0), result["imagined"].sum(axis=0)
        np.testing.assert_allclose(seen, imagined)
        assert result["posterior"] == pytest.approx(float(share(values)))

    sweep(demos.ThirteenExamples, same_totals, claims=CLAIMS, promises=PROMISES)
