"""BatchSizeAndPath: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling.batch_size_and_path import (
    BatchSizeAndPath,
)
from course_utils.experiments import walks_in_batches
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def above_the_lowest(point):
    """Return the mean squared error above the lowest, by the normal equations."""
    x, y = walks_in_batches.make_examples()
    inputs = np.column_stack([x, np.ones(64)])
    best = np.linalg.solve(inputs.T @ inputs, inputs.T @ y)
    offset = np.asarray(point) - best
    return offset @ (inputs.T @ inputs) @ offset / 64


def as_many_updates(values, match):
    updates = sum(len(range(0, 64, values["size"])) for _ in range(values["epochs"]))
    single = {"updates": match[2] == "", "examples": match[4] == ""}
    assert single == {"updates": updates == 1, "examples": values["size"] == 1}
    return (int(match[1]), int(match[3])) == (updates, values["size"])


def this_far_above(values, result, match):
    loss = above_the_lowest(result["path"][-1])
    close = np.isclose(loss, float(match[5]), rtol=0.051)
    return close and as_many_updates(values, match)


def next_to_nothing(values, result, match):
    return above_the_lowest(result["path"][-1]) < 1e-6 and as_many_updates(
        values, match
    )


UPDATES = r"(\d+) update(s?) with (\d+) example(s?) each"
CLAIMS = (
    Claim(
        rf"{UPDATES}: less than 1e-6 above the lowest loss",
        next_to_nothing,
        at={"size": 64, "eta": 0.6, "epochs": 10},
    ),
    Claim(rf"{UPDATES}: ([\d.e+-]+) above the lowest loss", this_far_above),
)


def turns(path):
    """Return the share of updates that go against the one before."""
    steps = np.diff(path, axis=0)
    return ((steps[1:] * steps[:-1]).sum(axis=1) < 0).mean()


def ends(values, **changes):
    result = BatchSizeAndPath.compute(**{**values, **changes})
    return above_the_lowest(result["path"][-1])


def bold_then_at_rest(values, result):
    length = np.linalg.norm(np.diff(result["path"], axis=0), axis=1)
    restless = BatchSizeAndPath.compute(**{**values, "decay": False})["path"]
    last = np.linalg.norm(np.diff(restless, axis=0), axis=1)[-64:].mean()
    return length[:5].max() > 0.5 and length[-64:].mean() < last / 5


def never_settles(values, result):
    """In each of ten epochs it was within 0.1 of the lowest loss, and above 0.3."""
    loss = np.array([above_the_lowest(point) for point in result["path"][1:]])
    epochs = loss.reshape(10, 64)
    return (epochs.min(axis=1) < 0.1).all() and (epochs.max(axis=1) > 0.3).all()


def both_end(values, epochs):
    """Return the loss above the lowest with one example each, and with all of them."""
    return [ends(values, epochs=epochs, size=size) for size in (1, 64)]


PROMISES = {
    "all 64 examples": lambda v, r: (
        r["updates"] == v["epochs"] and turns(r["path"]) == 0
    ),
    "one example": lambda v, r: (
        r["updates"] == 64 * v["epochs"] and turns(r["path"]) > 0.3
    ),
    "mini-batch of 16": lambda v, r: (
        r["updates"] == 4 * v["epochs"]
        and turns(r["path"])
        < turns(BatchSizeAndPath.compute(**{**v, "size": 1})["path"])
    ),
    "one, η decayed": bold_then_at_rest,
    "one, η too large": never_settles,
}


def test_there_are_as_many_updates_as_batches_and_a_full_batch_knows_no_chance():
    def invariant(values, result):
        assert result["updates"] == values["epochs"] * 64 // values["size"]
        if values["size"] == 64:
            calm = BatchSizeAndPath.compute(**{**values, "seed": 0})["path"]
            np.testing.assert_allclose(result["path"], calm, atol=1e-9)

    sweep(BatchSizeAndPath, invariant, claims=CLAIMS, promises=PROMISES)


def test_in_the_opening_state_ten_epochs_turn_the_answer():
    for seed in range(10):
        values = {**BatchSizeAndPath.defaults(), "seed": seed}
        one, everything = both_end(values, epochs=1)
        assert one < everything
        one, everything = both_end(values, epochs=10)
        assert one > everything
