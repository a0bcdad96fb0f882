"""FeatureScale: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling import feature_scale
from course_utils.demos.adaptive_steps_and_scaling.feature_scale import FeatureScale
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def features(values):
    """Return the two features as the demo's bowl sees them, scaled by hand."""
    x = feature_scale.make_two_features() * [1, values["scale"]]
    if values["scaling"] == "min-max":
        return (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    return x / x.std(axis=0) if values["scaling"] == "standardise" else x


def axes(values):
    """Return the bowl's curvatures (largest 1) and axes, by singular values."""
    x = features(values)
    _, sizes, directions = np.linalg.svd(x - x.mean(axis=0))
    return (sizes / sizes[0]) ** 2, directions


def left_by_formula(values, updates):
    """Return what is left of the start along each axis: (1 - 2·share·curvature)^t."""
    curvatures, directions = axes(values)
    start = directions @ [-1.2, 1.2]
    return start * (1 - 2 * values["share"] * curvatures) ** updates


def share_left(values, updates=40):
    whole = np.linalg.norm([-1.2, 1.2])
    return np.linalg.norm(left_by_formula(values, updates)) / whole


def condition_is(values, match):
    sizes = axes(values)[0]
    written = float(match[1].replace(",", ""))
    return np.isclose(written, sizes[0] / sizes[1], rtol=0.006)


def part_left(values, result, match):
    written = float(match[2]) / 100
    return abs(share_left(values) - written) < 0.0051 and condition_is(values, match)


def arrived(values, result, match):
    return share_left(values) < 0.005 and condition_is(values, match)


def swings(values, result, match):
    here, there = left_by_formula(values, 39)[0], left_by_formula(values, 40)[0]
    first = left_by_formula(values, 0)[0]
    return np.allclose([abs(here), there], [abs(first), first]) and here * there < 0


def on_its_way_out(values, result, match):
    widths = [abs(left_by_formula(values, t)[0]) for t in (0, 20, 40)]
    return widths[0] < widths[1] < widths[2] and condition_is(values, match)


NUMBER = r"Condition number ([\d.,]+): after 40 updates"
CLAIMS = (
    Claim(rf"{NUMBER} (\d+)% of the way is left", part_left),
    Claim(rf"{NUMBER} it has arrived", arrived),
    Claim(
        rf"{NUMBER} it still swings as widely as at first", swings, at={"share": 1.0}
    ),
    Claim(rf"{NUMBER} it is on its way out", on_its_way_out),
)


def angle_to_the_star(result):
    """Return the angle between the arrow and the way to the star, in degrees."""
    arrow, way = result["arrow"] - result["path"][0], -result["path"][0]
    cosine = arrow @ way / np.linalg.norm(arrow) / np.linalg.norm(way)
    return np.degrees(np.arccos(min(cosine, 1)))


def detour(path):
    """Return the length of the path over that of the straight way to its end."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    return steps.sum() / np.linalg.norm(path[-1] - path[0])


def nearly_round(values, result):
    return axes(values)[0][1] > 0.8 and angle_to_the_star(result) < 1


PROMISES = {
    "the same unit": nearly_round,
    "x₂ ten times as large": lambda v, r: (
        angle_to_the_star(r) > 40 and detour(r["path"]) > 1.2
    ),
    "x₂ a hundred times": lambda v, r: abs(r["path"][-1, 0] + 1.2) < 0.01,
    "standardised": nearly_round,
    "min-max": nearly_round,
    "on the edge": lambda v, r: on_its_way_out(v, r, [None, f"{r['condition']}"]),
}


def test_scaling_undoes_the_unit_and_a_stable_rate_never_climbs():
    def invariant(values, result):
        if values["scaling"] != "none":
            assert result["condition"] < 2
            same = feature_scale.curvature(1.0, values["scaling"])
            again = feature_scale.curvature(values["scale"], values["scaling"])
            np.testing.assert_allclose(same, again, atol=1e-9)
        if values["share"] <= 1:
            assert (np.diff(result["left"]) <= 1e-9).all()
        hessian = feature_scale.curvature(values["scale"], values["scaling"])
        rings = result["contours"]
        heights = np.einsum("...i,ij,...j->...", rings, hessian, rings)
        np.testing.assert_allclose(heights / feature_scale.LEVELS[:, None], 1)

    sweep(FeatureScale, invariant, claims=CLAIMS, promises=PROMISES)
