"""FeatureMaps: what holds in every state, and what it says."""

import numpy as np
import torch

from course_utils.demos import lenet as demos
from course_utils.experiments import lenet_and_rival
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

SIDES = {"conv 1 + ReLU": 28, "pool 1": 14, "conv 2 + ReLU": 10, "pool 2": 5}


def read(values):
    """Return what LeNet's logits say of the picture: class and probability."""
    with torch.no_grad():
        picture = lenet_and_rival.example(values["digit"], values["number"])
        logits = lenet_and_rival.trained()[0](picture)[0].double().numpy()
    best = int(logits.argmax())
    return best, 1 / np.exp(logits - logits[best]).sum()


def says_what_it_reads(values, result, match):
    best, sure = read(values)
    return match["answer"] == str(best) and abs(float(match["sure"]) - sure) < 6e-4


CLAIMS = (
    Claim(
        r"LeNet reads (?P<answer>\d), with probability (?P<sure>[\d.]+)",
        lambda v, r, m: says_what_it_reads(v, r, m) and int(m["answer"]) == v["digit"],
    ),
    Claim(
        r"LeNet reads (?P<answer>\d) \((?P<sure>[\d.]+)\), but it is a (?P<digit>\d)",
        lambda v, r, m: (
            says_what_it_reads(v, r, m) and m["answer"] != m["digit"] == str(v["digit"])
        ),
        at={"digit": 5, "number": 4},
    ),
)


def sheet(channels, side):
    return lambda values, result: result["maps"].shape == (channels, side, side)


PROMISES = {
    "first layer": sheet(6, 28),
    "after pooling": sheet(6, 14),
    "second layer": sheet(16, 10),
    "last maps": sheet(16, 5),
    "a seven": lambda v, r: (
        v["digit"] == 7
        and not np.allclose(
            r["maps"], demos.FeatureMaps.compute(**{**v, "digit": 5})["maps"]
        )
    ),
}


def test_maps_come_from_the_layer_and_lead_to_the_answer():
    model, _ = lenet_and_rival.trained()

    def invariant(values, result):
        assert np.isclose(result["probabilities"].sum(), 1, atol=1e-5)
        assert result["maps"].shape[1:] == (SIDES[values["layer"]],) * 2
        assert (result["maps"] >= 0).all()  # ReLU, and the pooling behind it
        if values["layer"] == "pool 2":
            with torch.no_grad():
                logits = model.classifier(torch.tensor(result["maps"])[None])
            np.testing.assert_allclose(
                logits.softmax(1)[0], result["probabilities"], atol=1e-5
            )

    sweep(demos.FeatureMaps, invariant, claims=CLAIMS, promises=PROMISES)
