"""WindowOverAPhotograph: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling import photographs
from course_utils.ml.vision import convolution as conv
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

PLACE = r"output\[(\d+), (\d+)\] = (.+)"
NEAR = 0.05 + 1e-9


def judged(picture, kernel, **options):
    tensors = [torch.tensor(np.array(a))[None, None] for a in (picture, kernel)]
    return nn.functional.conv2d(*tensors, **options)[0, 0].numpy()


def window(values, match):
    """Return the nine pixels under the window at the place that is named."""
    padded = np.pad(photographs.grey_photograph(), values["padding"])
    top, left = (int(match[n]) * values["stride"] for n in (1, 2))
    return padded[top : top + 3, left : left + 3]


def named(values, match):
    """Tell whether the number named is that of the place, as torch computes it."""
    kernel = conv.KERNELS[values["kernel"]]
    options = {"stride": values["stride"], "padding": values["padding"]}
    output = judged(photographs.grey_photograph(), kernel, **options)
    place = [
        min(values[n], side - 1)
        for n, side in zip(("row", "column"), output.shape, strict=True)
    ]
    said = float(match[3].replace("−", "-"))
    return [int(match[1]), int(match[2])] == place and (
        abs(said - output[tuple(place)]) < 0.00501
    )


def across(values, match):
    """Return by how much the right side of the window is brighter than the left."""
    sides = np.average(window(values, match), axis=0, weights=(1, 2, 1))
    return sides[2] - sides[0]


def down(values, match):
    """Return by how much the lower side of the window is brighter than the upper."""
    sides = np.average(window(values, match), axis=1, weights=(1, 2, 1))
    return sides[2] - sides[0]


def inside(values, match):
    """Return twice the brightness of the middle above that of its neighbours."""
    pixels = window(values, match).ravel()
    return 2 * (pixels[4] - np.delete(pixels, 4).mean())


def claims_of(kernel, difference, less, equal, more, at):
    """Return three claims on the sign of a difference."""
    holds = (
        lambda v, m: difference(v, m) < 0,
        lambda v, m: abs(difference(v, m)) < NEAR,
        lambda v, m: difference(v, m) > 0,
    )
    return [
        Claim(
            f"{says}: {PLACE}",
            lambda v, r, m, fits=fits: (
                v["kernel"] == kernel and named(v, m) and fits(v, m)
            ),
            at={"kernel": kernel, "row": row, "column": column},
        )
        for says, fits, (row, column) in zip(
            (less, equal, more), holds, at, strict=True
        )
    ]


CLAIMS = (
    *claims_of(
        "vertical edges",
        across,
        "Brighter on the left",
        "Left and right about equal",
        "Brighter on the right",
        at=((17, 13), (3, 9), (16, 37)),
    ),
    *claims_of(
        "horizontal edges",
        down,
        "Brighter above",
        "Above and below about equal",
        "Brighter below",
        at=((18, 14), (3, 9), (23, 30)),
    ),
    *claims_of(
        "outline",
        inside,
        "The middle is darker than its neighbours",
        "The middle is about as bright as its neighbours",
        "The middle is brighter than its neighbours",
        at=((18, 14), (3, 9), (23, 30)),
    ),
    Claim(
        f"A weighted sum of nine pixels: {PLACE}",
        lambda v, r, m: (
            named(v, m)
            and np.isclose(
                r["output"][tuple(r["place"])],
                np.sum(window(v, m) * conv.KERNELS[v["kernel"]]),
            )
        ),
    ),
)
PICTURE = (53, 80)
PROMISES = {
    "sky": lambda v, r: np.ptp(r["window"]) < 0.02 and abs(r["weights"].sum()) < 1e-12,
    "an edge": lambda v, r: (
        r["window"][:, 0].min() > 0.6 and r["window"][:, 2].max() < 0.3
    ),
    "keep the size": lambda v, r: r["output"].shape == PICTURE,
    "halve the size": lambda v, r: (
        r["output"].shape == (27, 40)
        and np.array_equal(
            r["output"],
            demos.WindowOverAPhotograph.compute(**{**v, "stride": 1})["output"][
                ::2, ::2
            ],
        )
    ),
    "blur": lambda v, r: np.isclose(r["output"][tuple(r["place"])], r["window"].mean()),
}


def test_the_window_over_a_photograph_equals_torch():
    def invariant(values, result):
        kernel = conv.KERNELS[values["kernel"]]
        options = {"stride": values["stride"], "padding": values["padding"]}
        wanted = judged(photographs.grey_photograph(), kernel, **options)
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)
        i, j = result["place"]
        assert np.isclose(result["product"].sum(), wanted[i, j])
        assert wanted.shape[0] == conv.output_size(53, 3, **options)

    sweep(demos.WindowOverAPhotograph, invariant, claims=CLAIMS, promises=PROMISES)
