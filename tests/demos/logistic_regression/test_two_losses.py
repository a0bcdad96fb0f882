"""TwoLosses: what holds in every state, and what it says."""

import numpy as np
import pytest
from scipy.optimize import minimize

from course_utils.demos import logistic_regression as demos
from course_utils.demos.logistic_regression import tumour_losses, two_losses
from course_utils.ml.classification import logistic
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

X, TARGETS = demos.tumours()
RIVALS = ("cross-entropy", "squared error")


def loss_of(loss, wb):
    p = 1 / (1 + np.exp(-(wb[0] * X + wb[1])))
    if loss == "squared error":
        return ((p - TARGETS) ** 2).mean()
    return -np.log(np.where(TARGETS == 1, p, 1 - p)).mean()


STARS = [
    minimize(lambda wb, k=k: loss_of(k, wb), [3.0, 0.0], tol=1e-12).x for k in RIVALS
]


def ends(values, steps=None):
    """Return where both descents end, by the training of the notebook."""
    both = []
    for loss in RIVALS:
        run = logistic.train(
            X[:, None],
            TARGETS,
            learning_rate=values["eta"],
            steps=values["updates"] if steps is None else steps,
            loss=loss,
            start=([values["w"]], values["b"]),
        )
        both.append(np.array([run.w[-1, 0], run.b[-1]]))
    return both


def left(values, steps=None):
    """Return how far both are from their own stars."""
    return [np.hypot(*(e - s)) for e, s in zip(ends(values, steps), STARS, strict=True)]


def right(values):
    """Return the share of the tumours that each of both calls right at the end."""
    return [((w * X + b > 0) == TARGETS).mean() for w, b in ends(values)]


def as_far_as_it_says(values, result, match):
    distances = [float(match[2]), float(match[3])]
    near = np.allclose(distances, left(values), atol=0.0502)
    return near and int(match[1]) == values["updates"]


def arrives_and_hardly_moved(values, result):
    before, after = left(values, steps=0), left(values)
    return after[0] < 0.1 and before[1] - after[1] < 0.07 * before[1]


def arrives_late_and_jumps(values, result):
    (last, squared), (before, _) = ends(values), ends(values, steps=199)
    jumps = (last - STARS[0]) @ (before - STARS[0]) < 0 and left(values)[0] > 1
    return jumps and np.hypot(*(squared - STARS[1])) < 0.05


def hardly_helped(values, result):
    calls = X * values["w"] + values["b"] > 0
    before, after = left(values, steps=0)[1], left(values)[1]
    return not calls.any() and before - after < 0.1 * before


CLAIMS = (
    Claim(
        r"After (\d+) updates cross-entropy is (.+) from its ★, "
        r"squared error (.+) from its own",
        as_far_as_it_says,
    ),
)
PROMISES = {
    "far and wrong": arrives_and_hardly_moved,
    "near": lambda v, r: max(left(v)) < 0.05,
    "ten times the step": arrives_late_and_jumps,
    "the other plateau": hardly_helped,
}


def test_the_stars_are_the_least_losses():
    for loss, star in zip(RIVALS, STARS, strict=True):
        np.testing.assert_allclose(tumour_losses.best_fit(loss), star, atol=1e-4)


def test_the_surfaces_hold_the_losses():
    surfaces = tumour_losses.losses_at(np.array([-3.0, 2.0]), np.array([0.5, 1.0, 4.0]))
    for surface, (measure, _) in zip(surfaces, logistic.LOSSES.values(), strict=True):
        assert surface.shape == (3, 2)
        assert surface[2, 1] == pytest.approx(measure(2 * X + 4, TARGETS))


def test_far_away_the_gradient_of_the_squared_error_is_smaller():
    def smaller_far_away(values, result):
        if np.hypot(*(STARS[0] - (values["w"], values["b"]))) > 3:
            assert result["slopes"][1] < result["slopes"][0]
        for path in result["paths"]:
            assert len(path) == values["updates"] + 1
            np.testing.assert_array_equal(path[0], [values["w"], values["b"]])
            assert np.abs(path).max() < two_losses.EDGE

    sweep(demos.TwoLosses, smaller_far_away, claims=CLAIMS, promises=PROMISES)


def test_a_step_ten_times_as_long_helps_from_one_start_and_not_from_another():
    far = {"w": -10.0, "b": 4.0, "updates": 200}
    benign = {"w": 2.0, "b": -14.0, "updates": 200}
    assert right({**far, "eta": 3.0})[1] < 0.2
    assert right({**far, "eta": 30.0})[1] > 0.85
    assert right({**benign, "eta": 30.0})[1] < 0.65
