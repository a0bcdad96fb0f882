"""CurveOutOfPieces: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import looking_for_a_function as demos
from course_utils.demos.looking_for_a_function.curve_out_of_pieces import (
    CURVES,
    X_CURVE,
)
from course_utils.ml.regression import sigmoids
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def error_of(n, values):
    """Return the typical error of n pieces, fitted anew by the normal equations."""
    y = CURVES[values["curve"]](X_CURVE)
    pieces = sigmoids.pieces(X_CURVE, n, kind=values["kind"])
    design = np.column_stack([pieces, np.ones(len(y))])
    made = design @ (np.linalg.pinv(design) @ y)
    return np.sqrt(np.mean((made - y) ** 2))


def near(text, number):
    return abs(float(text) - number) < 6e-4


CLAIMS = (
    Claim(
        r"(\d+) (.+?)s?: not near the curve, but exactly on it",
        lambda v, r, m: (
            (int(m[1]), m[2]) == (v["n"], v["kind"]) and error_of(v["n"], v) < 1e-8
        ),
        at={"n": 20, "kind": "hard sigmoid", "curve": "polyline"},
    ),
    Claim(
        r"(\d+) (.+?)s? miss(?:es)? by (.+); twice as many by (.+)",
        lambda v, r, m: (
            (int(m[1]), m[2]) == (v["n"], v["kind"])
            and near(m[3], error_of(v["n"], v))
            and near(m[4], error_of(2 * v["n"], v))
        ),
    ),
)
HEIGHT = {name: np.ptp(curve(X_CURVE)) for name, curve in CURVES.items()}


def kinks(curve):
    """Return where the slope of a curve changes, as places among its points."""
    return np.flatnonzero(np.abs(np.diff(curve, 2)) > 1e-9)


PROMISES = {
    "one piece": lambda v, r: r["error"] > 0.9 * np.std(r["curve"]),
    "three": lambda v, r: 0.7 < error_of(3, v) / error_of(1, v) < 0.8,
    "sixteen": lambda v, r: r["error"] < 0.02 * HEIGHT["wave"],
    "exact": lambda v, r: np.abs(r["made"] - r["curve"]).max() < 1e-9,
    "ReLU": lambda v, r: all(
        len(kinks(share)) <= 2 and np.ptp(share[kinks(share)[-1:].max(initial=0) + 2 :])
        for share in r["shares"].T
    ),
    "jump": lambda v, r: r["doubled"] > 0.6 * r["error"],
}


def test_error_shrinks_as_the_number_of_pieces_doubles():
    def shrinks(values, result):
        assert result["error"] >= 0
        # One sigmoid may sit better than two, and an odd number just on the jump.
        lucky = values["kind"] == "sigmoid" and (
            values["n"] == 1 or values["curve"] == "jump"
        )
        assert lucky or result["doubled"] <= result["error"] + 1e-9
        assert np.all(np.diff(result["errors"][1:]) <= 1e-9)

    sweep(demos.CurveOutOfPieces, invariant=shrinks, claims=CLAIMS, promises=PROMISES)


def test_hard_sigmoids_with_their_knots_in_place_are_the_polyline():
    demo = demos.CurveOutOfPieces()
    demo.apply("exact")
    assert demo.result["error"] < 1e-9
    assert "exactly" in demo.headline(demo.result)
