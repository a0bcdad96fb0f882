"""DealingCards: what holds in every state, and what it says."""

import numpy as np
from torch.utils.data import DataLoader

from course_utils.demos import pytorch_toolbox as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def sizes(values):
    """Return the sizes of the batches by torch's own DataLoader."""
    loader = DataLoader(
        range(20), batch_size=values["batch_size"], drop_last=values["drop_last"]
    )
    return [len(batch) for batch in loader]


def counted(values, match):
    return int(match[1]) == len(sizes(values))


CLAIMS = (
    Claim(
        r"(\d+) batch(?:es)?; (\d+) of 20 samples (is|are) not seen in this epoch",
        lambda v, r, m: (
            counted(v, m)
            and int(m[2]) == 20 - sum(sizes(v)) > 0
            and (m[3] == "is") == (m[2] == "1")
        ),
    ),
    Claim(
        r"(\d+) batches, the last with (\d+); every sample once",
        lambda v, r, m: (
            counted(v, m)
            and int(m[2]) == sizes(v)[-1] < sizes(v)[0]
            and sum(sizes(v)) == 20
        ),
    ),
    Claim(
        r"(\d+) batches, all of the same size; every sample once",
        lambda v, r, m: (
            counted(v, m) and len(set(sizes(v))) == 1 and sum(sizes(v)) == 20
        ),
    ),
    Claim(
        r"(1) batch, with all of them; every sample once",
        lambda v, r, m: sizes(v) == [20],
    ),
)


def order(**changes):
    return demos.DealingCards.compute(**{**demos.DealingCards.defaults(), **changes})[
        "order"
    ]


PROMISES = {
    "no shuffle": lambda v, r: all(
        (order(shuffle=False, epoch=epoch) == r["order"]).all() for epoch in range(10)
    ),
    "next epoch": lambda v, r: (
        sorted(r["order"]) == list(range(20)) and (r["order"] != order()).any()
    ),
    "drop_last": lambda v, r: len(r["left_out"]) == 2 and sizes(v) == [6, 6, 6],
    "one by one": lambda v, r: sizes(v) == [1] * 20,
    "all at once": lambda v, r: sizes(v) == [20],
}


def test_every_card_is_dealt_once_in_an_epoch():
    def invariant(values, result):
        dealt = result["order"]
        assert len(set(dealt)) == len(dealt)
        assert sorted([*dealt, *result["left_out"]]) == list(range(20))
        assert values["drop_last"] or len(dealt) == 20
        assert (result["sizes"][:-1] == values["batch_size"]).all()
        if not values["shuffle"]:
            assert (np.diff(dealt) == 1).all()

    sweep(demos.DealingCards, invariant, claims=CLAIMS, promises=PROMISES)
