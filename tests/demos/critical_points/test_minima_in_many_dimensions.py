"""MinimaInManyDimensions: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import pytest

from course_utils.demos.critical_points.minima_in_many_dimensions import (
    MinimaInManyDimensions,
    shares_or_bounds,
)
from course_utils.experiments.minima_by_dimension import kept_counts
from course_utils.ml.optimization import hessian
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

TRIALS = 6000


@cache
def own_spectra(dimension):
    """Return the eigenvalues (TRIALS, n) of full random matrices."""
    rng = np.random.default_rng(1000 + dimension)
    return hessian.random_spectra(dimension, trials=TRIALS, rng=rng)


def lowest(dimension):
    """Return their smallest eigenvalues (TRIALS,)."""
    return own_spectra(dimension)[:, 0]


def near(values, share):
    """Tell whether a share is that of an own draw, within four standard errors."""
    own = (lowest(values["dimension"]) + values["shift"] > 0).mean()
    return abs(share - own) <= 4 * np.sqrt(max(share * (1 - share), 1e-5) / TRIALS)


def directions_up(values, match):
    """Tell whether the share of directions is that of an own draw."""
    share = (own_spectra(values["dimension"]) + values["shift"] > 0).mean()
    if match == "more than 99%":
        return share > 0.985
    return abs(100 * share - float(match[:-1])) < 3


WHERE = r"n = (\d+)(?:, ([\d.]+) added, (more than 99%|\d+%) of the directions up)?: "


def holds(share_of):
    def predicate(values, result, match):
        assert int(match[1]) == values["dimension"]
        assert float(match[2] or 0) == values["shift"]
        assert match[3] is None or directions_up(values, match[3])
        return near(values, share_of(match))

    return predicate


CLAIMS = (
    Claim(WHERE + r"([\d.]+)% are minima", holds(lambda m: float(m[4]) / 100)),
    Claim(
        WHERE + r"more than 99% are minima",
        lambda v, r, m: (lowest(v["dimension"]) + v["shift"] > 0).mean() > 0.984,
    ),
    Claim(
        WHERE + r"(\d+) of 20 million are minima", holds(lambda m: int(m[4]) / 20e6),
        at={"dimension": 6},
    ),
    Claim(
        WHERE + r"1 of 20 million is a minimum", holds(lambda m: 1 / 20e6),
        at={"dimension": 7},
    ),
    Claim(WHERE + r"none of 20 million is a minimum", holds(lambda m: 0.0)),
)  # fmt: skip


def share(result):
    return result["counts"][-1] / result["draws"]


PROMISES = {
    "one dimension": lambda v, r: share(r) == pytest.approx(0.5, abs=1e-3),
    "two": lambda v, r: share(r) == pytest.approx((2 - np.sqrt(2)) / 4, abs=1e-3),
    "five": lambda v, r: 1 / share(r) == pytest.approx(7000, rel=0.05),
    "ten, low down": lambda v, r: share(r) > 0.3 and r["positive"] > 0.9,
}


def test_minima_become_rarer_with_every_dimension():
    def rarer(values, result):
        counts = result["counts"]
        assert len(counts) == values["dimension"]
        assert (np.diff(counts) <= 0).all()
        assert result["heights"].sum() == pytest.approx(1, abs=1e-3)  # none is outside
        if values["shift"] == 0:
            assert result["positive"] == pytest.approx(0.5, abs=0.04)

    sweep(MinimaInManyDimensions, invariant=rarer, claims=CLAIMS, promises=PROMISES)


def test_minima_are_rarer_than_coins_say():
    counts, draws = kept_counts()
    assert (counts[1:, 0] / draws < 0.6 * 0.5 ** np.arange(2, 11)).all()


def test_where_none_was_found_a_bound_is_drawn():
    shares, n = shares_or_bounds(np.array([50, 2, 0]), 100)
    np.testing.assert_allclose(shares, [0.5, 0.02, 0.03])
    assert n.tolist() == [1, 2, 3]
