"""Weight decay and dropout everywhere the sliders can take them."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.ml import restraint
from tests.demos.sweep import sweep


def test_a_stronger_penalty_means_shorter_weights_and_none_that_is_gone():
    def invariant(values, result):
        if result["place"] >= 4:  # a tenth of the strength
            _, weaker, _ = demos.boundary(values["draw"], result["place"] - 4)
            assert result["length"] <= np.linalg.norm(weaker) + 0.01
        if values["strength"] < 0.01:
            assert result["zeros"] < 20

    sweep(demos.WeightDecay, invariant)


def test_the_mean_over_masks_of_a_linear_layer_is_its_evaluation():
    def invariant(values, result):
        if values["form"] == "divided by 1 − p":
            assert np.isclose(result["expected"], result["evaluation"])
        else:
            share = (1 - values["p"]) * result["evaluation"]
            assert np.isclose(result["expected"], share)
        if len(result["means"]) >= 30:
            miss = abs(result["mean"] - result["expected"])
            assert miss <= 5 * result["error"] + 1e-9

    sweep(demos.DropoutMasks, invariant)


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
    history = restraint.train_restrained(dropout=0.5, decay=0.01, epochs=3)
    kept = restraint.kept("curves")[1, 2, 2]
    np.testing.assert_allclose(kept[0, :3], history.train_loss, rtol=5e-3)
