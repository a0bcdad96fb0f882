"""DescentOnTheErrorSurface: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import looking_for_a_function as demos
from course_utils.demos.looking_for_a_function import descent_on_the_error_surface
from course_utils.ml.regression import linear
from tests.demos.sweep import sweep


def test_descent_on_the_surface_obeys_the_largest_stable_rate():
    def falls_below_the_rate(values, result):
        path, losses = result["path"], result["losses"]
        assert tuple(path[0]) == (values["w"], values["b"])
        if values["loss"] == "MSE" and result["stable"]:
            return np.all(np.diff(losses) < 1e-12)

    sweep(demos.DescentOnTheErrorSurface, invariant=falls_below_the_rate)


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
    assert "grown" in demo.headline(demo.result)
