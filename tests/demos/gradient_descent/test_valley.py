"""Valley: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def walk(values, updates=60):
    """Return the places of a descent written out here, weight by weight."""
    w = np.array([values["w1"], values["w2"]])
    places = [w]
    for _ in range(updates):
        slope = np.array([w[0], values["kappa"] * w[1]])
        w = w - values["eta"] * slope
        places.append(w)
    return np.array(places)


def turns(values):
    """Tell whether the path changes the wall with every update at first."""
    return (np.diff(np.sign(walk(values, 5)[:, 1])) != 0).all()


def walls(values):
    """Return how many times as far away from the floor an update leads."""
    places = abs(walk(values, 2)[:, 1])
    return places[1] / places[0]


def near_limit(values, match, low, high):
    """Tell whether η and 2/L are as said, and their ratio between two numbers."""
    eta, limit = float(match[1]), float(match[2])
    says = np.isclose([eta, limit], [values["eta"], 2 / values["kappa"]], rtol=0.006)
    return says.all() and low < values["eta"] * values["kappa"] / 2 < high


def share(values):
    places = walk(values)
    return np.linalg.norm(places[-1]) / np.linalg.norm(places[0])


CLAIMS = (
    Claim(
        "Started on the minimum: the gradient is zero, nothing moves",
        lambda v, r, m: not walk(v).any(),
        at={"w1": 0.0, "w2": 0.0},
    ),
    Claim(
        "Exactly on the floor: the steep walls are never felt",
        lambda v, r, m: not walk(v)[:, 1].any() and walk(v)[:, 0].any(),
        at={"w2": 0.0, "eta": 1.0},
    ),
    Claim(
        r"η = 2/L = (.+): swings from wall to wall for ever",
        lambda v, r, m: (
            np.isclose(float(m[1]), 2 / v["kappa"], rtol=0.006)
            and turns(v)
            and np.isclose(walls(v), 1)
        ),
        at={"eta": 0.25},
    ),
    Claim(
        r"Diverges: η = (.+) is above 2/L = (.+)",
        lambda v, r, m: near_limit(v, m, 1, 99) and turns(v) and walls(v) > 1,
    ),
    Claim(
        r"Zigzags: η = (.+) is just below 2/L = (.+)",
        lambda v, r, m: near_limit(v, m, 0.9, 1) and turns(v) and 0.8 < walls(v) < 1,
    ),
    Claim(
        r"After 60 updates (.+)% of the distance is left",
        lambda v, r, m: (
            share(v) < 0.00051
            if m[1] == "less than 0.1"
            else abs(float(m[1]) - 100 * share(v)) < 0.051
        ),
    ),
)


def straight(values):
    """Tell whether all places lie on the line from the start to the minimum."""
    places = walk(values)
    return np.allclose(places[:, 0] * values["w2"], places[:, 1] * values["w1"])


PROMISES = {
    "round bowl": lambda v, r: v["kappa"] == 1 and straight(v) and share(v) < 1e-9,
    "small step": lambda v, r: v["eta"] == 0.05 and (
        abs(walk(v, 20)[-1, 1]) < 0.01 and abs(walk(v, 20)[-1, 0]) > 0.3 * abs(v["w1"])
    ),
    "zigzag": lambda v, r: 0.95 < v["eta"] * v["kappa"] / 2 < 1 and turns(v),
    "diverges": lambda v, r: v["eta"] > 2 / v["kappa"] and (
        walls(v) > 1 and abs(walk(v)[-1, 0]) < 0.01
    ),
}  # fmt: skip


def test_valley_loses_height_below_its_limit_and_gains_above():
    def invariant(values, result):
        loss, limit = result["loss"], 2 / values["kappa"]
        assert np.isclose(result["limit"], limit)
        if values["eta"] < limit - 1e-9:
            assert (np.diff(loss) <= 1e-12).all()
        elif values["eta"] > limit + 1e-9 and abs(values["w2"]) > 0:
            assert loss[-1] > values["kappa"] * values["w2"] ** 2 / 2
        headline = demos.Valley.headline(result)
        assert ("Diverges" in headline) == (loss[-1] > loss[0] * (1 + 1e-9))

    sweep(demos.Valley, invariant, claims=CLAIMS, promises=PROMISES)
