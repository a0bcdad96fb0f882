"""Search: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance import search
from course_utils.demos.bias_and_variance.search import Search
from tests.demos.sweep import sweep


def test_a_search_keeps_its_best_and_a_grid_repeats_its_settings():
    def invariant(values, result):
        assert (np.diff(result["so_far"]) <= 0).all()
        assert len(result["points"]) == values["side"] ** 2
        expected = values["side"] if values["method"] == "grid" else values["side"] ** 2
        assert result["different"] == expected
        assert result["so_far"][-1] >= 0

    sweep(Search, invariant)


def test_with_one_knob_that_matters_random_search_comes_closer():
    def mean_error(method, kind):
        return np.mean(
            [Search.compute(method, 4, kind, s)["so_far"][-1] for s in range(100)]
        )

    one, both, _ = search.LANDSCAPES
    assert mean_error("random", one) < 0.6 * mean_error("grid", one)
    assert mean_error("random", both) > mean_error("grid", both)
