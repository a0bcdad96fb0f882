import numpy as np

from course_utils.demos import gradient_descent as demos
from course_utils.ml import landscapes
from tests.demos.sweep import sweep


def test_parabola_falls_below_one_over_l_and_diverges_above_two_over_l():
    def invariant(values, result):
        product = values["eta"] * values["curvature"]
        loss = result["loss"]
        if values["start"] == 0:
            assert (loss == 0).all()
        elif product <= 1:  # monotone, and never across the minimum
            assert (np.diff(loss) <= 0).all()
            assert (result["path"] * values["start"] >= -1e-12).all()
        elif product > 2 + 1e-9:
            assert (np.diff(loss[loss < 1e11]) > 0).all()
        elif product < 2 - 1e-9:
            assert (np.diff(loss) <= 0).all()

    sweep(demos.Parabola, invariant)


def test_valley_loses_height_below_its_limit_and_gains_above():
    def invariant(values, result):
        loss, limit = result["loss"], 2 / values["kappa"]
        assert np.isclose(result["limit"], limit)
        if values["eta"] < limit - 1e-9:
            assert (np.diff(loss) <= 1e-12).all()
        elif values["eta"] > limit + 1e-9 and abs(values["w2"]) > 0:
            assert loss[-1] > values["kappa"] * values["w2"] ** 2 / 2
        headline = demos.Valley.headline(result)
        assert ("Diverges" in headline) == (loss[-1] > loss[0] * (1 + 1e-9))

    sweep(demos.Valley, invariant)


def test_on_a_small_circle_the_linear_picture_holds():
    def invariant(values, result):
        slope = np.linalg.norm(landscapes.hills_gradient([values["x"], values["y"]]))
        bent = abs(result["true"] - result["linear"]).max() / values["radius"]
        assert bent < 3  # half the largest curvature: the error is of second order
        if values["radius"] <= 0.06 and slope > 1:
            towards = (result["lowest"] - result["centre"]) / values["radius"]
            angle = result["downhill"]
            assert towards @ (np.cos(angle), np.sin(angle)) > 0.99
            assert "trust it" in demos.TaylorCircle.headline(result)

    sweep(demos.TaylorCircle, invariant)


def test_the_road_ends_where_its_gradient_is_small():
    def invariant(values, result):
        if result["reason"] == "small gradient":
            assert result["slope"][-1] < 10.0 ** values["log_tolerance"]
            end = result["path"][-1]
            bends_up = landscapes.road_slope(end + 0.05) > landscapes.road_slope(end)
            headline = demos.RoadWithTraps.headline(result)
            assert ("no minimum" in headline) == (end < -2.5)
            assert ("maximum" in headline) == (end > -2.5 and not bends_up)
        else:
            assert len(result["path"]) == 501

    sweep(demos.RoadWithTraps, invariant)


def test_the_road_says_hilltop_where_it_bends_down():
    result = demos.RoadWithTraps.compute(start=1.95, eta=0.1, log_tolerance=-1)
    assert "hilltop" in demos.RoadWithTraps.headline(result)


def test_at_its_limit_the_valley_swings_for_ever():
    result = demos.Valley.compute(eta=0.25, w1=-4.0, w2=2.0, kappa=8.0)
    assert "for ever" in demos.Valley.headline(result)
