"""RoadWithTraps: what holds in every state, and what it says."""

import math
from functools import cache

import numpy as np

from course_utils.demos import gradient_descent as demos
from course_utils.ml.optimization import landscapes
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

X = np.linspace(-8, 7, 150_001)
INSIDE = landscapes.road(X)
LOWEST = X[INSIDE.argmin()]
TRAP = X[np.where((X > -1) & (X < 1.5), INSIDE, np.inf).argmin()]
HILLTOP = X[np.where((X > TRAP) & (X < LOWEST), INSIDE, -np.inf).argmax()]


def slope(w):
    """Return the slope of plateau, trap and valley, each by its own derivative."""
    wall = -1.5 / math.cosh(w + 2) ** 2
    trap = 2 * (w - 0.5) / 0.49 * math.exp(-((w - 0.5) ** 2) / 0.49)
    return wall + trap + 4 * (w - 4) * math.exp(-((w - 4) ** 2))


@cache
def places(start, eta, log_tolerance):
    """Return the places of a walk written out here."""
    found = [start]
    while abs(slope(found[-1])) >= 10.0**log_tolerance and len(found) <= 500:
        found.append(found[-1] - eta * slope(found[-1]))
    return np.array(found)


def walk(values):
    return places(values["start"], values["eta"], values["log_tolerance"])


def stopped(values, match, place=None, near=0.03):
    """Tell whether the walk ended by the rule, when it is said, and near a place."""
    end = walk(values)[-1]
    return (
        abs(slope(end)) < 10.0 ** values["log_tolerance"]
        and int(match[1]) == len(walk(values)) - 1
        and (place is None or abs(end - place) < near)
    )


CLAIMS = (
    Claim(
        "Still moving after 500 updates",
        lambda v, r, m: abs(slope(r["path"][-1])) >= 10.0 ** v["log_tolerance"],
    ),
    Claim(
        r"Stopped in the local minimum after (\d+) updates?",
        lambda v, r, m: stopped(v, m, TRAP) and INSIDE.min() < landscapes.road(TRAP),
    ),
    Claim(
        r"Stopped in the deepest valley after (\d+) updates?",
        lambda v, r, m: stopped(v, m, LOWEST),
    ),
    Claim(
        r"Stopped on the plateau after (\d+) updates?: no minimum at all",
        lambda v, r, m: (
            stopped(v, m)
            and slope(walk(v)[-1]) < 0
            and landscapes.road(walk(v)[-1]) > 2.9
        ),
    ),
    Claim(
        r"Stopped near the hilltop after (\d+) updates?: no minimum",
        lambda v, r, m: stopped(v, m, HILLTOP, near=0.11),
        at={"start": 1.9},
    ),
)


def end(values):
    return walk(values)[-1]


PROMISES = {
    "plateau": lambda v, r: len(walk(v)) == 1 and landscapes.road(end(v)) > 2.9,
    "local minimum": lambda v, r: abs(end(v) - TRAP) < 0.03,
    "global minimum": lambda v, r: abs(end(v) - LOWEST) < 0.03 and v["start"] > HILLTOP,
    "never settles": lambda v, r: (
        len(walk(v)) == 501
        and (abs(walk(v)[-100:] - TRAP) < 0.7).all()
        and len(walk({**v, "eta": 0.1})) < 60
    ),
}


def test_the_road_ends_where_its_gradient_is_small():
    def invariant(values, result):
        if result["reason"] == "small gradient":
            assert result["slope"][-1] < 10.0 ** values["log_tolerance"]
        else:
            assert len(result["path"]) == 501

    sweep(demos.RoadWithTraps, invariant, claims=CLAIMS, promises=PROMISES)


def test_only_starts_beyond_the_hilltop_reach_the_deep_valley():
    for start in np.arange(-7, 6.01, 0.5):
        values = {"start": start, "eta": 0.1, "log_tolerance": -3}
        assert (abs(end(values) - LOWEST) < 0.03) == (start > HILLTOP)
