"""FlatAndSharp: what holds in every state, and what it says."""

import pytest

from course_utils.demos import batch_and_momentum as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def loss(w, width):
    """Return the loss of the two valleys, written in another way."""
    sharp, flat = 1 + ((w + 1.5) / width) ** 2, 1 + ((w - 1.5) / 1.2) ** 2
    return (1 - 1 / sharp) * (1 - 1 / flat)


def away(ends, minimum):
    """Count those of walkers that are nearer to no minimum or to the other one."""
    return sum(not minimum - 1.5 <= end <= minimum + 1.5 for end in ends)


def shaken(values, result, match):
    counts = away(result["ends"][:100], -1.5), away(result["ends"][100:], 1.5)
    return values["noise"] > 0 and (int(match[1]), int(match[2])) == counts


def costs(values, result, match):
    assert away(result["ends"][:100], -1.5) + away(result["ends"][100:], 1.5) == 0
    test = [loss(at - values["shift"], values["width"]) for at in (-1.5, 1.5)]
    return [float(match[1]), float(match[2])] == pytest.approx(test, abs=6e-4)


def agree(values, result, match):
    minima = [loss(at - values["shift"], values["width"]) for at in (-1.5, 1.5)]
    return minima == [0, 0] and (result["train"] == result["test"]).all()


CLAIMS = (
    Claim(
        r"Noise drives (\d+)% out of the left minimum, (\d+)% out of the right one",
        shaken,
    ),
    Claim(r"Where test and training agree, sharp is no worse than flat", agree),
    Claim(
        r"The shift costs ([\d.]+) in the left minimum, ([\d.]+) in the right", costs
    ),
)
PROMISES = {
    "large batch": lambda v, r: r["left_sharp"] == r["left_flat"] == 0,
    "small batch": lambda v, r: r["left_sharp"] > 0.5 > 0.2 > r["left_flat"],
    "as wide as the other": lambda v, r: (
        abs(r["left_sharp"] - r["left_flat"]) < 0.15
        and abs(r["rise"][0] - r["rise"][1]) < 0.03
    ),
    "too much noise": lambda v, r: r["left_sharp"] > 0.5 and r["left_flat"] > 0.5,
    "no shift": lambda v, r: r["rise"].tolist() == [0, 0],
}


def test_the_flat_minimum_never_suffers_more_and_without_noise_nobody_changes_valley():
    def invariant(values, result):
        sharp, flat = result["rise"]
        assert flat <= sharp + 0.01
        if values["noise"] == 0:
            assert result["left_sharp"] == result["left_flat"] == 0

    sweep(demos.FlatAndSharp, invariant, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_there_is_a_noise_that_empties_the_sharp_minimum_and_not_the_flat_one(seed):
    result = demos.FlatAndSharp(noise=1.2, seed=seed).result
    assert result["left_sharp"] > 0.5
    assert result["left_flat"] < 0.2
