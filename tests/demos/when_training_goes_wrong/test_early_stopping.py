"""EarlyStopping: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.when_training_goes_wrong.early_stopping import EarlyStopping
from tests.demos.sweep import sweep


def test_early_stopping_gives_back_the_best_epoch():
    def best_is_given_back(values, result):
        validation = result["losses"][1]
        stop, kept = result["stop"], result["kept"]
        assert stop - result["best"] <= values["patience"]
        if values["restore"]:
            assert validation[kept] == np.min(validation[: stop + 1])
        else:
            assert kept == stop

    sweep(EarlyStopping, invariant=best_is_given_back)
