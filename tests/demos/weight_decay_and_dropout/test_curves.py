"""Curves: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.experiments import decay_and_dropout
from tests.demos.sweep import sweep


def test_without_restraint_the_curve_is_the_grey_one():
    def invariant(values, result):
        assert result["curves"].shape == (4, values["epoch"])
        if values["p"] == values["decay"] == 0:
            unseen = result["free"][3, : values["epoch"]]
            np.testing.assert_array_equal(result["curves"][3], unseen)

    sweep(demos.Curves, invariant)


def test_restraint_helps_the_wide_network_and_wide_bears_dropout_better_than_narrow():
    def unseen(**setting):
        return demos.Curves(**setting).result["curves"][3, -10:].mean()

    assert unseen(p=0.5, decay=0.01) > unseen() + 0.04
    assert unseen(p=0.5) > unseen() + 0.02
    assert unseen(p=0.5, width=32) < unseen(p=0.5, width=256) - 0.04


def test_the_kept_curves_are_those_that_training_gives():
    history = decay_and_dropout.train_restrained(dropout=0.5, decay=0.01, epochs=3)
    kept = decay_and_dropout.kept_runs("curves")[1, 2, 2]
    np.testing.assert_allclose(kept[0, :3], history.train_loss, rtol=5e-3)
