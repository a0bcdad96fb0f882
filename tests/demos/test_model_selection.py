"""Folds and searches of notebook 04 everywhere a slider can take them."""

import numpy as np

from course_utils.demos import model_selection
from course_utils.demos.model_selection import HELD, ORDERS, TRAIN, Folds, Search
from tests.demos.sweep import sweep


def test_folds_hold_days_out_once_and_the_past_never_sees_the_future():
    def invariant(values, result):
        table, k = result["table"], values["k"]
        assert (table[k:] == 0).all()
        held = (table == HELD).sum(axis=0)
        if values["order"] == ORDERS[2]:
            assert held.max() == 1
            for row in table[:k]:
                train, later = np.flatnonzero(row == TRAIN), np.flatnonzero(row == HELD)
                assert train.max() < later.min()
        else:
            assert (held == 1).all()
            assert (table[:k] > 0).all()

    sweep(Folds, invariant)


def test_shuffled_folds_promise_too_much_for_most_series():
    promises = [
        [model_selection.promises(5, order, seed) for order in (ORDERS[0], ORDERS[2])]
        for seed in range(40)
    ]
    future = np.array([shuffled[1] for shuffled, _ in promises])
    shuffled, past = (np.array([p[i][0].mean() for p in promises]) for i in (0, 1))
    assert (shuffled < future).mean() > 0.8
    assert (shuffled < past).mean() > 0.8


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

    one, both, _ = model_selection.LANDSCAPES
    assert mean_error("random", one) < 0.6 * mean_error("grid", one)
    assert mean_error("random", both) > mean_error("grid", both)
