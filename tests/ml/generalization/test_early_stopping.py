"""Early stopping on a list does what early stopping in the training loop does."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_utils.ml.generalization.early_stopping import stop_early
from course_utils.ml.networks.fully_connected import make_network
from course_utils.ml.training.loop import train


@pytest.mark.parametrize(
    ("losses", "patience", "expected"),
    [
        ([3, 2, 1], 2, (2, 2)),
        ([3, 2, 2.5, 2.4, 1], 2, (3, 1)),
        ([3, 2, 2.5, 1.9, 2.4, 1], 2, (5, 5)),
        ([1, 1, 1, 1], 2, (2, 0)),
    ],
)
def test_it_stops_after_so_many_epochs_without_a_better_one(losses, patience, expected):
    assert stop_early(losses, patience) == expected


@given(st.lists(st.integers(0, 20), min_size=1), st.integers(1, 5))
def test_the_best_epoch_is_the_best_of_all_that_were_run(losses, patience):
    stop, best = stop_early(losses, patience)
    assert losses[best] == min(losses[: stop + 1])
    assert stop - best <= patience


def test_it_agrees_with_the_training_loop():
    generator = torch.Generator().manual_seed(0)
    inputs = torch.randn(230, 2, generator=generator)
    labels = (inputs.sum(dim=1) > 0).long()
    labels[:10] = 1 - labels[:10]
    parts = {"validation": (inputs[30:], labels[30:]), "learning_rate": 1.0}
    full = train(
        make_network([2, 64, 2]),
        inputs[:30],
        labels[:30],
        epochs=200,
        progress=False,
        **parts,
    )
    stopped = train(
        make_network([2, 64, 2]),
        inputs[:30],
        labels[:30],
        epochs=200,
        patience=7,
        progress=False,
        **parts,
    )
    stop, best = stop_early(full.validation_loss, 7)
    assert (stopped.epochs - 1, stopped.best_epoch) == (stop, best)
