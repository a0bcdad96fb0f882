"""Broadcasting: what holds in every state, and what it says."""

import math
import re

import numpy as np
import torch

from course_utils.demos import pytorch_toolbox as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def shapes_of(values):
    """Return the two shapes that the menus name."""
    return [tuple(map(int, re.findall(r"\d", values[name]))) for name in "ab"]


def judged(values):
    """Return the shape of the result by torch, or None where torch refuses."""
    try:
        return torch.broadcast_shapes(*shapes_of(values))
    except RuntimeError:
        return None


def repeats(values):
    """Return the names of what has fewer numbers than the result."""
    count = math.prod(judged(values))
    shapes = zip("ab", shapes_of(values), strict=True)
    return {name for name, shape in shapes if math.prod(shape) < count}


CLAIMS = (
    Claim(
        r"(\(.*?\)) and (\(.*?\)): from the right, sizes must be equal or 1",
        lambda v, r, m: judged(v) is None and [m[1], m[2]] == [v["a"], v["b"]],
    ),
    Claim(
        "As many numbers on both sides: nothing is repeated",
        lambda v, r, m: repeats(v) == set(),
    ),
    Claim(
        "(.+?) (is|are) repeated, without being copied",
        lambda v, r, m: (
            repeats(v) == set(m[1].split(" and "))
            and (m[2] == "are") == (len(repeats(v)) == 2)
            and all(0 in torch.zeros(s).expand(judged(v)).stride()
                    for n, s in zip("ab", shapes_of(v), strict=True) if n in m[1])
        ),
    ),
)  # fmt: skip
PROMISES = {
    "row": lambda v, r: repeats(v) == {"b"} and (r["wide_b"] == r["b"]).all(),
    "column": lambda v, r: (
        repeats(v) == {"b"} and np.ptp(r["wide_b"], axis=1).max() == 0
    ),
    "both": lambda v, r: repeats(v) == {"a", "b"} and r["result"].shape == (4, 3),
    "refused": lambda v, r: judged(v) is None,
    "number": lambda v, r: (r["wide_b"] == r["b"].item()).all() and r["b"].shape == (),
}


def test_broadcasting_is_torchs():
    def invariant(values, result):
        a, b = torch.tensor(result["a"]), torch.tensor(result["b"])
        try:
            wanted = a + b if values["operation"] == "a + b" else a * b
        except RuntimeError:
            assert not result["fits"]
        else:
            np.testing.assert_array_equal(result["result"], wanted)

    sweep(demos.Broadcasting, invariant, claims=CLAIMS, promises=PROMISES)
