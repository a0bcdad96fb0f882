"""YourDigit: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import torch

from course_utils.data.image_sets import load_images
from course_utils.data.sketches import load_drawings, rasterize
from course_utils.demos import lenet as demos
from course_utils.experiments import lenet_and_rival
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

SIDES = {"conv 1 + ReLU": 28, "pool 1": 14, "conv 2 + ReLU": 10, "pool 2": 5}


@cache
def mean_and_deviation():
    pictures = load_images("mnist_10k", limit=4000).train
    return pictures.mean(dtype=float), pictures.std(dtype=float)


def read(values):
    """Return class and probability of each network, from the strokes alone."""
    mean, deviation = mean_and_deviation()
    picture = rasterize(
        values["strokes"], brush=values["pen"], centred=values["centred"]
    )
    x = torch.tensor((picture - mean) / deviation, dtype=torch.float32)[None, None]
    answers = []
    for network in lenet_and_rival.networks().values():
        with torch.no_grad():
            logits = network(x)[0].double().numpy()
        powers = np.exp(logits - logits.max())
        answers.append((int(logits.argmax()), powers.max() / powers.sum()))
    return answers


def percent(text, share):
    return abs(float(text) - 100 * share) < 0.51


def all_agree(values, result, match):
    said, answers = match.groups(), read(values)
    least = min(share for _, share in answers)
    return {str(a) for a, _ in answers} == {said[0]} and (
        -1e-4 <= 100 * least - int(said[1]) <= 1 + 1e-4
    )


def each_says(values, result, match):
    said, answers = match.groups(), read(values)
    assert len({answer for answer, _ in answers}) > 1
    return all(
        int(digit) == answer and percent(sure, share)
        for digit, sure, (answer, share) in zip(
            said[::2], said[1::2], answers, strict=True
        )
    )


CLAIMS = (
    Claim(r"All three read (\d), at least (\d+)% sure", all_agree),
    Claim(
        r"LeNet: (\d) \((\d+)%\); fully connected: (\d) \((\d+)%\); "
        r"LeNet \+ copies: (\d) \((\d+)%\)",
        each_says,
    ),
    Claim(
        r"Nothing there; the three read (\d), (\d), (\d)",
        lambda v, r, m: (
            not v["strokes"] and m.groups() == tuple(str(a) for a, _ in read(v))
        ),
    ),
)


def lenet_reads(digit):
    return lambda v, r: read(v)[0][0] == digit


def no_digit(values, result):
    return read(values)[0][1] > 2 / 3


PROMISES = {
    **{str(digit): lenet_reads(digit) for digit in range(10)},
    "small, as drawn": lambda v, r: not v["centred"] and 2 not in dict(read(v)),
    "small, centred": lambda v, r: v["centred"] and set(dict(read(v))) == {2},
    "a cross": no_digit,
    "a spiral": no_digit,
    "the letter A": no_digit,
    "a face": no_digit,
    "scribble": no_digit,
    "nothing": lambda v, r: len(dict(read(v))) == 3 and not v["strokes"],
}


def test_three_networks_read_what_is_drawn():
    model = lenet_and_rival.networks()["LeNet"]

    def invariant(values, result):
        np.testing.assert_allclose(result["chances"].sum(axis=1), 1, atol=1e-5)
        assert result["maps"].shape[1:] == (SIDES[values["layer"]],) * 2
        if values["layer"] == "pool 2":  # the maps lead to LeNet's answer
            with torch.no_grad():
                logits = model.classifier(torch.tensor(result["maps"])[None])
            np.testing.assert_allclose(
                logits.softmax(1)[0], result["chances"][0], atol=1e-5
            )

    sweep(demos.YourDigit, invariant, claims=CLAIMS, promises=PROMISES)


def test_centring_brings_the_small_two_to_the_middle():
    small = next(d for d in load_drawings() if (d["digit"], d["hand"]) == (2, 3))
    demo = demos.YourDigit(strokes=small["strokes"], pen=small["brush"])
    before = demo.result["picture"]
    demo.set(centred=False)
    after = demo.result["picture"]
    assert before[14:, 14:].max() > 2
    assert after[14:, 14:].max() == after.min() == before.min()
