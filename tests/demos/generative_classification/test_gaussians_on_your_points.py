"""Two Gaussians for your own points: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos.generative_classification import (
    gaussians_on_your_points as module,
)
from course_utils.demos.generative_classification.gaussians_on_your_points import (
    APART,
    NARROWEST,
    PLANE,
    GaussiansOnYourPoints,
)
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

COMPUTE = GaussiansOnYourPoints.compute
KINDS = ("own", "shared", "diagonal")
PILE = ((0.5, 0.5, 0),) * 150 + ((0.5, 0.5, 1),) * 50


def crowds(values):
    points = values["points"]
    return [np.array([p[:2] for p in points if p[2] == k]) for k in (0, 1)]


def spreads(values, kind):
    """Return both covariances before they are widened, by numpy's own estimate."""
    groups = crowds(values)
    made = [np.cov(group.T, ddof=0) for group in groups]
    if kind == "diagonal":
        return [np.diag(np.diag(spread)) for spread in made]
    if kind == "shared":
        sizes = [len(group) for group in groups]
        return [np.average(made, axis=0, weights=sizes)] * 2
    return made


def widths(spread):
    """Return the standard deviations along the axes, from trace and determinant."""
    half = np.trace(spread) / 2
    root = np.sqrt(max(half**2 - np.linalg.det(spread), 0))
    return np.sqrt(np.maximum([half - root, half + root], 0))


def widen(spread):
    u, sizes, _ = np.linalg.svd(spread)
    return u @ np.diag(np.maximum(sizes, NARROWEST**2)) @ u.T


def odds(values, kind, places):
    """Return log P(blue | x) - log P(orange | x), by inverse matrices."""
    logs = []
    for group, spread in zip(crowds(values), spreads(values, kind), strict=True):
        wide, offset = widen(spread), places - group.mean(axis=0)
        squared = np.einsum("...i,ij,...j", offset, np.linalg.inv(wide), offset)
        logs.append(np.log(len(group)) - (squared + np.log(np.linalg.det(wide))) / 2)
    return logs[1] - logs[0]


def right(values, kind):
    orange, blue = crowds(values)
    return int((odds(values, kind, orange) <= 0).sum()) + int(
        (odds(values, kind, blue) > 0).sum()
    )


def narrow(values):
    least = [widths(spread)[0] for spread in spreads(values, values["kind"])]
    return [width < NARROWEST for width in least]


def counted(values, match):
    """The kind in view and the two others get these numbers right."""
    kind, others = match[1].lower(), [k for k in KINDS if k != match[1].lower()]
    told = [int(match[2]), int(match[5]), int(match[7])]
    names = [match[4], match[6]]
    near = [
        abs(right(values, k) - n) for k, n in zip([kind, *others], told, strict=True)
    ]
    return (
        kind == values["kind"]
        and names == others
        and int(match[3]) == len(values["points"])
        and (max(near) == 0 or on_the_edge(values))
    )


def on_the_edge(values):
    """Points so close to a boundary that rounding decides."""
    places = np.array([p[:2] for p in values["points"]])
    return min(np.abs(odds(values, k, places)).min() for k in KINDS) < 1e-9


COUNTS = r"(\w+): (\d+) of (\d+) right \((\w+) (\d+), (\w+) (\d+)\)"
CLAIMS = (
    Claim(
        r"No points yet: click in the picture", lambda v, r, m: len(v["points"]) == 0
    ),
    Claim(
        r"Only (orange|blue) points: every place is (orange|blue)",
        lambda v, r, m: (
            m[1] == m[2]
            and {p[2] for p in v["points"]} == {["orange", "blue"].index(m[1])}
            and (np.sign(r["odds"]) == (1 if m[1] == "blue" else -1)).all()
        ),
    ),
    Claim(COUNTS, lambda v, r, m: counted(v, m) and not any(narrow(v))),
    Claim(
        COUNTS + r"; too narrow, so widened: (orange|blue|both)",
        lambda v, r, m: (
            counted(v, m)
            and narrow(v)
            == {"orange": [1, 0], "blue": [0, 1], "both": [1, 1]}[m.group(8)]
        ),
    ),
)


def closed(values):
    """The boundary does not reach the edge of the picture, and is in it."""
    blue = odds(values, "own", PLANE) > 0
    rim = np.concatenate([blue[0], blue[-1], blue[:, 0], blue[:, -1]])
    return blue.any() and not rim.any()


def far_from_its_mean(values):
    """No blue point is near the mean of the blue ones, and an orange one is."""
    orange, blue = crowds(values)
    far = [np.linalg.norm(g - blue.mean(axis=0), axis=1).min() for g in (blue, orange)]
    return far[0] > 0.5 and far[1] < 0.3


PROMISES = {
    "crossed": lambda v, r: (
        right(v, "own") >= 36 and max(right(v, "shared"), right(v, "diagonal")) <= 30
    ),
    "island": lambda v, r: closed(v) and right(v, "own") > right(v, "shared") + 8,
    "two groups": lambda v, r: far_from_its_mean(v),
    "apart": lambda v, r: right(v, "shared") == len(v["points"]) == 24,
    "far out": lambda v, r: (
        v["points"][:24] == APART
        and len(v["points"]) == 27
        and right(v, "shared") == 26
        and (odds(v, "shared", np.array(v["points"])[24:, :2]) > 0).all()
    ),
}


def test_the_picture_is_bayes_rule():
    def is_the_rule(values, result):
        rings = result["rings"]
        assert set(rings) == {p[2] for p in values["points"]}
        assert all(np.isfinite(ring).all() for ring in rings.values())
        if len(rings) == 2:
            ours = odds(values, values["kind"], PLANE)
            np.testing.assert_allclose(result["odds"], ours, rtol=1e-6, atol=1e-6)
            for k, ring in rings.items():
                wide = widen(spreads(values, values["kind"])[k])
                offset = ring - crowds(values)[k].mean(axis=0)
                far = np.einsum("ni,ij,nj->n", offset, np.linalg.inv(wide), offset)
                np.testing.assert_allclose(far, 4, rtol=1e-6)

    sweep(GaussiansOnYourPoints, is_the_rule, claims=CLAIMS, promises=PROMISES)


@pytest.mark.parametrize("kind", KINDS)
def test_points_in_one_place_are_called_by_the_larger_class(kind):
    result = COMPUTE(PILE, kind)
    assert result["right"] == dict.fromkeys(KINDS, 150)
    assert result["narrow"] == [0, 1]
    np.testing.assert_allclose(result["odds"], np.log(50 / 150))


def test_without_two_classes_there_is_no_boundary():
    demo = GaussiansOnYourPoints(points=((0.0, 0.0, 1), (0.5, 0.5, 1)))
    assert not demo.edge.get_visible()
    demo.set(points=((0.0, 0.0, 1), (0.5, 0.5, 0)))
    assert demo.edge.get_visible()
    assert module.narrow(np.zeros((2, 2, 2))) == [0, 1]
