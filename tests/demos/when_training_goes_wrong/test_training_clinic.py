"""TrainingClinic: what holds in every state, and what it says."""

from course_utils.demos.when_training_goes_wrong.training_clinic import TrainingClinic
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
