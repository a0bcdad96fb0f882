"""TrainingClinic: what holds in every state, and what it says."""

from itertools import product

from course_utils.demos.when_training_goes_wrong.training_clinic import TrainingClinic
from course_utils.experiments import size_and_data
from course_utils.ml.generalization.diagnosis import DIAGNOSES
from tests.demos.claims import Claim, check_claims
from tests.demos.sweep import sweep

LARGE, GAP = 0.3, 0.15  # the limits of the guide, as the notebook writes them


def final(values):
    """Return the five losses at the end: training, validation, test, two others."""
    depth = 6 if values["case"] == "B" else 1
    test = "shifted test" if values["case"] == "C" else "test"
    place = values["width"], values["count"]
    own, _ = size_and_data.patient(depth, *place, values["decay"])
    one, _ = size_and_data.patient(1, *place, values["decay"])
    free, _ = size_and_data.patient(1, *place, 0.0)
    curves = own["training"], own["validation"], own[test], one["training"]
    return [float(curve[-1]) for curve in (*curves, free["training"])]


def ill_with(values):
    """Name the illness by rules that each stand alone; exactly one may hold."""
    training, validation, test, one, free = final(values)
    large = training > LARGE
    step, next_step = validation - training, test - validation
    shifted = not large and next_step > GAP and next_step > step
    rules = {
        "optimisation stuck": large and one < training / 2,
        "too constrained": large and one >= training / 2 and free < training / 2,
        "model too small": large and min(one, free) >= training / 2,
        "mismatched test data": shifted,
        "overfitting": not large and not shifted and step > GAP,
        "healthy": not large and not shifted and step <= GAP,
    }
    (name,) = [name for name, holds in rules.items() if holds]
    return name


def near(text, number):
    return abs(float(text) - number) <= 0.005 + 1e-6


def not_so(values, guess):
    return values["diagnosis"] == guess != ill_with(values)


