"""Shattering: what holds in every state, and what it says."""

from functools import cache

import numpy as np

from course_utils.demos.bias_and_variance.shattering import ARRANGEMENTS, Shattering
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

TURNS = np.radians(np.arange(0, 360, 0.25))


@cache
def made(arrangement):
    """Return all labellings that a line makes: cut the points in every direction."""
    points = np.array(ARRANGEMENTS[arrangement])
    found = set()
    for turn in TURNS:
        heights = points @ (np.cos(turn), np.sin(turn))
        ranks = np.sort(heights)
        for cut in [ranks[0] - 1, *(ranks[1:] + ranks[:-1]) / 2, ranks[-1] + 1]:
            if abs(heights - cut).min() > 1e-6:
                found.add(tuple(heights > cut))
    return found


CLAIMS = (
    Claim(
        r"(\d+) of (\d+) labellings: (\d) points shattered",
        lambda v, r, m: (
            int(m[1]) == len(made(v["arrangement"])) == int(m[2]) == 2 ** int(m[3])
        ),
    ),
    Claim(
        r"(\d+) of (\d+) labellings: (\d) points not shattered",
        lambda v, r, m: (
            int(m[1]) == len(made(v["arrangement"])) < int(m[2]) == 2 ** int(m[3])
        ),
    ),
)


def alike(result):
    """Return the pairs of points with one label, as differences of places."""
    points, labels = result["points"], result["labels"]
    return [
        abs(points[i] - points[j])
        for i in range(len(points))
        for j in range(i)
        if labels[i] == labels[j]
    ]


PROMISES = {
    "three points": lambda v, r: len(made("3 points")) == 8,
    "three in a row": lambda v, r: (
        len(made("3 points in a row")) < 8 == len(made("3 points"))
    ),
    "four points": lambda v, r: (
        not r["possible"] and len(alike(r)) == 2 and np.all(np.array(alike(r)) > 1)
    ),
}


def test_the_line_shown_makes_the_labelling_and_no_four_points_are_shattered():
    def invariant(values, result):
        *w, b = result["line"]
        if result["possible"]:
            sides = np.sign(result["points"] @ np.array(w) + b)
            np.testing.assert_array_equal(sides, result["labels"])
        assert result["possible"] == result["reachable"][result["chosen"]]
        if len(result["points"]) > 3:
            assert not result["reachable"].all()

    sweep(Shattering, invariant, claims=CLAIMS, promises=PROMISES)
