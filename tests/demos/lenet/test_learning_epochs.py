"""LearningEpochs: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import torch

from course_utils.demos import lenet as demos
from course_utils.experiments import lenet_and_rival
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def counted(epoch):
    """Return how many test digits an epoch misread, and its filters."""
    *_, labels = lenet_and_rival.digits()
    kept = lenet_and_rival.epochs_of_lenet()
    guesses = torch.tensor(kept["guesses"][epoch])
    return int((guesses != labels).sum()), torch.tensor(kept["filters"][epoch])


def says_what_is_wrong(values, result, match):
    wrong, filters = counted(values["epoch"])
    first = counted(0)[1]
    moved = ((filters - first) ** 2).sum().sqrt() / (first**2).sum().sqrt()
    wanted = (str(values["epoch"]), f"{wrong:,}", f"{moved.item():.0%}")
    return match.groups() == wanted


CLAIMS = (
    Claim(
        r"Epoch (\d): ([\d,]+) of 2,000 test digits wrong; filters moved by (\d+%)",
        says_what_is_wrong,
    ),
)
PROMISES = {
    "untrained": lambda v, r: 0.85 < counted(0)[0] / 2000 < 0.95,
    "one epoch": lambda v, r: (
        -(-len(lenet_and_rival.digits()[1]) // 50) == 80
        and counted(1)[0] < counted(0)[0] / 2
    ),
    "the end": lambda v, r: 0 < counted(v["epoch"])[0] <= 70,
}


def test_errors_are_counted_right_and_fall():
    *_, labels = lenet_and_rival.digits()

    def invariant(values, result):
        assert (result["labels"] != result["guesses"]).all()
        assert np.isclose(
            result["wrong"] / len(labels), result["test_errors"][values["epoch"]]
        )
        assert result["test_errors"][0] > 0.7
        assert result["test_errors"][-1] < 0.06
        assert result["train_errors"][-1] < result["train_errors"][1]

    sweep(demos.LearningEpochs, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_curves_end_at_the_epoch_in_view():
    demo = demos.LearningEpochs(epoch=3)
    assert [list(line.get_xdata()) for line in demo.curves] == [[0, 1, 2, 3]] * 2
