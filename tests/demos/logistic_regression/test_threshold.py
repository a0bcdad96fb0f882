"""Threshold: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import logistic_regression as demos
from course_utils.demos.logistic_regression import threshold
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def counted(values):
    """Count by hand: (missed, found, false alarms)."""
    p, truth = threshold.unseen_probabilities(values["features"])
    pairs = [(q > values["threshold"], bool(t)) for q, t in zip(p, truth, strict=True)]
    return [pairs.count(pair) for pair in ((False, True), (True, True), (True, False))]


def misses(values, result, match):
    missed, found, alarms = counted(values)
    return [m for m in match.groups()] == [
        str(missed),
        str(missed + found),
        f"{found / (missed + found):.2f}",
        f"{found / (found + alarms):.2f}",
    ]


CLAIMS = (
    Claim(
        r"Misses (\d+) of (\d+) malignant tumours: recall (.+), precision (.+)", misses
    ),
    Claim(
        r"Nobody is called: all (\d+) malignant tumours are missed",
        lambda v, r, m: counted(v) == [int(m[1]), 0, 0],
    ),
)
TEXTURE = {"features": "texture"}
HALF = counted({**TEXTURE, "threshold": 0.5})


def rarer(values, result):
    missed, _, alarms = counted(values)
    return missed < HALF[0] and alarms < HALF[2]


def fewer_alarms_and_more_missed(values, result):
    missed, _, alarms = counted(values)
    return missed > HALF[0] and alarms < HALF[2]


def misses_two_and_alarms_most(values, result):
    missed, found, alarms = counted(values)
    benign = len(threshold.unseen_probabilities("texture")[1]) - missed - found
    return (missed, missed + found) == (2, 64) and alarms > 0.8 * benign


PROMISES = {
    "one half": lambda v, r: v["threshold"] == 0.5,
    "miss little": misses_two_and_alarms_most,
    "few alarms": fewer_alarms_and_more_missed,
    "better features": rarer,
}


def test_a_higher_threshold_never_finds_more():
    def finds_no_more(values, result):
        _, truth = threshold.unseen_probabilities(values["features"])
        counts = result["counts"]
        assert counts.sum() == len(truth)
        assert counts[1].sum() == truth.sum()
        lower = demos.Threshold.compute(values["threshold"] / 2, values["features"])
        assert lower["recall"] >= result["recall"]

    sweep(demos.Threshold, finds_no_more, claims=CLAIMS, promises=PROMISES)


def test_precision_can_go_either_way_with_the_threshold():
    precision, recall = threshold.curves("texture")
    steps = np.diff(precision[~np.isnan(precision)])
    assert steps.min() < -0.01
    assert steps.max() > 0.01
    assert (np.diff(recall) <= 0).all()