NUMBER = r"(\d+\.\d\d)"
ANY_LARGE = "(model too small|optimisation stuck|too constrained)"
ANY_SMALL = "(healthy|overfitting|mismatched test data)"
CLAIMS = (
    Claim(
        r"(\d+)% right on the test pictures: what is wrong\?",
        lambda v, r, m: (
            v["diagnosis"] == "not yet" and abs(100 * r["accuracy"] - int(m[1])) < 0.51
        ),
    ),
    Claim(
        r"Right: ([a-z ]+)",
        lambda v, r, m: v["diagnosis"] == m[1] == ill_with(v),
    ),
    Claim(
        r"Right: optimisation stuck\. B has six hidden layers; with one, the training "
        rf"loss is {NUMBER}",
        lambda v, r, m: (
            v["diagnosis"] == ill_with(v) == "optimisation stuck"
            and v["case"] == "B"
            and near(m[1], final(v)[3])
            and final(v)[3] < final(v)[0] / 2
        ),
    ),
    Claim(
        r"Right: too constrained\. And stuck: without λ the six layers of B are at "
        rf"{NUMBER}",
        lambda v, r, m: (
            v["diagnosis"] == ill_with(v) == "too constrained"
            and v["case"] == "B"
            and near(m[1], final({**v, "decay": 0.0})[0])
            and final({**v, "decay": 0.0})[0] > 2.2
        ),
        at={"case": "B", "decay": 0.1, "diagnosis": "too constrained"},
    ),
    Claim(
        r"Right: mismatched test data\. C's test pictures lie one pixel further left",
        lambda v, r, m: (
            v["diagnosis"] == ill_with(v) == "mismatched test data" and v["case"] == "C"
        ),
    ),
    Claim(
        rf"Not {ANY_LARGE}: the training loss is small \({NUMBER}\)",
        lambda v, r, m: (
            not_so(v, m[1]) and final(v)[0] <= LARGE and near(m[2], final(v)[0])
        ),
    ),
    Claim(
        rf"Not {ANY_SMALL}: even the training loss is large \({NUMBER}\)",
        lambda v, r, m: (
            not_so(v, m[1]) and final(v)[0] > LARGE and near(m[2], final(v)[0])
        ),
    ),
    Claim(
        rf"Not optimisation stuck: with one hidden layer the training loss is {NUMBER}",
        lambda v, r, m: (
            not_so(v, "optimisation stuck")
            and near(m[1], final(v)[3])
            and final(v)[3] >= max(final(v)[0] / 2, LARGE)
            and not (v["case"] == "B" and ill_with(v) == "too constrained")
        ),
    ),
    Claim(
        rf"That, too, but λ first: one layer is at {NUMBER}, or {NUMBER} without",
        lambda v, r, m: (
            not_so(v, "optimisation stuck")
            and ill_with(v) == "too constrained"
            and final({**v, "decay": 0.0})[0] > 2.2
            and near(m[1], final(v)[3])
            and near(m[2], final(v)[4])
            and final(v)[4] < final(v)[0] / 2 <= final(v)[3]
        ),
        at={"case": "B", "decay": 0.1, "diagnosis": "optimisation stuck"},
    ),
    Claim(
        rf"Not too constrained: with the same λ one hidden layer reaches {NUMBER}",
        lambda v, r, m: (
            not_so(v, "too constrained")
            and near(m[1], final(v)[3])
            and final(v)[3] < final(v)[0] / 2
        ),
        at={"case": "B", "diagnosis": "too constrained"},
    ),
    Claim(
        rf"Not too constrained: one hidden layer without λ is at {NUMBER}",
        lambda v, r, m: (
            not_so(v, "too constrained")
            and near(m[1], final(v)[4])
            and final(v)[4] > LARGE
        ),
        at={"width": 2, "diagnosis": "too constrained"},
    ),
    Claim(
        rf"Not model too small: one hidden layer of that width reaches {NUMBER}",
        lambda v, r, m: (
            not_so(v, "model too small")
            and near(m[1], final(v)[3])
            and final(v)[3] < final(v)[0] / 2
        ),
    ),
    Claim(
        rf"Not model too small: one hidden layer without λ reaches {NUMBER}",
        lambda v, r, m: (
            not_so(v, "model too small")
            and near(m[1], final(v)[4])
            and final(v)[4] < final(v)[0] / 2
        ),
    ),
    Claim(
        rf"Not healthy: unseen pictures cost {NUMBER}, training ones {NUMBER}",
        lambda v, r, m: (
            not_so(v, "healthy")
            and near(m[1], max(final(v)[1:3]))
            and near(m[2], final(v)[0])
            and float(m[1]) > float(m[2]) + GAP
        ),
    ),
    Claim(
        rf"Not overfitting: validation is at {NUMBER}, and the test at {NUMBER}",
        lambda v, r, m: (
            not_so(v, "overfitting")
            and near(m[1], final(v)[1])
            and near(m[2], final(v)[2])
            and (final(v)[1] < final(v)[0] + GAP or final(v)[2] > final(v)[1] + GAP)
        ),
    ),
    Claim(
        rf"Not mismatched test data: the step is from training {NUMBER} to validation "
        rf"{NUMBER}",
        lambda v, r, m: (
            not_so(v, "mismatched test data")
            and near(m[1], final(v)[0])
            and near(m[2], final(v)[1])
            and final(v)[1] - final(v)[0] > final(v)[2] - final(v)[1]
        ),
    ),
)
PROMISES = {
    "patient 1": lambda v, r: final(v)[0] > LARGE and ill_with(v) == "model too small",
    "patient 2": lambda v, r: (
        v["width"] == max(size_and_data.WIDTHS)
        and final(v)[0] > 2.2
        and ill_with(v) == "optimisation stuck"
    ),
    "patient 3": lambda v, r: final(v)[0] < 0.01 and ill_with(v) == "overfitting",
    "patient 4": lambda v, r: (
        (v["width"], v["count"]) == (128, 1000) and ill_with(v) == "too constrained"
    ),
    "patient 5": lambda v, r: (
        max(final(v)[:2]) < 0.15 < 2 < final(v)[2]
        and ill_with(v) == "mismatched test data"
    ),
    "patient 6": lambda v, r: ill_with(v) == "healthy",
}


def test_the_clinic_says_right_only_to_the_right_diagnosis():
    def consistent(values, result):
        said = TrainingClinic.headline(result)
        right = values["diagnosis"] == ill_with(values)
        assert said.startswith("Right") == right
        assert result["truth"] == ill_with(values)

    sweep(TrainingClinic, invariant=consistent, claims=CLAIMS, promises=PROMISES)


def test_every_patient_hears_the_truth_about_every_diagnosis():
    controls = [control.positions(99) for control in TrainingClinic.controls]
    names = [control.name for control in TrainingClinic.controls]
    states = [dict(zip(names, values, strict=True)) for values in product(*controls)]
    assert len(states) == 3 * 4 * 3 * 4 * (1 + len(DIAGNOSES))
    check_claims(TrainingClinic, CLAIMS, states)
