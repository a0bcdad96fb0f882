"""DescentOnTheErrorSurface: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import looking_for_a_function as demos
from course_utils.demos.looking_for_a_function import descent_on_the_error_surface
from course_utils.ml.regression import linear
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def walk(values):
    """Return the losses of a descent written out here, and the places it visits."""
    x, y = descent_on_the_error_surface.yesterday_and_today(values["centred"])
    w, b, squared = values["w"], values["b"], values["loss"] == "MSE"
    places, losses = [], []
    for _ in range(values["updates"] + 1):
        miss = w * x + b - y
        places.append((w, b))
        losses.append(np.mean(miss**2 if squared else np.abs(miss)))
        if max(abs(w), abs(b)) > descent_on_the_error_surface.FAR_AWAY:
            break
        push = 2 * miss if squared else np.sign(miss)
        w, b = w - values["eta"] * np.mean(push * x), b - values["eta"] * push.mean()
    return np.array(losses), np.array(places)


def said(values, match, *, names=(3, 4)):
    """Tell whether the count of updates, the loss's name and its numbers are right."""
    losses, _ = walk(values)
    numbers = [float(match[n]) for n in names]
    return (
        int(match[1]) == len(losses) - 1
        and match[2] == values["loss"]
        and np.allclose(numbers, losses[[0, -1][: len(names)]], atol=0.00501, rtol=1e-6)
    )


def near_by(values):
    """Tell whether the walk ends on the map or not far from it."""
    return np.abs(walk(values)[1][-1]).max() <= descent_on_the_error_surface.FAR_AWAY


CLAIMS = (
    Claim(
        "This line's (.+) is (.+)",
        lambda v, r, m: (
            v["updates"] == 0
            and m[1] == v["loss"]
            and abs(float(m[2]) - walk(v)[0][0]) < 0.00501
        ),
    ),
    Claim(
        r"(\d+) updates?: the (.+) is (.+), as before",
        lambda v, r, m: (
            said(v, m, names=(3,)) and abs(np.diff(walk(v)[0][[0, -1]])) < 0.011
        ),
        at={"w": 0.4, "b": 1.5, "updates": 1, "eta": 0.005},
    ),
    Claim(
        r"(\d+) updates?: the (.+) fell from (.+) to (.+)",
        lambda v, r, m: said(v, m) and float(m[4]) < float(m[3]),
    ),
    Claim(
        r"(\d+) updates?: the (.+) grew from (.+) to ([0-9.]+)",
        lambda v, r, m: said(v, m) and float(m[4]) > float(m[3]) and near_by(v),
    ),
    Claim(
        r"(\d+) updates?: the (.+) grew from (.+) to (.+), off the map",
        lambda v, r, m: said(v, m) and float(m[4]) > float(m[3]) and not near_by(v),
        at={"eta": 0.1, "updates": 100, "loss": "MSE", "centred": False},
    ),
)


def lengths(values):
    return np.linalg.norm(np.diff(walk(values)[1], axis=0), axis=1)


def away(values, result):
    """Return how far the first and the last place are from the star."""
    return np.linalg.norm(walk(values)[1][[0, -1]] - result["best"], axis=1)


PROMISES = {
    "first step": lambda v, r: walk(v)[0][1] < walk(v)[0][0] / 2,
    "patience": lambda v, r: lengths(v)[0] > 1 and lengths(v)[-1] < 0.01,
    "timid": lambda v, r: away(v, r)[1] > 0.75 * away(v, r)[0],
    "too bold": lambda v, r: (np.diff(walk(v)[0]) > 0).all(),
    "by MAE": lambda v, r: np.ptp(lengths(v)[:7]) < 0.001 * lengths(v)[0],
    "rounder bowl": lambda v, r: away(v, r)[1] < 0.01 * away(v, r)[0],
}


def test_descent_on_the_surface_obeys_the_largest_stable_rate():
    def falls_below_the_rate(values, result):
        path, losses = result["path"], result["losses"]
        assert tuple(path[0]) == (values["w"], values["b"])
        if values["loss"] == "MSE" and result["stable"]:
            return np.all(np.diff(losses) < 1e-12)

    sweep(
        demos.DescentOnTheErrorSurface,
        invariant=falls_below_the_rate,
        claims=CLAIMS,
        promises=PROMISES,
    )


def test_no_line_of_the_map_beats_least_squares():
    for centred in (False, True):
        x, y = descent_on_the_error_surface.yesterday_and_today(centred)
        w, b = linear.least_squares(x, y)
        best = linear.mse(linear.predict(x, w, b), y)
        assert (
            descent_on_the_error_surface.surface_of_views("MSE", centred).min() >= best
        )


def test_the_preset_too_bold_diverges_and_says_so():
    demo = demos.DescentOnTheErrorSurface()
    demo.apply("too bold")
    assert not demo.result["stable"]
    assert demo.result["losses"][-1] > demo.result["losses"][0]
    assert "grew" in demo.headline(demo.result)
