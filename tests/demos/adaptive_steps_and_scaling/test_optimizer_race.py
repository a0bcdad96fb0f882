"""OptimizerRace: what holds in every state, and what it says."""

import re

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling import optimizer_race
from course_utils.demos.adaptive_steps_and_scaling.optimizer_race import (
    RACERS,
    OptimizerRace,
)
from course_utils.experiments.optimizer_race import race
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

NAME = "|".join(map(re.escape, RACERS))
NAMES = rf"(?:{NAME})(?:, (?:{NAME}))*(?: and (?:{NAME}))?"
START = np.array([-2.4, 1.6])


def loss(values, point):
    """Return the loss along the valley's two axes, without its matrix."""
    angle = np.deg2rad(values["turn"])
    along = point @ [np.cos(angle), np.sin(angle)]
    across = point @ [-np.sin(angle), np.cos(angle)]
    return (along**2 + values["kappa"] * across**2) / 2


def shares(values):
    """Return the share of the loss that each racer has left, by name."""
    paths = race(values["kappa"], values["eta"], values["turn"])
    at = {name: paths[name][values["update"]] for name in RACERS}
    return {name: loss(values, at[name]) / loss(values, START) for name in RACERS}


def named(text):
    return text.replace(" and ", ", ").split(", ")


def leaders_are_the_lowest(values, result, match):
    left = shares(values)
    leaders = named(match[2])
    others = [share for name, share in left.items() if name not in leaders]
    highest = max(left[name] for name in leaders)
    lowest = min(left[name] for name in leaders)
    assert (match[3] == "s") == (len(leaders) == 1)
    return highest <= 1.0101 * lowest + 1e-300 and all(highest < o for o in others)


def leaders_and_climbers(values, result, match):
    left = shares(values)
    climbers = [name for name in RACERS if left[name] > 1]
    good = leaders_are_the_lowest(values, result, match)
    return good and climbers == named(match[4])


def one_climbs(values, result, match):
    return shares(values)[match[2]] > 1


def one_share(values, result, match):
    return np.isclose(shares(values)[match[2]], float(match[3]), rtol=0.51)


def next_to_nothing(values, result, match):
    return shares(values)[match[2]] < 1e-8


AFTER = rf"After (\d+) updates? of ({NAME})"
CLAIMS = (
    Claim("On the starting line", lambda v, r, m: v["update"] == 0),
    Claim(
        rf"Update (\d+): ({NAMES}) lead(s?)",
        leaders_are_the_lowest,
        at={"update": 1, "eta": 0.01},  # nobody is far below the start, nobody above
    ),
    Claim(
        rf"Update (\d+): ({NAMES}) lead(s?); above the start: ({NAMES})",
        leaders_and_climbers,
    ),
    Claim(rf"{AFTER} the loss is higher than at the start", one_climbs),
    Claim(
        rf"{AFTER}, less than 1e-8 of the loss is left",
        next_to_nothing,
        at={"which": "Adagrad", "eta": 0.5, "update": 100},
    ),
    Claim(rf"{AFTER}, ([\d.e-]+) of the loss is left", one_share),
)


def steps(values, name):
    path = race(values["kappa"], values["eta"], values["turn"])[name]
    return np.linalg.norm(np.diff(path[: values["update"] + 1], axis=0), axis=1)


def adagrad_tires_and_rmsprop_jumps(values, result):
    adagrad, rmsprop = steps(values, "Adagrad"), steps(values, "RMSProp")
    return adagrad[-1] < 1e-3 * adagrad[0] and rmsprop[-10:].max() > 0.5


def in_front_from_10_to_43(values, result):
    first = [
        min(shares({**values, "update": t}).items(), key=lambda item: item[1])[0]
        for t in range(1, 101)
    ]
    front = [t for t, name in enumerate(first, 1) if name == "gradient descent"]
    return [t for t in front if t > 1] == list(range(10, 44))


def off_the_round_bowl(values):
    """Return how far Adagrad's path is from the one at κ = 1."""
    here, there = (
        race(kappa, values["eta"], values["turn"])["Adagrad"]
        for kappa in (values["kappa"], 1)
    )
    return np.abs(here - there).max()


PROMISES = {
    "wide valley": lambda v, r: shares(v)["gradient descent"] < 1e-3,
    "narrow valley": lambda v, r: (
        v["eta"] > 2 / v["kappa"] and shares(v)["gradient descent"] > 1
    ),
    "a smaller η": in_front_from_10_to_43,
    "a larger η": adagrad_tires_and_rmsprop_jumps,
    "only Adagrad": lambda v, r: off_the_round_bowl({**v, "kappa": 100}) < 1e-6,
    "valley turned": lambda v, r: off_the_round_bowl(v) > 0.3,
}


def test_on_an_axis_aligned_bowl_adagrad_does_not_notice_the_condition_number():
    def invariant(values, result):
        heights = loss(values, result["contours"])
        np.testing.assert_allclose(heights / optimizer_race.LEVELS[:, None], 1)
        if values["turn"] == 0:
            round_bowl = optimizer_race.race(1.0, values["eta"], 0)["Adagrad"]
            path = result["paths"]["Adagrad"]
            np.testing.assert_allclose(path, round_bowl[: len(path)], atol=1e-6)

    sweep(OptimizerRace, invariant, claims=CLAIMS, promises=PROMISES)


def test_a_path_is_drawn_until_it_leaves_for_good():
    """Decayed descent flies out of this valley, and comes back: so does its dot."""
    values = {"update": 100, "kappa": 30, "eta": 0.15, "turn": 0, "which": "all"}
    path = OptimizerRace.compute(**values)["paths"]["decayed η/√(t+1)"]
    assert np.abs(path).max() > 6
    np.testing.assert_allclose(path[-1], 0, atol=0.5)
    gone = OptimizerRace.compute(**values)["paths"]["gradient descent"]
    assert np.abs(gone[-1]).max() > 6 > np.abs(gone[-2]).max()
