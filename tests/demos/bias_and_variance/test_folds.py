"""Folds: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance import folds
from course_utils.demos.bias_and_variance.folds import HELD, ORDERS, TRAIN, Folds
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
        [folds.promises(5, order, seed) for order in (ORDERS[0], ORDERS[2])]
        for seed in range(40)
    ]
    future = np.array([shuffled[1] for shuffled, _ in promises])
    shuffled, past = (np.array([p[i][0].mean() for p in promises]) for i in (0, 1))
    assert (shuffled < future).mean() > 0.8
    assert (shuffled < past).mean() > 0.8
