"""BestStep: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos.adaptive_steps_and_scaling.best_step import BestStep
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

GRID = np.linspace(-4, 4, 161)


def minimum_by_looking(result):
    """Return where the drawn curve is lowest, on its grid of 0.05."""
    return GRID[result["curve"].argmin()]


def slope_by_differences(result, at, h=1e-4):
    """Return the slope of the parabola through the drawn points, at `at`."""
    parabola = np.poly1d(np.polyfit(GRID, result["curve"], 2))
    return (parabola(at + h) - parabola(at - h)) / (2 * h)


def against_grey(values, result, match):
    """Grey: loss w²/2 and a point at 2, so gradient 2 and a best step of 2."""
    gradient, step = (float(number) for number in match.groups())
    slope = slope_by_differences(result, values["distance"])
    way = values["distance"] - minimum_by_looking(result)
    return np.isclose(gradient, abs(slope) / 2, rtol=0.051) and np.isclose(
        step, abs(way) / 2, rtol=0.051
    )


CLAIMS = (
    Claim(
        r"([\d.]+) times the grey gradient, ([\d.]+) times .* best step", against_grey
    ),
)


def compared(values, result):
    """Return gradient and best step, each as a multiple of the grey one."""
    return abs(slope_by_differences(result, values["distance"])) / 2, (
        values["distance"] - minimum_by_looking(result)
    ) / 2


PROMISES = {
    "four times as curved": lambda v, r: np.allclose(
        compared(v, r), (2, 0.5), rtol=1e-3
    ),
    "the same parabola": lambda v, r: (
        np.allclose(r["curve"], GRID**2 / 2) and min(compared(v, r)) > 1
    ),
    "flat and far": lambda v, r: np.allclose(compared(v, r), (0.75, 1.5), rtol=1e-3),
}


def test_the_best_step_leads_to_the_lowest_point_of_the_curve():
    def invariant(values, result):
        np.testing.assert_allclose(
            result["slope"],
            slope_by_differences(result, values["distance"]),
            rtol=1e-6,
        )
        end = values["distance"] - result["best"]
        assert abs(end - minimum_by_looking(result)) < 1e-9

    sweep(BestStep, invariant, claims=CLAIMS, promises=PROMISES)


def test_what_does_not_fit_is_cut_and_marked():
    demo = BestStep(curvature=8, distance=3)
    assert demo.sizes[0].get_text() == "24 →"
    assert demo.bars[0].get_width() == 12
    assert len(demo.point.get_xdata()) == 0
    assert len(demo.above.get_xdata()) == 1
    demo.set(curvature=4.0, distance=1.0)
    assert [text.get_text() for text in demo.sizes] == ["4", "4", "1"]
    assert len(demo.point.get_xdata()) == 1
