"""BatchSize: what holds in every state, and what it says."""

from math import ceil

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.experiments import walks_in_batches as walks
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def expected_miss(batch):
    """Return the noise of batches drawn without repetition, by its formula."""
    single = [walks.line_gradient(walks.START, [n]) for n in range(64)]
    full = np.mean(single, axis=0)
    spread = ((single - full) ** 2).sum(axis=1).mean()
    return np.sqrt(spread / batch * (64 - batch) / 63) / np.linalg.norm(full)


def units(values):
    """Count the time of an epoch example by example, as a machine that is fed."""
    spent, order = 0, list(range(64))
    while order:
        batch, order = order[: values["batch"]], order[values["batch"] :]
        while batch:
            batch, spent = batch[values["fits"] :], spent + 1
    return spent


def holds(values, result, match):
    assert int(match[1]) == ceil(64 / values["batch"])
    assert int(match[2]) == units(values)
    expected = 100 * expected_miss(values["batch"])
    return abs(float(match[3]) - expected) <= 0.35 * expected + 0.5


CLAIMS = (
    Claim(
        r"One epoch: (\d+) updates? in (\d+) units? of time; at the start a gradient "
        r"is off by (\d+)%",
        holds,
    ),
)
PROMISES = {
    "all examples": lambda v, r: (
        len(r["path"]) == 1 + v["epochs"] and r["noise"] < 1e-12
    ),
    "one example": lambda v, r: (
        len(r["path"]) == 1 + 64 * v["epochs"] and r["noise"] > 1
    ),
    "no parallel hardware": lambda v, r: all(
        demos.BatchSize.compute(**{**v, "batch": b})["epoch_time"] == 64
        for b in range(1, 65)
    ),
    "enough parallel hardware": lambda v, r: r["epoch_time"] == 1,
}


def test_batches_make_the_updates_and_only_parallel_hardware_saves_time():
    def invariant(values, result):
        batches = ceil(64 / values["batch"])
        assert result["updates"] == batches
        assert (
            len(result["path"]) == len(result["time"]) == 1 + values["epochs"] * batches
        )
        assert result["time"][-1] == values["epochs"] * units(values)
        assert (np.diff(result["time"]) <= ceil(values["batch"] / values["fits"])).all()
        if values["batch"] == 64:
            assert result["noise"] < 1e-12

    sweep(demos.BatchSize, invariant, claims=CLAIMS, promises=PROMISES)


def test_larger_batches_have_less_noise_as_one_over_their_root():
    usual = demos.BatchSize.defaults()
    shown = [demos.BatchSize.compute(**{**usual, "batch": b}) for b in (1, 4, 16)]
    noises = [result["noise"] for result in shown]
    assert noises[0] / noises[2] > 3
    assert noises[0] > noises[1] > noises[2]
