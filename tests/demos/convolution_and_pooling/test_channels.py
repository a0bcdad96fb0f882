"""Channels: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling import photographs
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COLOURS = ("red", "green", "blue")


def seen(result):
    """Return the colours, rows and columns that one output pixel depends on."""
    picture = torch.zeros(1, 3, 5, 5, dtype=torch.float64, requires_grad=True)
    kernels = torch.tensor(result["kernels"])[None]
    output = nn.functional.conv2d(picture, kernels)[0, 0]
    output[0, 0].backward()
    return [np.unique(axis) for axis in picture.grad[0].numpy().nonzero()]


def fits(values, result, match):
    """Tell whether the channels, the window and the bias are those of the sentence."""
    channels, rows, columns = seen(result)
    side = {"one pixel": 1, "3 × 3 pixels": 3}[match["window"]]
    named = match["names"].replace(" and ", ", ").split(", ")
    return (
        [COLOURS[c] for c in channels] == named
        and max(rows[-1], columns[-1]) + 1 == side
        and bool(match["bias"]) == (values["bias"] != 0)
        and np.allclose(result["output"] - result["parts"].sum(axis=0), values["bias"])
    )


WINDOW, BIAS = "(?P<window>one pixel|3 × 3 pixels)", "(?P<bias>, plus b)?"
CLAIMS = (
    Claim(
        "All weights are 0: only the bias is left",
        lambda v, r, m: np.all(r["output"] == v["bias"]) and not r["kernels"].any(),
        at={"red": 0.0, "green": 0.0, "bias": 0.3},
    ),
    Claim(
        f"One output pixel = {WINDOW} of (?P<names>\\w+) alone, weighted{BIAS}",
        fits,
        at={"green": 0.0},
    ),
    Claim(
        f"One output pixel = {WINDOW} each of (?P<names>.+), added up{BIAS}",
        fits,
    ),
)


def edges(colour, values):
    """Return what the kernel makes of one channel alone, with weight 1."""
    alone = {name: float(name == colour) for name in COLOURS}
    return demos.Channels.compute(**{**values, **alone, "bias": 0.0})["output"]


def strongest(result, share=0.05):
    size = abs(result["output"])
    return size >= np.quantile(size, 1 - share)


def red_moves_more(values, result):
    red, green = (abs(edges(c, values))[strongest(result)] for c in ("red", "green"))
    return red.mean() > 1.5 * green.mean()


PROMISES = {
    "grey": lambda v, r: np.allclose(
        r["output"], 0.9 * photographs.small_photograph("flower", 10).mean(axis=0)
    ),
    "red against green": lambda v, r: (
        r["kernels"].shape[1:] == (1, 1)
        and np.allclose(r["output"], edges("red", v) - edges("green", v))
    ),
    "edges of colour": red_moves_more,
    "edges of light": lambda v, r: np.ptp(np.sign(r["weights"])) == 0,
    "bias": lambda v, r: np.allclose(
        r["output"] - demos.Channels.compute(**{**v, "bias": 0.0})["output"], 0.5
    ),
}


def test_the_parts_of_all_channels_add_up_to_torchs_output():
    picture = torch.tensor(photographs.small_photograph("flower", 10))[None]

    def invariant(values, result):
        kernels = torch.tensor(result["kernels"])[None]
        bias = torch.tensor([values["bias"]], dtype=torch.float64)
        wanted = nn.functional.conv2d(picture, kernels, bias)[0, 0]
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)

    sweep(demos.Channels, invariant, claims=CLAIMS, promises=PROMISES)


def test_red_without_green_shows_the_heart_of_the_flower():
    """Largest where the picture is red, smaller on light petals, below 0 on green."""
    output = demos.Channels.compute("one pixel (1×1)", 1.0, -1.0, 0.0, 0.0)["output"]
    red, green, _ = photographs.small_photograph("flower", 10)
    heart, petals = (red > 0.6) & (green < 0.3), (red > 0.8) & (green > 0.6)
    assert min(heart.sum(), petals.sum()) > 10
    assert output[heart].min() > output[petals].max() > 0
    assert output[green > red].max() < 0
    light = demos.Channels.compute("one pixel (1×1)", 0.3, 0.3, 0.3, 0.0)["output"]
    assert light[heart].mean() < light[petals].mean()  # as they open
