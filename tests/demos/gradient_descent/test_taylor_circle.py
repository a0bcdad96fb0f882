"""TaylorCircle: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import gradient_descent as demos
from course_utils.ml.optimization import landscapes
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

TURN = np.radians(np.arange(0, 360, 0.2))
ALL_ROUND = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)


def slopes(values, h=1e-5):
    """Return the slope at the centre in all directions, from two measured ones."""
    centre, along = np.array([values["x"], values["y"]]), h * np.eye(2)
    up, down = landscapes.hills(centre + along), landscapes.hills(centre - along)
    return ALL_ROUND @ ((up - down) / (2 * h))


def missed_by(values):
    """Return the angle between the steepest way down and the circle's lowest place."""
    centre = np.array([values["x"], values["y"]])
    lowest = landscapes.hills(centre + values["radius"] * ALL_ROUND).argmin()
    turned = abs(np.degrees(TURN[lowest] - TURN[slopes(values).argmin()]))
    return min(turned, 360 - turned)


def misses(values, match, low, high):
    said = float(match[1])
    return abs(said - missed_by(values)) < 1.2 and low <= said <= high


CLAIMS = (
    Claim(
        "No slope to speak of: the curvature decides where it is lowest",
        lambda v, r, m: slopes(v).max() < 0.051,
    ),
    Claim(
        r"−g misses the lowest place of the circle by (\d+)°: close",
        lambda v, r, m: misses(v, m, 0, 5),
    ),
    Claim(
        r"−g misses the lowest place of the circle by (\d+)°: nearly",
        lambda v, r, m: misses(v, m, 5, 20),
    ),
    Claim(
        r"−g misses the lowest place of the circle by (\d+)°: far off",
        lambda v, r, m: misses(v, m, 20, 180),
    ),
)


def kept(values):
    """Return the change of loss after a step of one radius along −g / the promise."""
    centre = np.array([values["x"], values["y"]])
    promised = slopes(values).min() * values["radius"]
    step = values["radius"] * ALL_ROUND[slopes(values).argmin()]
    return (landscapes.hills(centre + step) - landscapes.hills(centre)) / promised


PROMISES = {
    "tiny circle": lambda v, r: (
        v["radius"] == 0.06
        and abs(r["true"] - r["linear"]).max() < 0.1 * np.ptp(r["linear"]) / 2
    ),
    "too trusting": lambda v, r: v["radius"] == 1.4 and kept(v) < 0,
    "flat place": lambda v, r: slopes(v).max() < 0.05,
}


def test_on_a_small_circle_the_linear_picture_holds():
    def invariant(values, result):
        slope = np.linalg.norm(landscapes.hills_gradient([values["x"], values["y"]]))
        bent = abs(result["true"] - result["linear"]).max() / values["radius"]
        assert bent < 3  # half the largest curvature: the error is of second order
        drawn = max(abs(result["true"]).max(), abs(result["linear"]).max())
        assert drawn < result["scale"]  # nothing leaves the picture
        if values["radius"] <= 0.06 and slope > 1:
            towards = (result["lowest"] - result["centre"]) / values["radius"]
            angle = result["downhill"]
            assert towards @ (np.cos(angle), np.sin(angle)) > 0.99
            assert "close" in demos.TaylorCircle.headline(result)

    sweep(demos.TaylorCircle, invariant, claims=CLAIMS, promises=PROMISES)
