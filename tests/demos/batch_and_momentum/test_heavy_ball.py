"""HeavyBall: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.ml.optimization import landscapes
from course_utils.ml.optimization.descent import descend
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def roll(values, updates):
    """Return where a ball is after 0, 1, ... updates, rolled here."""
    w, last, path = values["start"], values["start"], [values["start"]]
    for _ in range(updates):
        ahead = values["lam"] * (w - last)
        felt = landscapes.road_slope(w + ahead * values["nesterov"])
        w, last = w + ahead - values["eta"] * felt, w
        path.append(w)
    return np.array(path)


def rests_at(place):
    """Return a predicate: from t on the ball stays near the lowest point there."""

    def holds(values, result, match):
        later = roll(values, values["t"] + 149)[values["t"] :]
        return int(match[1]) == values["t"] and abs(later - place).max() < 0.3

    return holds


def hardly_moves(values, result, match):
    later = roll(values, values["t"] + 149)[values["t"] :]
    near_a_minimum = min(abs(later[0] - 0.5), abs(later[0] - 4)) < 0.2
    told = abs(float(match[2]) - landscapes.road_slope(later[0])) < 6e-5
    return np.ptp(later) < 0.2 and told and not near_a_minimum


def moves_on(values, result, match):
    path = roll(values, values["t"] + 150)
    here, step = path[values["t"]], path[values["t"] + 1] - path[values["t"]]
    assert abs(float(match[2]) - abs(step)) < 0.0051
    assert match[3] == ("right" if step > 0 else "left")
    assert abs(path[values["t"] :] - here).max() > 0.099  # it does not rest
    tiny = 1e-5 * np.sign(step)
    rise = landscapes.road(here + tiny) - landscapes.road(here - tiny)
    return bool(match[4]) == (rise > 0)


def turns(values, result, match):
    path = roll(values, values["t"] + 150)[values["t"] :]
    told = abs(float(match[2]) - landscapes.road_slope(path[0])) < 0.0051
    return told and abs(path[1] - path[0]) < 0.0051 and abs(path - path[0]).max() > 0.09


AFTER = r"After (\d+) updates? "
CLAIMS = (
    Claim(
        AFTER + r"the ball is outside the picture",
        lambda v, r, m: not -5 < roll(v, v["t"])[-1] < 8,
    ),
    Claim(AFTER + r"it rests in the shallow trap", rests_at(0.5)),
    Claim(AFTER + r"it rests in the deep valley", rests_at(4.0)),
    Claim(
        AFTER + r"it hardly moves: the slope here is (-?[\d.]+)",
        hardly_moves,
        at={"lam": 0.51, "eta": 0.01, "start": 1.9},  # on the hilltop
    ),
    Claim(
        AFTER + r"it stands still for a moment, at a slope of (-?[\d.]+)",
        turns,
        at={"t": 92},
    ),
    Claim(
        AFTER + r"the ball moves on by ([\d.]+) to the (right|left)(, uphill)?",
        moves_on,
    ),
)
HUMP = 1.9  # between the trap and the valley the road is highest here
PROMISES = {
    "no momentum": lambda v, r: abs(roll(v, 300)[-1] - 0.5) < 0.05,
    "uphill": lambda v, r: (
        abs(r["carried"]) > abs(r["push"]) and r["carried"] * r["push"] < 0
    ),
    "rolls through": lambda v, r: abs(roll(v, 300)[150:] - 4).max() < 0.05,
    "too light": lambda v, r: roll(v, 300).max() < HUMP,
    "too heavy": lambda v, r: r["path"].max() > 8 and (r["path"][-1] > 8),
}


def test_no_momentum_is_plain_descent_and_the_step_has_two_parts():
    def invariant(values, result):
        path = np.array([*result["path"], *result["later"][1:]])
        if values["lam"] == 0:
            slope = landscapes.road_slope
            plain = descend(slope, values["start"], values["eta"], len(path) - 1)
            np.testing.assert_allclose(path, plain, atol=1e-9)
        step = path[values["t"] + 1] - path[values["t"]]
        assert np.isclose(result["carried"] + result["push"], step)

    sweep(demos.HeavyBall, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_hump_is_where_the_road_is_highest_between_trap_and_valley():
    between = np.linspace(0.5, 4, 3501)
    assert abs(between[landscapes.road(between).argmax()] - HUMP) < 0.1


def test_the_ball_rolls_through_the_trap_that_catches_the_plain_walk():
    ends = [demos.HeavyBall(lam=lam, t=150).result["path"][-1] for lam in (0.0, 0.9)]
    np.testing.assert_allclose(ends, [0.5, 4.0], atol=0.1)


def test_a_turning_point_is_no_rest_and_a_step_with_the_push_is_not_uphill():
    for t in (25, 32, 38, 49, 60, 71):
        result = demos.HeavyBall.compute(
            lam=0.9, eta=0.08, start=-2.5, t=t, nesterov=False
        )
        said = demos.HeavyBall.headline(result)
        assert "rests" not in said
        assert "uphill" not in said
