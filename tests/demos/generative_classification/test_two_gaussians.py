"""TwoGaussians: what holds in every state, and what it says."""

import numpy as np
from contourpy import contour_generator

from course_utils.demos import generative_classification as demos
from course_utils.demos.generative_classification.two_gaussians import AXIS, GRID
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def log_odds(values, result):
    """Return log P(water | x) - log P(normal | x) on the grid, by inverse matrices."""
    crowds = [result["normal"], result["water"]]
    spreads = [np.cov(crowd.T, ddof=0) for crowd in crowds]
    if values["kind"] == "shared":
        spreads = [(61 * spreads[0] + 79 * spreads[1]) / 140] * 2
    if values["kind"] == "diagonal":
        spreads = [np.diag(np.diag(spread)) for spread in spreads]
    logs = []
    priors = (1 - values["prior"], values["prior"])
    for crowd, spread, prior in zip(crowds, spreads, priors, strict=True):
        offset = GRID - crowd.mean(axis=0)
        squared = np.einsum("...i,ij,...j", offset, np.linalg.inv(spread), offset)
        logs.append(np.log(prior) - squared / 2 - np.log(np.linalg.det(spread)) / 2)
    return logs[1] - logs[0]


def boundaries(values, result):
    """Return the lines on which both classes are equally probable, as matplotlib's."""
    return contour_generator(AXIS, AXIS, log_odds(values, result)).lines(0)


def bulge(values, result):
    """Return how far the boundary in view is from its best straight line."""
    points = np.concatenate(boundaries(values, result))
    angles = np.linspace(0, np.pi, 3601)
    normals = np.stack([np.cos(angles), np.sin(angles)])
    scores = (points - points.mean(axis=0)) @ normals
    best = (scores**2).mean(axis=0).argmin()
    return np.abs(scores[:, best]).max()


def pushed(values, result, match):
    """Compared with the data's own prior, there is less room for this class."""
    if match.re.groups < 1:
        return True
    same = log_odds({**values, "prior": 79 / 140}, result)
    grows = (log_odds(values, result) > 0).mean() - (same > 0).mean()
    return grows < 0 if match[match.re.groups] == "water" else grows > 0


def right(values, result, match):
    model = log_odds(values, result)  # on the grid; the points by interpolation
    correct = 0
    for name, sign in (("water", 1), ("normal", -1)):
        for x, y in result[name]:
            row, column = (np.abs(AXIS - value).argmin() for value in (y, x))
            correct += sign * model[row, column] > 0
    return abs(correct / 140 - int(match[1]) / 100) < 0.05


def straight(values, result):
    return values["kind"] == "shared" and bulge(values, result) < 0.2


def nearly(values, result):
    return values["kind"] != "shared" and bulge(values, result) < 2.3


def curved(values, result):
    return values["kind"] != "shared" and bulge(values, result) > 1.7


def nothing_in_view(values, result, match):
    positive = log_odds(values, result) > 0
    return positive.all() if match[1] == "water" else not positive.any()


KIND = "(?:Own covariances|One shared covariance|Diagonal covariances)"
SHAPES = {"straight": straight, "nearly straight": nearly, "curved": curved}
CLAIMS = (
    *(
        Claim(
            rf"{KIND}: a {name} boundary, (\d+)% of 140 right",
            lambda v, r, m, has=has: has(v, r) and right(v, r, m),
            at={"shapes": "equal", "mean_1": 110.0, "mean_2": 50.0}
            if name == "nearly straight"
            else None,
        )
        for name, has in SHAPES.items()
    ),
    *(
        Claim(
            rf"{KIND}: a {name} boundary, pushed into (water|normal)",
            lambda v, r, m, has=has: has(v, r) and pushed(v, r, m),
        )
        for name, has in SHAPES.items()
    ),
    Claim(
        rf"{KIND}: no boundary in view, all is (water|normal)",
        nothing_in_view,
        at={"prior": 0.02, "kind": "shared", "mean_1": 56.0, "mean_2": 60.0},
    ),
)


def closes_around_the_small_class(values, result):
    (line,) = boundaries(values, result)
    closed = np.allclose(line[0], line[-1])
    inside = np.abs(line - line.mean(axis=0)).max() < 80
    return closed and inside


def nearly_blind(values, result):
    own = demos.TwoGaussians.compute(**{**values, "kind": "own"})["accuracy"]
    spreads = np.array([result[name].std(axis=0) for name in ("normal", "water")])
    round_ones = np.allclose(spreads[:, 0], spreads[:, 1], rtol=0.05)
    return round_ones and result["accuracy"] < own - 0.15


PROMISES = {
    "own covariances": lambda v, r: curved(v, r) and bulge(v, r) > 20,
    "one shared": straight,
    "water is rare": lambda v, r: (
        (log_odds(v, r) > 0).mean()
        < 0.7 * (log_odds({**v, "prior": 79 / 140}, r) > 0).mean()
    ),
    "island": closes_around_the_small_class,
    "crossed": lambda v, r: len(boundaries(v, r)) == 2,
    "naive and blind": nearly_blind,
}


def test_a_shared_covariance_gives_a_straight_boundary_and_only_that_does():
    def straight_if_shared(values, result):
        bend = max(np.abs(np.diff(result["odds"], n=2, axis=k)).max() for k in (0, 1))
        if values["kind"] == "shared":
            assert bend < 1e-9
        else:
            assert bend > 1e-4
        np.testing.assert_allclose(result["odds"], log_odds(values, result), atol=1e-9)
        assert ((result["posterior"] >= 0) & (result["posterior"] <= 1)).all()

    sweep(demos.TwoGaussians, straight_if_shared, claims=CLAIMS, promises=PROMISES)


def test_a_larger_prior_never_makes_water_less_probable():
    rare, common = (
        demos.TwoGaussians.compute("own", "crossed", 60.0, 60.0, prior)["posterior"]
        for prior in (0.1, 0.7)
    )
    assert (common >= rare).all()
