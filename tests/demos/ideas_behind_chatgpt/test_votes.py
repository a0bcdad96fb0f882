"""Votes: what holds in every state, and what it says."""

from functools import cache
from math import comb

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def drawn(accuracy, votes, wrong):
    """Return how often the right one of 20,000 votings wins, by drawing them."""
    rng = np.random.default_rng(0)
    others = 1 if wrong == "all the same" else 9
    shares = [accuracy, *[(1 - accuracy) / others] * others]
    counts = rng.multinomial(votes, shares, 20_000)
    counts = counts + rng.random(counts.shape) / 2  # ties by lot
    return (counts.argmax(axis=1) == 0).mean()


def together(values):
    """Return the accuracy of the votes: exact where errors agree, else as drawn."""
    p, n = values["accuracy"], values["votes"]
    if values["wrong"] == "all the same":
        most = range(n // 2 + 1, n + 1)
        return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in most), 1e-9
    return drawn(p, n, values["wrong"]), 0.015


def verdict_fits(verdict, gain, slack):
    return {
        "better": gain > -slack,
        "worse": gain < slack,
        "nearly the same": abs(gain) < 0.005 + slack,
        "the same": abs(gain) < 1e-9 + slack,
    }[verdict]


def says_who_is_right(values, result, match):
    alone, count, crowd, verdict = match.groups()
    wanted, slack = together(values)
    numbers = (
        abs(int(alone) / 100 - values["accuracy"]) < 0.0051
        and int(count) == values["votes"]
        and abs(int(crowd) / 100 - wanted) < 0.0051 + slack
    )
    return numbers and verdict_fits(verdict, wanted - values["accuracy"], slack)


HEAD = r"One is right in (\d+)%, (\d+) votes? in (\d+)%: "
CLAIMS = tuple(
    Claim(HEAD + f"({verdict})", says_who_is_right, at=at)
    for verdict, at in [
        ("better", None),
        ("worse", None),
        ("the same", {"votes": 1}),
        ("nearly the same", {"accuracy": 0.51, "votes": 3}),
    ]
)


def scattered(values, result):
    agreeing, _ = together({**values, "wrong": "all the same"})
    return together(values)[0] > values["accuracy"] + 0.1 > agreeing


PROMISES = {
    "better than a coin": lambda v, r: together(v)[0] > v["accuracy"] == 0.65,
    "a coin": lambda v, r: np.allclose(r["by_votes"], 0.5),
    "worse": lambda v, r: together(v)[0] < v["accuracy"] == 0.4,
    "scattered errors": scattered,
}


def test_above_one_half_more_votes_help_and_below_they_harm():
    def invariant(values, result):
        if values["wrong"] == "all the same":
            steps = np.diff(result["by_votes"])
            sign = np.sign(values["accuracy"] - 0.5) if values["accuracy"] != 0.5 else 0
            assert (steps * sign >= -1e-12).all()
            if sign == 0:
                assert np.allclose(steps, 0)
        elif values["accuracy"] >= 0.3:
            assert (np.diff(result["by_votes"]) >= -1e-12).all()
        assert np.isclose(result["by_votes"][0], values["accuracy"])

    sweep(demos.Votes, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_curve_ends_at_the_number_of_votes_in_view():
    demo = demos.Votes(votes=5)
    assert list(demo.by_votes.get_xdata()) == [1, 3, 5]
