"""The clinic's answers follow from what was measured."""

import numpy as np

from course_utils.demos.training_problems import EarlyStopping, TrainingClinic
from tests.demos.sweep import sweep


def test_the_clinic_says_right_only_to_the_right_diagnosis():
    def consistent(values, result):
        said = TrainingClinic.headline(result)
        right = values["diagnosis"] == result["truth"]
        assert said.startswith("Right") == right
        training, validation, *_ = result["final"]
        assert training == result["training"][-1]
        if result["truth"] == "overfitting":
            assert training < 0.3 < validation + 0.3
            assert validation > training
        if result["truth"] == "optimisation stuck":
            assert result["one layer"][-1] < training

    sweep(TrainingClinic, invariant=consistent)


def test_the_presets_show_one_illness_each():
    truths = []
    for preset in TrainingClinic.presets:
        truths.append(TrainingClinic(**preset.values).result["truth"])
    assert truths == [
        "model too small",
        "optimisation stuck",
        "overfitting",
        "too constrained",
        "mismatched test data",
        "healthy",
    ]


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
