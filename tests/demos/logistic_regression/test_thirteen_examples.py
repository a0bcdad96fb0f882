"""ThirteenExamples: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from tests.demos.sweep import sweep


def test_naive_bayes_imagines_as_many_as_it_saw_and_needs_two_to_be_convinced():
    def same_totals(values, result):
        seen, imagined = result["seen"].sum(axis=0), result["imagined"].sum(axis=0)
        np.testing.assert_allclose(seen, imagined)
        ones, ghosts = values["ones"], values["others"] / 3
        assert result["posterior"] == pytest.approx(ones / (ones + ghosts))

    sweep(demos.ThirteenExamples, same_totals)
    assert demos.ThirteenExamples().result["posterior"] == pytest.approx(3 / 7)
