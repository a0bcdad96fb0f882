"""Folds: what holds in every state, and what it says."""

import numpy as np

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
