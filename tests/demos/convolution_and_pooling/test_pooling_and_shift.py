"""PoolingAndShift: what holds in every state, and what it says."""

import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution_and_pooling as demos
from course_utils.demos.convolution_and_pooling.pooling_and_shift import wide_digit
from course_utils.ml.vision import convolution as conv
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

JUDGES = {"max": nn.functional.max_pool2d, "average": nn.functional.avg_pool2d}


def changes(values, shift, kind=None):
    """Return how much the map and the pooled map change by a shift, with torch."""
    kernel = torch.tensor(conv.KERNELS["vertical edges"])[None, None]
    found = []
    for right in (0, shift):
        digit = np.roll(wide_digit(values["digit"]), right, axis=1)
        assert not digit[:, :right].any()  # nothing has come round
        picture = torch.tensor(digit)[None, None]
        edges = nn.functional.conv2d(picture, kernel, padding=1).abs()
        found.append((edges, JUDGES[kind or values["kind"]](edges, values["size"])))
    return [
        float(((after - before) ** 2).sum() / (before**2).sum()) ** 0.5
        for before, after in zip(*found, strict=True)
    ]


def said(text, share):
    return abs(float(text) - 100 * share) < 0.501


CLAIMS = (
    Claim(
        "No shift yet: move the first slider",
        lambda v, r, m: (
            demos.PoolingAndShift.controls[0].name == "shift"
            and changes(v, v["shift"]) == [0, 0]
        ),
    ),
    Claim(
        r"No pooling: (\d) px to the right changes the map by (\d+)%",
        lambda v, r, m: (
            int(m[1]) == v["shift"]
            and np.array_equal(r["pooled"], r["map"])
            and said(m[2], changes(v, v["shift"])[0])
        ),
    ),
    Claim(
        r"(\d) px to the right: map changes by (\d+)%, pooled by (\d+)%",
        lambda v, r, m: (
            int(m[1]) == v["shift"]
            and said(m[2], changes(v, v["shift"])[0])
            and said(m[3], changes(v, v["shift"])[1])
        ),
    ),
)


def moved(result, values, cells):
    """Tell whether the pooled map is that without a shift, some cells to the right."""
    still = demos.PoolingAndShift.compute(**{**values, "shift": 0})["pooled"]
    return np.allclose(np.roll(still, cells, axis=1), result["pooled"])


PROMISES = {
    "no pooling": lambda v, r: moved(r, v, v["shift"]) and v["shift"] == 1,
    "a small shift": lambda v, r: (
        v["shift"] == 1 < v["size"] == 4
        and changes(v, 1)[1] < 0.6 * changes(v, 1)[0]
        # what to look for: about three pixels
        and changes(v, 2)[1] < changes(v, 1)[0] < changes(v, 4)[1]
    ),
    "average": lambda v, r: all(
        changes(v, s, "average")[1] > changes(v, s, "max")[1] for s in range(2, 7)
    ),
    "a whole window": lambda v, r: v["shift"] == v["size"] and moved(r, v, 1),
    "a large shift": lambda v, r: v["shift"] > v["size"],
}


def test_pooling_equals_torch_and_moves_by_whole_cells():
    def invariant(values, result):
        size, shift = values["size"], values["shift"]
        pooled = JUDGES[values["kind"]](torch.tensor(result["map"])[None], size)[0]
        np.testing.assert_allclose(result["pooled"], pooled)
        assert result["map_changes"][0] == result["pooled_changes"][0] == 0
        if shift % size == 0:  # a whole number of cells: nothing is new in any of them
            still = demos.PoolingAndShift.compute(**{**values, "shift": 0})["pooled"]
            after = conv.shift(still, shift // size)
            np.testing.assert_allclose(result["pooled"], after, atol=1e-12)
        if size == 1:
            np.testing.assert_allclose(result["map_changes"], result["pooled_changes"])
        else:  # pooling calms every shift
            assert (result["pooled_changes"] <= result["map_changes"]).all()
        assert max(result["map_changes"]) < 1.45  # the end of the axis

    sweep(demos.PoolingAndShift, invariant, claims=CLAIMS, promises=PROMISES)
