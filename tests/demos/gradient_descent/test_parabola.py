"""Parabola: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def walk(values):
    """Return the places of a descent written out here, as far as floats carry it."""
    places = [values["start"]]
    for _ in range(30):
        slope = values["curvature"] * places[-1]
        places.append(places[-1] - values["eta"] * slope)
    return np.array(places)


def multiplied(values, said):
    """Tell whether the size of the place is multiplied by what is said each time."""
    sizes = abs(walk(values))
    return np.allclose(sizes[1:6] / sizes[:5], float(said), rtol=0.006, atol=0.0005)


def product(values):
    return values["eta"] * values["curvature"]


def sides(values):
    """Return the sides of the minimum on which the first places lie, as signs."""
    return np.sign(walk(values)[:6]) * np.sign(values["start"])


TO_AND_FRO = (1, -1, 1, -1, 1, -1)
CLAIMS = (
    Claim(
        "Started on the minimum: the gradient is zero, nothing moves",
        lambda v, r, m: not walk(v).any(),
        at={"start": 0.0},
    ),
    Claim(
        "η = 2/L: swings from side to side for ever",
        lambda v, r, m: np.allclose(sides(v), TO_AND_FRO) and multiplied(v, 1),
        at={"eta": 2.0},
    ),
    Claim(
        r"η > 2/L: each step lands (.+) times as far away",
        lambda v, r, m: product(v) > 2 and float(m[1]) > 1 and multiplied(v, m[1]),
    ),
    Claim(
        "η = 1/L: one step and it has arrived",
        lambda v, r, m: abs(walk(v)[1]) < 1e-9 < abs(walk(v)[0]),
    ),
    Claim(
        r"Jumps across, and (.+) of the distance is left each time",
        lambda v, r, m: np.allclose(sides(v), TO_AND_FRO) and multiplied(v, m[1]),
    ),
    Claim(
        r"Same side all the way, (.+) of the distance left each time",
        lambda v, r, m: (sides(v) > 0).all() and multiplied(v, m[1]),
    ),
)


def left(values, updates=30):
    """Return the share of the distance that is left after some updates."""
    return abs(walk(values)[updates] / values["start"])


PROMISES = {
    "too small": lambda v, r: v["eta"] == 0.04 and left(v) > 0.25,
    "right": lambda v, r: np.isclose(left(v, 1), 0.4) and left(v) < 1e-9,
    "one jump": lambda v, r: product(v) == 1 and walk(v)[1] == 0,
    "large": lambda v, r: 1 < product(v) < 2 and walk(v)[1] > 0 and left(v) < 1e-4,
    "too large": lambda v, r: product(v) > 2 and (np.diff(abs(walk(v))) > 0).all(),
}


def test_parabola_falls_below_one_over_l_and_diverges_above_two_over_l():
    def invariant(values, result):
        loss = result["loss"]
        if values["start"] == 0:
            assert (loss == 0).all()
        elif product(values) <= 1:  # monotone, and never across the minimum
            assert (np.diff(loss) <= 0).all()
            assert (result["path"] * values["start"] >= -1e-12).all()
        elif product(values) > 2 + 1e-9:
            assert (np.diff(loss[loss < 1e11]) > 0).all()
        elif product(values) < 2 - 1e-9:
            assert (np.diff(loss) <= 0).all()

    sweep(demos.Parabola, invariant, claims=CLAIMS, promises=PROMISES)
