"""EarlyStopping: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.when_training_goes_wrong.early_stopping import EarlyStopping
from course_utils.experiments import size_and_data
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

LAST = size_and_data.STOPPING_CHECKS


def walked(values):
    """Return (last epoch run, best epoch), counting the epochs without a new best."""
    losses = size_and_data.kept_runs()["stopping"][values["run"]][0][1]
    best = waited = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == values["patience"]:
            return epoch, best
    return len(losses) - 1, best


def test_loss(values, epoch):
    return size_and_data.kept_runs()["stopping"][values["run"]][0][2][epoch]


test_loss.__test__ = False  # a helper, whatever its name begins with


def says(values, match, *, restore):
    stop, best = walked(values)
    kept = best if restore else stop
    return (
        values["restore"] is restore
        and (match["stop"] is None or int(match["stop"]) == stop)
        and abs(test_loss(values, kept) - float(match["loss"])) <= 0.005 + 1e-9
        and (not restore or int(match["kept"]) == best)
    )


GIVES = r"gives back those of check (?P<kept>\d+): test loss (?P<loss>[\d.]+)"
KEEPS = r"keeps the weights it has: test loss (?P<loss>[\d.]+)"
CLAIMS = (
    Claim(
        rf"Stops at check (?P<stop>\d+), {GIVES}",
        lambda v, r, m: says(v, m, restore=True),
    ),
    Claim(
        rf"Stops at check (?P<stop>\d+), {KEEPS}",
        lambda v, r, m: says(v, m, restore=False),
    ),
)


def losses_while_waiting(values):
    """Return the test loss of the kept weights at patience 10 and at this one."""
    return [test_loss(values, walked({**values, "patience": p})[1]) for p in (10, 60)]


PROMISES = {
    "nervous": lambda v, r: walked(v)[0] == 1 and test_loss(v, walked(v)[1]) > 2,
    "calm": lambda v, r: (
        test_loss(v, walked(v)[1]) < test_loss({**v}, walked({**v, "patience": 2})[1])
    ),
    "too late": lambda v, r: test_loss(v, walked(v)[0]) > test_loss(v, walked(v)[1]),
    "no harm": lambda v, r: losses_while_waiting(v)[1] <= losses_while_waiting(v)[0],
}


def test_early_stopping_gives_back_the_best_epoch():
    def best_is_given_back(values, result):
        validation = result["losses"][1]
        stop, best = walked(values)
        assert (result["stop"], result["best"]) == (stop, best)
        assert validation[best] == np.min(validation[: stop + 1])
        assert result["kept"] == (best if values["restore"] else stop)

    sweep(EarlyStopping, invariant=best_is_given_back, claims=CLAIMS, promises=PROMISES)


def test_no_run_lasts_to_the_end_with_any_patience_of_the_slider():
    stops = [walked({"run": run, "patience": 60})[0] for run in range(6)]
    assert max(stops) < LAST
