"""RoadWithTraps: what holds in every state, and what it says."""

from course_utils.demos import gradient_descent as demos
from course_utils.ml.optimization import landscapes
from tests.demos.sweep import sweep


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
