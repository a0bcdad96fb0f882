"""Search: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.bias_and_variance import search
from course_utils.demos.bias_and_variance.search import Search
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def tried(values):
    """Return the points of a search, made here."""
    side = values["side"]
    if values["method"] == "grid":
        middles = (np.arange(side) + 0.5) / side
        return np.array([(a, b) for a in middles for b in middles])
    return np.random.default_rng(values["seed"]).uniform(size=(side**2, 2))


def above(values):
    """Return by how much of the range of errors the best trial misses the lowest."""
    table = search.landscape(values["kind"], values["seed"])
    found = min(table[int(b * 61), int(a * 61)] for a, b in tried(values))
    return (found - table.min()) / np.ptp(table)


def counted(values, match):
    """Tell whether the numbers of trials and of settings of knob 1 are right."""
    first = {round(a, 9) for a, _ in tried(values)}
    return (int(match[1]), int(match[2])) == (len(tried(values)), len(first))


CLAIMS = (
    Claim(
        r"(\d+) trials try (\d+) settings of knob 1; "
        r"the best misses by ([0-9.e+]+) % of the range",
        lambda v, r, m: (
            counted(v, m)
            and np.isclose(float(m[3]), 100 * above(v), rtol=0.06, atol=1e-9)
        ),
    ),
    Claim(
        r"(\d+) trials try (\d+) settings of knob 1; "
        r"the best misses by less than 0.01 % of the range",
        lambda v, r, m: counted(v, m) and above(v) < 0.0001,
        at={"method": search.METHODS[1], "side": 9, "seed": 9},
    ),
)


def settings(values):
    return [len({round(p[i], 9) for p in tried(values)}) for i in (0, 1)]


def close(values):
    """Return how far the best error is above the lowest, as a share of the lowest."""
    table = search.landscape(values["kind"], values["seed"])
    return above(values) * np.ptp(table) / table.min()


PROMISES = {
    "grid, 16 trials": lambda v, r: len(tried(v)) == 16 and settings(v) == [4, 4],
    "random, 16 trials": lambda v, r: settings(v) == [16, 16],
    "random, 100 trials": lambda v, r: len(tried(v)) == 100,
    "both knobs matter": lambda v, r: above(v) <= above({**v, "method": "random"}),
    "a real one": lambda v, r: (
        close(v) < 0.02 and close({**v, "method": "grid"}) < 0.02
    ),
}


def test_a_search_keeps_its_best_and_a_grid_repeats_its_settings():
    def invariant(values, result):
        assert (np.diff(result["so_far"]) <= 0).all()
        assert len(result["points"]) == values["side"] ** 2
        expected = values["side"] if values["method"] == "grid" else values["side"] ** 2
        assert result["different"] == expected
        assert result["so_far"][-1] >= 0

    sweep(Search, invariant, claims=CLAIMS, promises=PROMISES)


def test_with_one_knob_that_matters_random_search_comes_closer():
    def mean_error(method, kind):
        return np.mean(
            [Search.compute(method, 4, kind, s)["so_far"][-1] for s in range(100)]
        )

    one, both, _ = search.LANDSCAPES
    assert mean_error("random", one) < 0.6 * mean_error("grid", one)
    assert mean_error("random", both) > mean_error("grid", both)
