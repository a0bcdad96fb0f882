"""DigitThroughLayers: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos.neural_networks.digit_through_layers import DigitThroughLayers
from course_utils.experiments.digit_reader import trained_layers, unseen_digits
from course_utils.ml.networks.fully_connected import network_from_layers
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def torch_reads(result):
    """Return the digit that torch reads in the picture shown, and its probability."""
    network = network_from_layers(trained_layers())
    logits = network(torch.tensor(result["image"].reshape(1, 784)))
    chance, digit = torch.softmax(logits[0], 0).max(dim=0)
    return digit.item(), chance.item()


def says_what_torch_reads(result, match):
    digit, chance = torch_reads(result)
    return int(match[1]) == digit and abs(100 * chance - int(match[2])) <= 0.5 + 1e-6


def written(values):
    return int(unseen_digits()[1][values["picture"]])


CLAIMS = (
    Claim(
        r"Reads (\d), (\d+)% sure, and is right",
        lambda v, r, m: says_what_torch_reads(r, m) and int(m[1]) == written(v),
    ),
    Claim(
        r"Reads (\d), (\d+)% sure, but it is an? (\d) \(blue triangle\)",
        lambda v, r, m: (
            says_what_torch_reads(r, m) and m[1] != m[3] and int(m[3]) == written(v)
        ),
    ),
    Claim(
        r"Reads (\d), (\d+)% sure, where there is no digit at all",
        lambda v, r, m: says_what_torch_reads(r, m) and v["ink"] == 0,
    ),
)
PROMISES = {
    "clean": lambda v, r: torch_reads(r)[0] == written(v) == 9,
    "noisy": lambda v, r: torch_reads(r)[0] != written(v) == 9,
    "drowned": lambda v, r: v["noise"] > unseen_digits()[0][v["picture"]].std(),
    "pure noise": lambda v, r: v["ink"] == 0 and torch_reads(r)[1] > 0.9,
}


def test_a_digit_gets_probabilities():
    def add_up_to_one(values, result):
        assert result["chances"].sum() == pytest.approx(1)
        assert np.abs(result["second"]).max() <= 1

    sweep(DigitThroughLayers, invariant=add_up_to_one, claims=CLAIMS, promises=PROMISES)


def test_without_ink_the_picture_is_the_same_noise_whatever_the_digit():
    result = DigitThroughLayers.compute(picture=7, noise=0.4, ink=0.0)
    expected = 0.4 * np.random.default_rng(7).normal(size=(28, 28))
    np.testing.assert_allclose(result["image"], expected)


def test_the_triangle_marks_what_was_written_and_is_gone_without_ink():
    demo = DigitThroughLayers(picture=5)
    assert demo.truth.get_visible()
    assert demo.truth.get_xdata()[0] == written({"picture": 5})
    demo.set(ink=0.0)
    assert not demo.truth.get_visible()
    wide = [ax.get_position().width for ax in demo.figure.axes]
    assert min(wide) > 0.1, "without the mark the panes keep their places"
