"""Curves: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import weight_decay_and_dropout as demos
from course_utils.experiments import decay_and_dropout
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def curves(values):
    """Return the kept accuracies (training, unseen) up to the epoch in view."""
    kept = decay_and_dropout.kept_runs("curves")
    place = [
        list(choices).index(values[name])
        for name, choices in (
            ("width", decay_and_dropout.WIDTHS),
            ("p", decay_and_dropout.DROPOUTS),
            ("decay", decay_and_dropout.DECAYS),
        )
    ]
    return kept[tuple(place)][2:, : values["epoch"]]


def ahead(values):
    """Return by how many points the unseen accuracy is above that of the free run."""
    free = curves({**values, "p": 0.0, "decay": 0.0})
    return 100 * (curves(values)[1, -1] - free[1, -1])


def said(values, match):
    train, unseen = curves(values)[:, -1]
    return (
        int(match[1]) == values["epoch"]
        and abs(float(match[2]) - 100 * train) <= 0.51
        and abs(float(match[3]) - 100 * unseen) <= 0.051
    )


TEXT = r"Epoch (\d+): training (.+?)%, unseen (.+?)%"
CLAIMS = (
    Claim(TEXT, lambda v, r, m: said(v, m) and abs(ahead(v)) < 1e-9),
    Claim(
        rf"{TEXT}, (.+) points (more|less) than without restraint",
        lambda v, r, m: (
            said(v, m)
            and abs(float(m[4]) - abs(ahead(v))) <= 0.051
            and (ahead(v) > 0) == (m[5] == "more")
        ),
    ),
)


def ending(**setting):
    """Return training and unseen accuracy, the mean of the last ten epochs."""
    values = {**demos.Curves.defaults(), **setting}
    return curves(values)[:, -10:].mean(axis=1)


def reaches(share, **setting):
    values = {**demos.Curves.defaults(), **setting}
    return (curves(values)[1] > share).argmax()


PROMISES = {
    "no restraint": lambda v, r: abs(curves(v)[0, -1] - 0.95) < 0.01,
    "dropout": lambda v, r: (
        ending(p=0.5)[1] > ending()[1] + 0.03 and reaches(0.7, p=0.5) > reaches(0.7)
    ),
    "decay": lambda v, r: ending(decay=0.01)[1] > ending()[1] + 0.03,
    "both": lambda v, r: ending(p=0.5, decay=0.01)[1] > max(
        ending()[1], ending(p=0.5)[1], ending(decay=0.01)[1]
    ),
    "too narrow": lambda v, r: (
        ending(p=0.5, width=32)[1] < ending(width=32)[1] - 0.03
    ),
    "too much": lambda v, r: (ending(p=0.75, decay=0.03) < ending()).all(),
}  # fmt: skip


def test_without_restraint_the_curve_is_the_grey_one():
    def invariant(values, result):
        assert result["curves"].shape == (4, values["epoch"])
        if values["p"] == values["decay"] == 0:
            unseen = result["free"][3, : values["epoch"]]
            np.testing.assert_array_equal(result["curves"][3], unseen)

    sweep(demos.Curves, invariant, claims=CLAIMS, promises=PROMISES)


def test_restraint_helps_the_wide_network_and_wide_bears_dropout_better_than_narrow():
    def unseen(**setting):
        values = {**demos.Curves.defaults(), **setting}
        return demos.Curves.compute(**values)["curves"][3, -10:].mean()

    assert unseen(p=0.5, decay=0.01) > unseen() + 0.04
    assert unseen(p=0.5) > unseen() + 0.02
    assert unseen(p=0.5, width=32) < unseen(p=0.5, width=256) - 0.04


def test_the_kept_curves_are_those_that_training_gives():
    history = decay_and_dropout.train_restrained(dropout=0.5, decay=0.01, epochs=3)
    kept = decay_and_dropout.kept_runs("curves")[1, 2, 2]
    np.testing.assert_allclose(kept[0, :3], history.train_loss, rtol=5e-3)
