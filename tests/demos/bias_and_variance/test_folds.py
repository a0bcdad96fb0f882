"""Folds: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance.folds import HELD, ORDERS, TRAIN, Folds
from course_utils.experiments.fold_orders import make_drifting_series
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def missed(seed, train, held):
    """Return the error on some days of a ridge fit on others, made with means gone."""
    features, value = make_drifting_series(seed)
    middle, level = features[train].mean(axis=0), value[train].mean()
    x, y = features[train] - middle, value[train] - level
    weights = np.linalg.inv(x.T @ x + 0.1 * np.eye(4)) @ x.T @ y
    miss = (features[held] - middle) @ weights + level - value[held]
    return np.sqrt(np.mean(miss**2))


def judged(values, result):
    """Return the mean error of the folds that the table shows, and the future's."""
    rows = result["table"][: values["k"]]
    errors = [missed(values["seed"], row == TRAIN, row == HELD) for row in _days(rows)]
    return np.mean(errors), missed(values["seed"], np.arange(60), np.arange(60, 80))


def _days(rows):
    return [np.append(row, np.zeros(20)) for row in rows]


CLAIMS = (
    Claim(
        r"The folds promise an error of (.+); the future brings (.+)",
        lambda v, r, m: np.allclose(
            [float(m[1]), float(m[2])], judged(v, r), atol=6e-3
        ),
    ),
)


def with_neighbour(result, k):
    """Return the share of held-out days whose day before or after is trained on."""
    known = 0
    for row in result["table"][:k]:
        train = set(np.flatnonzero(row == TRAIN))
        known += sum(
            {d - 1, d + 1} & train != set() for d in np.flatnonzero(row == HELD)
        )
    return known / (result["table"] == HELD).sum()


PROMISES = {
    "shuffled": lambda v, r: with_neighbour(r, 5) > 0.9 and (
        judged(v, r)[0] < 0.7 * judged(v, r)[1]
    ),
    "blocks": lambda v, r: all(
        np.ptp(np.flatnonzero(row == HELD)) == 11 for row in r["table"][:5]
    ) and (r["table"][0] == TRAIN).nonzero()[0].min() == 12,
    "only the past": lambda v, r: all(
        np.flatnonzero(row == TRAIN).max() < np.flatnonzero(row == HELD).min()
        for row in r["table"][:5]
    ),
    "ten folds": lambda v, r: (r["table"] == TRAIN).sum(axis=1).min() > (
        Folds.compute(5, v["order"], v["seed"])["table"][:5] == TRAIN
    ).sum(axis=1).max(),
}  # fmt: skip


def test_folds_hold_days_out_once_and_the_past_never_sees_the_future():
    def invariant(values, result):
        table, k = result["table"], values["k"]
        assert (table[k:] == 0).all()
        held = (table == HELD).sum(axis=0)
        if values["order"] == ORDERS[2]:
            assert held.max() == 1
            for row in table[:k]:
                train, later = np.flatnonzero(row == TRAIN), np.flatnonzero(row == HELD)
                assert train.max() < later.min()
        else:
            assert (held == 1).all()
            assert (table[:k] > 0).all()

    sweep(Folds, invariant, claims=CLAIMS, promises=PROMISES)
