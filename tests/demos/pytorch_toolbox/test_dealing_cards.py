"""DealingCards: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import pytorch_toolbox as demos
from tests.demos.sweep import sweep


def test_every_card_is_dealt_once_in_an_epoch():
    def invariant(values, result):
        dealt = result["order"]
        assert len(set(dealt)) == len(dealt)
        assert sorted([*dealt, *result["left_out"]]) == list(range(20))
        assert values["drop_last"] or len(dealt) == 20
        assert (result["sizes"][:-1] == values["batch_size"]).all()
        if not values["shuffle"]:
            assert (np.diff(dealt) == 1).all()

    sweep(demos.DealingCards, invariant)
