"""DropoutMasks: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.demos.weight_decay_and_dropout import dropout_masks
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def near(text, number):
    return abs(float(text) - number) <= 0.0051


def means(values, result):
    """Return the mean of what came out, and evaluation, from the page's own numbers."""
    x, weights = dropout_masks.layer()
    return np.mean(result["outputs"][: values["masks"]]), np.dot(x, weights)


def counted(values, match):
    return (match[1] == "one mask") == (values["masks"] == 1) and (
        match[1].split()[0] in ("one", str(values["masks"]))
    )


TEXT = r"Mean over (one mask|\d+ masks) (.+?), evaluation (.+?)"
RESCALED = "divided by 1 − p"
CLAIMS = (
    Claim(
        f"{TEXT}: without rescaling it tends to (.+)",
        lambda v, r, m: (
            counted(v, m)
            and near(m[2], means(v, r)[0])
            and near(m[3], means(v, r)[1])
            and near(m[4], (1 - v["p"]) * means(v, r)[1])
            and v["form"] != RESCALED
        ),
    ),
    Claim(
        rf"{TEXT}(?<!\D:)(?!:)",
        lambda v, r, m: ":" in m[3] or (
            counted(v, m)
            and near(m[2], means(v, r)[0])
            and near(m[3], means(v, r)[1])
            and (v["form"] == RESCALED or v["p"] == 0)
        ),
    ),
)  # fmt: skip


def spread(result):
    return np.std(result["outputs"])


PROMISES = {
    "one mask": lambda v, r: r["mean"] < r["evaluation"] / 2,
    "a thousand": lambda v, r: abs(r["mean"] / r["evaluation"] - 1) < 0.02,
    "not rescaled": lambda v, r: (
        abs(r["mean"] - (1 - v["p"]) * r["evaluation"]) < 3 * r["error"]
    ),
    "p = 0.9": lambda v, r: 2.5 < spread(r) / spread(demos.DropoutMasks().result) < 3.5,
    "p = 0": lambda v, r: spread(r) < 1e-12,
}


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

    sweep(demos.DropoutMasks, invariant, claims=CLAIMS, promises=PROMISES)
