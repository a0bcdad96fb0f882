"""The demos of notebook 02, visited at every end, preset and 50 random states."""

import numpy as np
import pytest

from course_utils.demos import looking_for_a_function as demos
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
        x, y = demos.yesterday_and_today(centred)
        w, b = demos.linear.least_squares(x, y)
        best = demos.linear.mse(demos.linear.predict(x, w, b), y)
        assert demos.surface_of_views("MSE", centred).min() >= best


def test_the_preset_too_bold_diverges_and_says_so():
    demo = demos.DescentOnTheErrorSurface()
    demo.apply("too bold")
    assert not demo.result["stable"]
    assert demo.result["losses"][-1] > demo.result["losses"][0]
    assert "grown" in demo.headline(demo.result)


def test_one_sigmoid_lies_between_zero_and_its_height():
    def stays_inside(values, result):
        low, high = sorted((0.0, values["c"]))
        assert np.all((result["y"] >= low) & (result["y"] <= high))
        assert np.all((result["hard"] >= low - 1e-9) & (result["hard"] <= high + 1e-9))

    sweep(demos.OneSigmoid, invariant=stays_inside)


@pytest.mark.parametrize(("w", "b"), [(2, -3), (-1.5, 1), (0.5, 2)])
def test_the_hard_sigmoid_touches_the_soft_one_in_its_middle(w, b):
    result = demos.OneSigmoid.compute(w=w, b=b, c=2.0, ramp=True)
    middle = -b / w
    assert np.interp(middle, demos.X_STEP, result["y"]) == pytest.approx(1.0, abs=1e-3)
    near = np.abs(demos.X_STEP - middle) < 0.1
    assert result["hard"][near] == pytest.approx(result["y"][near], abs=1e-3)


def test_error_shrinks_as_the_number_of_pieces_doubles():
    def shrinks(values, result):
        assert result["error"] >= 0
        # One sigmoid may sit better than two, and an odd number just on the jump.
        lucky = values["kind"] == "sigmoid" and (
            values["n"] == 1 or values["curve"] == "jump"
        )
        assert lucky or result["doubled"] <= result["error"] + 1e-9
        assert np.all(np.diff(result["errors"][1:]) <= 1e-9)

    sweep(demos.CurveOutOfPieces, invariant=shrinks)


def test_hard_sigmoids_with_their_knots_in_place_are_the_polyline():
    demo = demos.CurveOutOfPieces()
    demo.apply("exact")
    assert demo.result["error"] < 1e-9
    assert "exactly" in demo.headline(demo.result)


def test_training_error_never_grows_with_days_of_history():
    def never_grows(values, result):
        assert np.all(np.diff(result["train"]) < 1e-9)
        assert np.count_nonzero(result["weights"]) == values["days"]
        assert np.all(result["unseen"] > result["train"])

    sweep(demos.DaysOfHistory, invariant=never_grows)
